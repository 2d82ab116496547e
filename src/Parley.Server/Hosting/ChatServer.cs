using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Delivery;
using Parley.Server.Doors;
using Parley.Server.Doors.Accounts;
using Parley.Server.Doors.Http;
using Parley.Server.History;
using Parley.Server.Hosting;
using Parley.Server.Node;
using Parley.Server.Storage.Sqlite;
using Parley.Server.Transport;

namespace Parley.Server;

/// <summary>A running chat server.</summary>
/// <example>
/// <code>
/// await using var server = await ChatServer.StartAsync(new ServerOptions { Doors = ["plain://127.0.0.1:12000"] });
/// await server.WaitForShutdownAsync();
/// </code>
/// </example>
public sealed class ChatServer : IAsyncDisposable
{
    /// <summary>How many events a log that is kept in memory has at least, and may be searched: some tens of megabytes of chat.</summary>
    private const int EventsInMemoryMax = 50_000;

    /// <summary>
    /// How many events the search may be behind before it reads them from the disk. Of more, most would outlive a collection of
    /// garbage when much is said, and that costs more than reading them.
    /// </summary>
    private const int RecentEventsMax = 512;

    private readonly WebApplication _app;
    private readonly IEventLog _log;
    private readonly IMessageIndex _index;
    private readonly IReadOnlyList<DoorCertificate> _certificates;
    private readonly DoorContext _context;
    private readonly NodeLoop _node;
    private bool _isDisposed;

    private ChatServer(WebApplication app, IEventLog log, IMessageIndex index, IEnumerable<OpenDoor> doors, IReadOnlyList<DoorCertificate> certificates)
    {
        _app = app;
        _log = log;
        _index = index;
        _certificates = certificates;
        _context = app.Services.GetRequiredService<DoorContext>();
        _node = app.Services.GetRequiredService<NodeLoop>();
        Doors = [.. doors];
    }

    /// <summary>What is open, with the ports that were really bound.</summary>
    public IReadOnlyList<OpenDoor> Doors { get; }

    /// <summary>Starts a server, and returns when its doors are open.</summary>
    /// <param name="options">How it is set up; the defaults if null.</param>
    /// <param name="configure">Changes the host before it is built: logging, or a transport of one's own.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="OptionsException">An option cannot be used.</exception>
    /// <exception cref="EventLogException">The data cannot be used: locked, damaged, of a newer version, or not writable.</exception>
    /// <exception cref="IOException">A port is in use, or it or a file may not be opened; the message names it.</exception>
    public static async Task<ChatServer> StartAsync(
        ServerOptions? options = null, Action<IHostApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        options ??= new ServerOptions();
        var urls = (options.Doors.Count == 0 ? ServerOptions.DefaultDoors : options.Doors.AsReadOnly()).Select(DoorUrl.Parse).ToArray();
        OptionsCheck.Check(options);
        var log = await OpenLogAsync(options, cancellationToken);

        WebApplication? app = null;
        IMessageIndex? index = null;
        var listeners = new List<(IDoor Door, ListenOptions Listener)>();
        try
        {
            index = await OpenIndexAsync(options, cancellationToken);
            var certificates = new List<DoorCertificate>();
            app = Build(options, log, index, kestrel => Listen(kestrel, urls, listeners, certificates), configure);
            if (log is SqliteEventLog stored) stored.ErasureTried += app.Services.GetRequiredService<ErasureOutage>().OnTried;
            await app.StartAsync(cancellationToken);
            var server = new ChatServer(app, log, index, listeners.Select(open => OpenDoor.Of(open.Door, open.Listener)), certificates);
            server.StopWhenTheLoopFails();
            return server;
        }
        catch (Exception e)
        {
            if (app is not null) await app.DisposeAsync();
            if (index is not null) await index.DisposeAsync();
            await log.DisposeAsync();
            if (WhyClosed(e) is { } why && listeners.Find(one => !IsOpen(one.Door, one.Listener)) is { Door.Url: { } url })
                throw new IOException($"door '{url}': {why}", e);
            if (e is UnauthorizedAccessException) throw new IOException(e.Message, e);
            throw;
        }
    }

    /// <summary>What the server is made of.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Raised when an operator of the server asks that its settings be read again; see <see cref="Reload"/>.</summary>
    public event Action ReloadRequested
    {
        add => _context.ReloadRequested += value;
        remove => _context.ReloadRequested -= value;
    }

    /// <summary>Takes new settings and reads the certificates again, without disturbing anybody.</summary>
    /// <param name="options">The settings. Doors, data and its limit, durability and cloaks need a restart; what is there now stays.</param>
    /// <exception cref="OptionsException">One cannot be used, or a certificate cannot be read; that and the settings are as before.</exception>
    public void Reload(ServerOptions options)
    {
        OptionsCheck.Check(options);
        foreach (var certificate in _certificates) certificate.Reload();
        _context.Options = options.Copy();
        _app.Services.GetRequiredService<Shards>().Reload();
    }

    /// <summary>Completes when the server has been asked to stop, by <see cref="StopAsync"/> or by the token, and has stopped.</summary>
    /// <exception cref="InvalidOperationException">It stopped because it failed; the log says how.</exception>
    public async Task WaitForShutdownAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _app.WaitForShutdownAsync(cancellationToken);
        }
        catch (Exception) when (_node.Completion.IsFaulted)
        {
            // What failed is thrown below, and not what could not be ended because of it.
        }

        if (_node.Completion.IsFaulted)
            throw new InvalidOperationException("The server failed.", _node.Completion.Exception);
    }

    /// <summary>Tells everybody, stores what was taken, closes the connections and the data.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Stops the server, if it still runs. Once is enough; more does no harm.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        try
        {
            await _app.StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            await _index.DisposeAsync();
            await _log.DisposeAsync();
        }
    }

    private static async Task<IEventLog> OpenLogAsync(ServerOptions options, CancellationToken cancellationToken) => options.Data is null
        ? new MemoryEventLog { EventsMax = EventsInMemoryMax }
        : await SqliteEventLog.OpenAsync(
            new SqliteLogOptions
            {
                Directory = options.Data,
                Durability = options.Durability,
                MaxBytes = options.DataBytesMax,
                RecentEventsMax = RecentEventsMax,
            },
            cancellationToken);

    private static async Task<IMessageIndex> OpenIndexAsync(ServerOptions options, CancellationToken cancellationToken) => options.Data is null
        ? SqliteMessageIndex.InMemory(EventsInMemoryMax)
        : await SqliteMessageIndex.OpenAsync(options.Data, cancellationToken);

    private static WebApplication Build(
        ServerOptions options, IEventLog log, IMessageIndex index, Action<KestrelServerOptions> listen, Action<IHostApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(log)
            .AddSingleton(index)
            .AddSingleton<MessageIndexer>()
            .AddSingleton<MessageFinder>()
            .AddSingleton(new WorldRules())
            .AddSingleton<Shards>()
            .AddSingleton<StorageOutage>()
            .AddSingleton<ErasureOutage>()
            .AddSingleton<NodeLoop>()
            .AddSingleton(new Cloak(options.CloakAddresses ? SecretKey.Of(options.Data, SecretKey.OfCloaks) : null))
            .AddSingleton<Gateways>()
            .AddSingleton<ProxyProtocol>()
            .AddSingleton<ConnectionGuard>()
            .AddSingleton(new LoginSecret(SecretKey.Of(options.Data, SecretKey.OfLogins)))
            .AddSingleton<LoginLimits>()
            .AddSingleton<LoginGate>()
            .AddSingleton<Devices>()
            .AddSingleton<MissedMessages>()
            .AddSingleton<AccountDesk>()
            .AddSingleton<DoorContext>()
            .AddSingleton<IHostLifetime, EmbeddedLifetime>()
            .AddHostedService<NodeService>()
            .AddHostedService(services => services.GetRequiredService<MessageIndexer>())
            .AddSingleton(services => new HistoryKeeper(
                services.GetRequiredService<NodeLoop>(),
                services.GetRequiredService<IEventLog>(),
                () => services.GetRequiredService<DoorContext>().Options,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<HistoryKeeper>>()))
            .AddHostedService(services => services.GetRequiredService<HistoryKeeper>())
            // Nothing that a door does with what it has read waits, so it may run where it was read.
            .Configure<SocketTransportOptions>(transport => transport.UnsafePreferInlineScheduling = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));

        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        if (OperatingSystem.IsLinux())
        {
            // Kestrel asks the last first.
            builder.Services
                .AddSingleton<SocketTransportFactory>()
                .AddSingleton<IConnectionListenerFactory, SparingTransport>()
                .AddSingleton<IConnectionListenerFactory, EpollTransport>();
        }

        configure?.Invoke(builder);
        return Serve(builder.Build());
    }

    /// <summary>What is done with HTTP requests: each goes to the door through which it came.</summary>
    private static WebApplication Serve(WebApplication app)
    {
        var gateways = app.Services.GetRequiredService<Gateways>();
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };

        // It would keep for good whom it believes. So it believes everybody, and only those come to it whom the gateways trust now.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        app.UseWhen(request => gateways.Trusts(request.Connection.RemoteIpAddress), trusted => trusted.UseForwardedHeaders(forwarded));
        app.UseWebSockets();
        app.Run(HttpDoor.ServeAsync);
        return app;
    }

    private static void Listen(
        KestrelServerOptions kestrel, DoorUrl[] urls, List<(IDoor, ListenOptions)> listeners, List<DoorCertificate> certificates)
    {
        kestrel.AddServerHeader = false;
        var context = kestrel.ApplicationServices.GetRequiredService<DoorContext>();
        var proxies = kestrel.ApplicationServices.GetRequiredService<ProxyProtocol>();
        foreach (var url in urls)
        {
            var door = DoorKinds.Create(context, url);
            kestrel.Listen(EndPointOf(door, context.Guard), listener =>
            {
                if (url.HasProxy) listener.Use(proxies.Before);
                listener.Use(next => context.Guard.Before(next, door));
                if (url.IsSecure)
                {
                    var certificate = new DoorCertificate(url);
                    certificates.Add(certificate);
                    UseTls(listener, certificate, url.AsksForCertificates);
                }

                door.ListenOn(listener);
                listeners.Add((door, listener));
            });
        }
    }

    /// <summary>Where the door listens: Kestrel leaves that to the <see cref="EpollTransport"/>, if there is one, for what it can carry.</summary>
    private static IPEndPoint EndPointOf(IDoor door, ConnectionGuard guard) => door is Door plain && !door.Url.IsSecure && !door.Url.HasProxy
        ? new PlainTcpEndPoint(door.Url.EndPoint, guard.Before(plain.OnConnectedAsync, door))
        : door.Url.EndPoint;

    private static void UseTls(ListenOptions listener, DoorCertificate certificate, bool asksForCertificates) => listener.UseHttps(tls =>
    {
        tls.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        tls.ServerCertificateSelector = (_, _) => certificate.Current;

        if (!asksForCertificates) return;

        // Who a client is follows from its certificate's fingerprint alone, so whoever has signed it will do.
        tls.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        tls.ClientCertificateValidation = (_, _, _) => true;
    });

    /// <summary>Why a door could not be opened, if that is what failed.</summary>
    private static string? WhyClosed(Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } => "the port is in use",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "the address is not this machine's",
        SocketException => e.Message,
        _ => null,
    };

    /// <summary>Whether Kestrel has opened a door: then it has put the address that was bound in the place of the one that was asked for.</summary>
    private static bool IsOpen(IDoor door, ListenOptions listener) =>
        listener.EndPoint is not PlainTcpEndPoint && !ReferenceEquals(listener.EndPoint, door.Url.EndPoint);

    /// <summary>A server whose loop has failed can only mislead those who are connected.</summary>
    private void StopWhenTheLoopFails() => _ = _node.Completion.ContinueWith(
        _ => _app.Lifetime.StopApplication(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
