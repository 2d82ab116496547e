using System.Net;
using System.Net.Sockets;
using System.Text;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>A bare connection to a door, where a client program would only be in the way.</summary>
internal sealed class LineConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly Task _recording;

    private LineConnection(string title, Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
        Received = new Transcript(title);
        _recording = Received.RecordAsync(_stream);
    }

    /// <summary>Everything that has come.</summary>
    public Transcript Received { get; }

    /// <summary>Everything that has come, in whole lines.</summary>
    public IReadOnlyList<string> Lines => Received.Text.Split('\n')[..^1];

    public static async Task<LineConnection> OpenAsync(Uri door)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, door.Port, TestContext.Current.CancellationToken);
        return new LineConnection($"The connection to {door}", socket);
    }

    /// <summary>Comes in by the plain door, under a name.</summary>
    public static async Task<LineConnection> JoinPlainAsync(Uri door, string nick)
    {
        var connection = await OpenAsync(door);
        await connection.Received.WaitForAsync("you are in #lobby");
        await connection.SendAsync($"/nick {nick}\n");
        await connection.Received.WaitForAsync($"*** you are now called {nick}\n");
        return connection;
    }

    /// <summary>Comes in by the tutorials' door, under a name.</summary>
    public static async Task<LineConnection> JoinClassicAsync(Uri door, string nick)
    {
        var connection = await OpenAsync(door);
        await connection.Received.WaitForAsync(door.Query.Contains("NICK", StringComparison.Ordinal) ? "NICK" : "NAME");
        await connection.SendAsync(door.Query.Contains("framing=line", StringComparison.Ordinal) ? nick + "\n" : nick);
        await connection.Received.WaitForAsync("Connected to server!");
        return connection;
    }

    public async Task SendAsync(string text) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
        await _recording;
    }
}
