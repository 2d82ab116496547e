using System.Globalization;
using Parley.EndToEnd.Tests.Participants;

namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>An IRC client on a real socket, that shows every byte it gets.</summary>
/// <remarks>A PING is the barrier: once it is answered, all that was said before has come.</remarks>
internal sealed class IrcClient : IAsyncDisposable
{
    /// <summary>So many names of capabilities fit into a line.</summary>
    private const int NamesPerLine = 10;

    private readonly LineConnection _connection;
    private int _read;
    private int _barriers;

    private IrcClient(LineConnection connection, string nick)
    {
        _connection = connection;
        Nick = nick;
    }

    public string Nick { get; }

    /// <summary>Somebody who has negotiated these capabilities, and the lines that came until then.</summary>
    /// <param name="door">The server's door.</param>
    /// <param name="nick">What they are called.</param>
    /// <param name="capabilities">What they ask for, separated by spaces; each has to be granted.</param>
    /// <param name="before">What they say before they have a nick.</param>
    public static async Task<(IrcClient Client, string[] Lines)> ConnectAsync(Uri door, string nick, string capabilities = "", string before = "")
    {
        var client = new IrcClient(await LineConnection.OpenAsync(door), nick);
        var names = capabilities.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var negotiated = await client.SayAsync(string.Join('\n', [.. names.Chunk(NamesPerLine).Select(some => $"CAP REQ :{string.Join(' ', some)}"), before]));
        Assert.Equal(names, negotiated.Where(line => line.Contains(" CAP * ACK :", StringComparison.Ordinal)).SelectMany(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' ')));
        await client._connection.SendAsync($"NICK {nick}\r\nUSER {nick} 0 * :{nick} of old\r\nCAP END\r\n");
        await client._connection.Received.WaitForAsync($" 422 {nick} ", client._read);
        return (client, [.. negotiated, .. await client.SayAsync("")]);
    }

    /// <summary>Says some lines; all that has come when they are done.</summary>
    public async Task<string[]> SayAsync(string lines)
    {
        var barrier = string.Create(CultureInfo.InvariantCulture, $"barrier-{++_barriers}");
        await _connection.SendAsync($"{(lines.Length == 0 ? "" : lines.ReplaceLineEndings("\r\n") + "\r\n")}PING {barrier}\r\n");
        var end = await _connection.Received.WaitForAsync($" :{barrier}\r\n", _read);
        var received = _connection.Received.Text[_read..end];
        _read = end;
        return received.Split("\r\n")[..^2];
    }

    /// <summary>Waits for what comes some time after all that was said.</summary>
    public async Task WaitForAsync(string text) => _read = await _connection.Received.WaitForAsync(text, _read);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
