using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>Whatever three sessions send, nobody is disturbed.</summary>
public sealed class IrcPropertyTests
{
    private const string Pong = ":parley.localhost PONG parley.localhost :barrier\r\n";

    private static readonly Gen<string> Words = Gen.Elements(
        "#a", "#b", "#A,#b", "#none", "#", "ann", "bob", "BOB,eve", "nobody", "*", "0", ",", "", ":", "@#a", "~&@%+#b", "+ovk-l", "+b", "-b+e", "+imnst",
        "+k", "+l", "+f", "b", "u", "o", "10", "-1", "99999999999", ">1", "!#a", "C<5", "T>1", "%tcuihsnfdlaor,7", "a!b@c", "*!*@*", "é", "🙂",
        "\u0001ACTION x\u0001", "\u0001PING\u0001", "x\u0003y", "LS", "REQ", "S", "+", "-", new string('x', 100), new string('ß', 120), "parley.*");

    private static readonly Gen<string> Commands = Gen.Elements(
        IrcCommands.All.Select(command => command.Name).Except(["QUIT"]).Append("FROB").ToArray());

    private static readonly Gen<string> Lines =
        from command in Gen.Frequency((6, Commands), (1, Commands.Select(name => name.ToLowerInvariant())), (3, Gen.Elements("JOIN", "MODE", "PRIVMSG", "NICK", "KICK")))
        from words in Words.ArrayOf()
        from trailing in Gen.Frequency((2, Gen.Constant("")), (1, Words.Select(word => $" :{word} {word}")))
        from source in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Elements("@a=b ", ":ann ", "@+x :ann!b@c ", "  ")))
        from end in Gen.Elements("\r\n", "\n", "\r\n\r\n")
        select $"{source}{command} {string.Join(' ', words.Take(6))}{trailing}{end}";

    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (12, Lines.Select(Encoding.UTF8.GetBytes)),
        (3, Mutated(Lines.Select(Encoding.UTF8.GetBytes))),
        (1, Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()),
        (1, Gen.Choose(480, 600).Select(length => Encoding.ASCII.GetBytes(new string('x', length) + "\n"))));

    private static readonly Gen<(int Who, byte[] Bytes)[]> Traces =
        (from who in Gen.Choose(0, 2) from bytes in Bytes select (who, bytes)).ArrayOf().Resize(40);

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 30)]
    public async Task Whatever_is_sent_everybody_is_still_answered_unless_an_operator_has_sent_them_away(bool isOperator, int runs)
    {
        await using var log = new RecordedLog(LogLevel.Error);
        foreach (var trace in Traces.Sample(runs, 40))
        {
            try
            {
                await SendAsync(trace, isOperator, log);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"{string.Join(' ', trace.Select(piece => $"{piece.Who}:{Encoding.Latin1.GetString(piece.Bytes)}"))}: {e}");
            }
        }

        Assert.Empty(log.Lines);
    }

    private static async Task SendAsync((int Who, byte[] Bytes)[] trace, bool isOperator, RecordedLog log)
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator, services: services => services.AddSingleton<ILoggerProvider>(log));
        TestClient[] clients = [await server.ConnectIrcAsync("ann"), await server.ConnectIrcAsync("bob"), await server.ConnectIrcAsync("eve")];
        var bystander = await server.ConnectIrcAsync("joe");
        if (isOperator) await clients[0].AsksAsync("OPER root secret", "381 ann :You are now an IRC operator", "MODE ann :+ow");
        foreach (var (who, bytes) in trace)
        {
            if (!IsGoodbye(bytes)) await clients[who].SendAsync(bytes);
        }

        foreach (var client in clients) await client.SendAsync("\r\n");
        foreach (var client in clients.Append(bystander))
        {
            await client.SendAsync("PING :barrier\r\n");
            var received = await client.ReadUntilAsync(Pong);

            // What others have sent may come behind it.
            foreach (var line in received.Split("\r\n")[..^1]) AssertSound(line);
            if (isOperator && client != bystander && !received.Contains(Pong, StringComparison.Ordinal)) Assert.Contains("ERROR :Closing link: (", received, StringComparison.Ordinal);
            else Assert.Contains(Pong, received, StringComparison.Ordinal);
        }
    }

    private static Gen<byte[]> Mutated(Gen<byte[]> lines) =>
        from line in lines
        from at in Gen.Choose(0, line.Length - 1)
        from value in Gen.Choose(0, 255)
        from isCut in Gen.Elements(true, false)
        select Mutate(line, at, (byte)value, isCut);

    private static byte[] Mutate(byte[] line, int at, byte value, bool isCut) =>
        isCut ? [.. line.AsSpan(0, at), value] : [.. line.AsSpan(0, at), value, .. line.AsSpan(at + 1)];

    // A line could become QUIT by accident, and half of one could be completed by the next piece.
    private static bool IsGoodbye(byte[] bytes) => Encoding.Latin1.GetString(bytes).Contains("QUI", StringComparison.OrdinalIgnoreCase);

    private static void AssertSound(string line)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 510);
        Assert.DoesNotContain('\0', line);
        Assert.DoesNotContain('\r', line);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\uFFFD', line);
    }
}
