using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Tests.Transport;

/// <summary>The real server, on a wire in memory.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Plain = "plain://127.0.0.1:1";
    public const string Classic = "classic://127.0.0.1:2";
    public const string ClassicNick = "classic://127.0.0.1:3?prompt=NICK";
    public const string ClassicLines = "classic://127.0.0.1:4?framing=line&charset=utf-8";
    public const string Irc = "irc://127.0.0.1:5";

    private readonly MemoryTransport _transport;

    private TestServer(ChatServer server, MemoryTransport transport)
    {
        Server = server;
        _transport = transport;
    }

    public ChatServer Server { get; }

    /// <summary>Starts a server with one door of each kind, on a log in memory unless the options say otherwise.</summary>
    public static async Task<TestServer> StartAsync(
        Action<ServerOptions>? set = null, TimeProvider? time = null, IEventLog? log = null, Action<IServiceCollection>? services = null)
    {
        var options = new ServerOptions { Data = null, PasswordIterations = 4096, Doors = [Plain, Classic, ClassicNick, ClassicLines, Irc] };
        set?.Invoke(options);
        var transport = new MemoryTransport();
        var server = await ChatServer.StartAsync(options, builder =>
        {
            builder.Services.AddSingleton<IConnectionListenerFactory>(transport);
            if (time is not null) builder.Services.AddSingleton(time);
            if (log is not null) builder.Services.AddSingleton(log);
            services?.Invoke(builder.Services);
        }, TestContext.Current.CancellationToken);
        return new TestServer(server, transport);
    }

    /// <summary>Connects to a door, from this machine or another address.</summary>
    public TestClient Connect(string door, string from = "127.0.0.1") =>
        new(_transport.Connect(IPEndPoint.Parse(door.Split("://")[1].Split('?')[0]).Port, IPAddress.Parse(from)));

    /// <summary>Connects to the plain door under a name, past all greetings.</summary>
    public async Task<TestClient> ConnectPlainAsync(string nick)
    {
        var client = Connect(Plain);
        await client.SendAsync($"/nick {nick}\n");
        await client.ExpectEventuallyAsync($"*** you are now called {nick}\n");
        return client;
    }

    /// <summary>Connects to the IRC door under a name, past all greetings.</summary>
    public Task<TestClient> ConnectIrcAsync(string nick) => ConnectIrcFromAsync("127.0.0.1", nick);

    /// <summary>As <see cref="ConnectIrcAsync"/>, from another address.</summary>
    public async Task<TestClient> ConnectIrcFromAsync(string address, string nick)
    {
        var client = Connect(Irc, address);
        await client.SendAsync($"NICK {nick}\r\nUSER {nick} 0 * :{nick} the tester\r\nPING ready\r\n");
        await client.ExpectEventuallyAsync("PONG parley.localhost :ready\r\n");
        return client;
    }

    /// <summary>As <see cref="ConnectIrcAsync(string)"/>, with capabilities.</summary>
    public async Task<TestClient> ConnectIrcWithAsync(string capabilities, string nick)
    {
        var client = Connect(Irc);
        await client.SendAsync($"CAP REQ :{capabilities}\r\nNICK {nick}\r\nUSER {nick} 0 * :{nick} the tester\r\nCAP END\r\nPING ready\r\n");
        var greeting = await client.ExpectEventuallyAsync("PONG parley.localhost :ready\r\n");

        // Many are acknowledged in several lines.
        var acknowledged = greeting.Split("\r\n").Where(line => line.Contains(" ACK :", StringComparison.Ordinal)).Select(line => line.Split(" ACK :")[1]);
        Assert.Equal(capabilities, string.Join(' ', acknowledged));
        return client;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
