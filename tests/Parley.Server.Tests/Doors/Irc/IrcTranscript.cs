using Parley.Server.Doors;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>
/// Transcripts of the IRC door, in short: a line without a source is the server's, and <c>:ann</c> is <c>:ann!~ann@localhost</c>;
/// tags stand before either.
/// </summary>
/// <remarks>A PING is the barrier: once it is answered, all that was said before has been delivered.</remarks>
internal static class IrcTranscript
{
    /// <summary>When a server on a <see cref="ManualTime"/> begins, in seconds since 1970.</summary>
    public const long Start = 1767268800;

    private static readonly string SecretHash = PasswordHash.Of("secret");

    /// <summary>Lets anybody become an operator who says <c>OPER root secret</c>.</summary>
    public static void WithOperator(ServerOptions options) => options.Operators["root"] = SecretHash;

    /// <summary>The client sends lines, and this is all that has come when they are done.</summary>
    public static async Task AsksAsync(this TestClient client, string lines, params string[] answers)
    {
        await client.SendAsync(lines.ReplaceLineEndings("\r\n") + "\r\n");
        await client.HearsAsync(answers);
    }

    /// <summary>This is all that has come since the client was asked last.</summary>
    public static async Task HearsAsync(this TestClient client, params string[] lines) =>
        Assert.Equal(lines.Select(Whole), await client.LinesAsync());

    /// <summary>All that has come since the client was asked last.</summary>
    public static async Task<string[]> LinesAsync(this TestClient client)
    {
        await client.SendAsync("PING :barrier\r\n");
        var received = await client.ExpectEventuallyAsync(":parley.localhost PONG parley.localhost :barrier\r\n");
        return received.Split("\r\n")[..^1];
    }

    /// <summary>As <see cref="AsksAsync"/> for what another test is about.</summary>
    public static async Task DoesAsync(this TestClient client, string lines)
    {
        await client.SendAsync(lines.ReplaceLineEndings("\r\n") + "\r\n");
        await client.LinesAsync();
    }

    /// <summary>These are in a room, the first as its operator, and have heard all about it.</summary>
    public static async Task<TestClient[]> ConnectIrcAsync(this TestServer server, string room, params string[] nicks)
    {
        var clients = new List<TestClient>();
        foreach (var nick in nicks)
        {
            clients.Add(await server.ConnectIrcAsync(nick));
            await clients[^1].DoesAsync($"JOIN {room}");
        }

        foreach (var client in clients) await client.LinesAsync();
        return [.. clients];
    }

    private static string Whole(string line)
    {
        if (line[0] == '@' && line.IndexOf(' ', StringComparison.Ordinal) is var space) return line[..(space + 1)] + Whole(line[(space + 1)..]);
        if (line.StartsWith("ERROR", StringComparison.Ordinal)) return line;
        if (line[0] != ':') return $":parley.localhost {line}";
        var source = line[1..line.IndexOf(' ', StringComparison.Ordinal)];
        return source.Contains('!', StringComparison.Ordinal) ? line : $":{source}!~{source}@localhost{line[(source.Length + 1)..]}";
    }
}
