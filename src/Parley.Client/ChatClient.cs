using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Parley.Client;

/// <summary>Somebody in a chat room: connects, gives the name, says lines and reads them.</summary>
/// <remarks>
/// Joins Parley's raw doors and, unmodified, the servers of the tutorials that these doors come from. One reader at a time;
/// any number of threads may send. Disposing leaves the room, and takes at most <see cref="ChatClientOptions.LeaveWait"/>.
/// What a server sends is given as it came: take out control characters before showing it on a terminal.
/// </remarks>
/// <example>
/// <code>
/// await using var bob = await ChatClient.ConnectAsync("classic://127.0.0.1:5500", nick: "bob");
/// await bob.SendAsync("hello");
/// await foreach (var line in bob.ReadLinesAsync()) Console.WriteLine(line);
/// </code>
/// </example>
public sealed class ChatClient : IAsyncDisposable
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    private readonly Connection _connection;
    private readonly Dialect _dialect;
    private readonly IncomingLines _lines;
    private readonly CancellationTokenSource _leaving = new();
    private Ending? _ending;
    private int _isReading;
    private volatile bool _isFinished;

    private ChatClient(DoorAddress address, Connection connection, Dialect dialect, IncomingLines lines)
    {
        Address = address;
        _connection = connection;
        _dialect = dialect;
        _lines = lines;
    }

    /// <summary>The longest line that a server may send, in bytes of UTF-8; a longer one comes in pieces.</summary>
    public const int LineBytesMax = 16 * 1024;

    /// <summary>Where we are.</summary>
    public DoorAddress Address { get; }

    /// <summary>
    /// The name that the server was told, or null when it was told none. It may have given us another one, and says so in
    /// its lines. A plain server that is late with its welcome is told when that is read.
    /// </summary>
    public string? Nick => _dialect.Nick;

    /// <summary>Whether the server sends back what we say; where it does not, show it yourself.</summary>
    public bool Echoes => _dialect.Echoes;

    /// <summary>Whether a line that begins with a slash is a command to the server, and not something said.</summary>
    public bool TakesCommands => _dialect.TakesCommands;

    /// <summary>Whether we are still there, and who ended it if not.</summary>
    public ConnectionState State => Volatile.Read(ref _ending)?.State ?? ConnectionState.Open;

    /// <summary>What the system said when the connection was lost, else null.</summary>
    public Exception? LossCause => Volatile.Read(ref _ending)?.Cause;

    /// <summary>Whether a name can be told to any server: not blank, and without control characters. A server may refuse more.</summary>
    public static bool IsNick(string? nick) => !string.IsNullOrWhiteSpace(nick) && !nick.Any(char.IsControl);

    /// <inheritdoc cref="ConnectAsync(DoorAddress, string?, ChatClientOptions?, CancellationToken)"/>
    /// <param name="address">Where to join; see <see cref="DoorAddress"/>.</param>
    /// <param name="nick">The name to go by.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FormatException">The address is none.</exception>
    public static Task<ChatClient> ConnectAsync(
        string address, string? nick = null, ChatClientOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(DoorAddress.Parse(address), nick, options, cancellationToken);

    /// <summary>Connects and gives the name. A plain server gives us one when we have none, a classic server needs one.</summary>
    /// <exception cref="ArgumentException">The name is missing or cannot be sent; see <see cref="IsNick"/>.</exception>
    /// <exception cref="JoinFailedException">Nobody is there, or somebody who speaks another dialect.</exception>
    public static async Task<ChatClient> ConnectAsync(
        DoorAddress address, string? nick = null, ChatClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (nick is not null && !IsNick(nick))
            throw new ArgumentException("A name must not be blank or contain control characters.", nameof(nick));

        options ??= new ChatClientOptions();
        Dialect dialect = address.Kind switch
        {
            DoorKind.Plain => new PlainDialect(nick?.Trim(), options),
            _ when nick is null => throw new ArgumentException("A classic server needs a name.", nameof(nick)),
            _ => new ClassicDialect(address, nick.Trim(), options),
        };

        using var patience = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Connection? connection = null;
        try
        {
            connection = await Connection.OpenAsync(address, options, either.Token);
            patience.CancelAfter(options.ConnectTimeout);
            return new ChatClient(address, connection, dialect, await dialect.GreetAsync(connection, either.Token));
        }
        catch (Exception e)
        {
            var isConnected = connection is not null;
            if (connection is not null) await connection.DisposeAsync();
            if (e is OperationCanceledException && cancellationToken.IsCancellationRequested) throw;
            throw e switch
            {
                OperationCanceledException when isConnected => new JoinFailedException(
                    $"Cannot join {address}: it did not ask for a name within {options.ConnectTimeout.TotalSeconds} s. " +
                    "Another prompt than NAME or NICK is given as ?prompt=…", e),
                OperationCanceledException => new JoinFailedException(
                    $"Cannot connect to {address}: no answer within {options.ConnectTimeout.TotalSeconds} s.", e),
                IOException or SocketException => new JoinFailedException(
                    $"Cannot {(isConnected ? "join" : "connect to")} {address}: {(e.InnerException ?? e).Message}.", e),
                _ => e,
            };
        }
    }

    /// <summary>Says something. A text of several lines is said as several messages; empty lines are left out.</summary>
    /// <remarks>
    /// Returns when the bytes are with the operating system, which does not say that anybody read them. A classic server
    /// that was not said to be able to read UTF-8 gets ASCII.
    /// </remarks>
    /// <exception cref="ConnectionLostException">The server is gone.</exception>
    /// <exception cref="InvalidOperationException"><see cref="FinishSendingAsync"/> was called before.</exception>
    /// <exception cref="ObjectDisposedException">We have left.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn came; the lines from there on were not sent.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var line in text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            ThrowIfMute();
            try
            {
                await _connection.SendAsync(_dialect.Encode(line), _dialect.SendSpacing, cancellationToken);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                Note(ConnectionState.Lost, e);
                ThrowIfMute();
                throw;
            }
        }
    }

    /// <summary>Says that nothing more will be said, and stays to read. Most servers then close the connection.</summary>
    /// <exception cref="ConnectionLostException">The server is gone.</exception>
    /// <exception cref="ObjectDisposedException">We have left.</exception>
    public async Task FinishSendingAsync(CancellationToken cancellationToken = default)
    {
        if (_isFinished) return;
        ThrowIfMute();
        try
        {
            await _connection.FinishSendingAsync(cancellationToken);
            _isFinished = true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Note(ConnectionState.Lost, e);
            ThrowIfMute();
            throw;
        }
    }

    /// <summary>
    /// What is said in the room, line by line. Ends when the server is gone or we have left; <see cref="State"/> tells which.
    /// </summary>
    /// <remarks>
    /// Lines wait in the operating system while nobody reads, and the server is slowed down when they fill it. Breaking off
    /// and enumerating again goes on where it stopped.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Somebody else is reading.</exception>
    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isReading, 1) == 1) throw new InvalidOperationException("Somebody else is reading.");
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token, cancellationToken);
            while (await NextLineAsync(either.Token, cancellationToken) is { } line) yield return line;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    /// <summary>Leaves the room.</summary>
    public async ValueTask DisposeAsync()
    {
        Note(ConnectionState.Left, cause: null);
        await _leaving.CancelAsync();
        await _connection.DisposeAsync();
    }

    private async ValueTask<string?> NextLineAsync(CancellationToken either, CancellationToken cancellationToken)
    {
        if (_leaving.IsCancellationRequested) return null;
        try
        {
            var line = await _lines.NextAsync(either);
            if (line is null) Note(ConnectionState.ServerClosed, cause: null);
            else await _dialect.HearAsync(line, _connection);
            return line;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            Note(ConnectionState.Lost, e);
            return null;
        }
    }

    /// <summary>The first to notice the end says what it was.</summary>
    private void Note(ConnectionState state, Exception? cause) =>
        Interlocked.CompareExchange(ref _ending, new Ending(state, cause), null);

    private void ThrowIfMute()
    {
        switch (State)
        {
            case ConnectionState.Left:
                throw new ObjectDisposedException(nameof(ChatClient), "We have left the room.");
            case ConnectionState.ServerClosed:
                throw new ConnectionLostException("The server closed the connection.");
            case ConnectionState.Lost:
                var cause = LossCause?.InnerException ?? LossCause;
                throw new ConnectionLostException($"The connection was lost: {cause?.Message}", cause);
            case ConnectionState.Open when _isFinished:
                throw new InvalidOperationException("Nothing can be said after FinishSendingAsync.");
        }
    }

    private sealed record Ending(ConnectionState State, Exception? Cause);
}
