using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Irc;
using Parley.Server.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>Whatever clients have asked for, together: nobody gets what it did not ask for, and every line is sound.</summary>
public sealed class CapabilityCombinationTests
{
    private const int RunsMax = 60;

    private static readonly string[] Names = [.. IrcCapabilities.All.Where(capability => !capability.IsNotice).Select(capability => capability.Name)];

    private static readonly Gen<string[]> Sets = Gen.Elements(Names).ArrayOf().Select(names => names.Distinct().Take(12).ToArray());

    private static readonly Gen<string> Tags = Gen.Elements(
        "", "@+a=b ", @"@label=x\s1;+typing=active ", "@label=2 ", "@+draft/reply=0000000000000001;+draft/react=x ", @"@+x=\:\s\\\r\n;+y;z=1 ", "@batch=1 ", $"@+long={new string('ß', 2000)} ");

    private static readonly Gen<string> Lines =
        from tags in Tags
        from line in Gen.Elements(
            "PRIVMSG #tea :hi", "NOTICE #tea,bob :hi", $"PRIVMSG bob :{new string('y', 400)}", "TAGMSG #tea", "TAGMSG ann,eve", "JOIN #tea", "PART #tea :x", "JOIN #tea,#b",
            "NAMES #tea", "WHO *", "TOPIC #tea :new", "MODE #tea +v bob", "AWAY :gone", "AWAY", "SETNAME :me", "MODE ann +B", "MODE bob +B", "INVITE eve #tea", "PING x", "FROB",
            "BATCH +1 draft/multiline #tea", "PRIVMSG #tea :", "BATCH -1", "CAP LIST", "CAP LS 302", "ISUPPORT", "WHOIS ann", "MONITOR + bob,eve", "KICK #tea bob",
            "RENAME #tea #tee", "RENAME #tee #tea", "MARKREAD #tea")
        select tags + line;

    private static readonly Gen<(int Who, string Line)[]> Traces = (from who in Gen.Choose(0, 2) from line in Lines select (who, line)).ArrayOf().Resize(30);

    private static readonly Gen<(string[] First, string[] Second, (int Who, string Line)[] Trace)> Cases =
        from first in Sets from second in Sets from trace in Traces select (first, second, trace);

    [Fact]
    public async Task Whatever_is_asked_for_lines_are_sound_and_tags_are_for_those_who_know_them()
    {
        foreach (var (first, second, trace) in Cases.Sample(RunsMax, 30))
        {
            try
            {
                await RunAsync(first, second, trace);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"[{string.Join(' ', first)}] [{string.Join(' ', second)}] {string.Join(" | ", trace)}: {e}");
            }
        }
    }

    private static async Task RunAsync(string[] first, string[] second, (int Who, string Line)[] trace)
    {
        await using var server = await TestServer.StartAsync();
        (TestClient Client, string[] Names)[] clients =
        [
            (await server.ConnectIrcWithAsync(string.Join(' ', first), "ann"), first),
            (await server.ConnectIrcWithAsync(string.Join(' ', second), "bob"), second),
            (await server.ConnectIrcAsync("eve"), []),
        ];
        foreach (var (client, _) in clients) await client.SendAsync("JOIN #tea\r\n");
        foreach (var (who, line) in trace) await clients[who].Client.SendAsync(line + "\r\n");
        foreach (var (client, names) in clients)
        {
            foreach (var line in await client.LinesAsync()) AssertSound(line, names);
        }
    }

    private static void AssertSound(string line, string[] names)
    {
        IrcMessage.Parse(Encoding.UTF8.GetBytes(line), out var message);
        var tagged = line.StartsWith('@');
        var end = tagged ? line.IndexOf(' ', StringComparison.Ordinal) + 1 : 0;
        Assert.InRange(Encoding.UTF8.GetByteCount(line[end..]), 1, IrcLimits.BodyBytesMax);
        Assert.InRange(Encoding.UTF8.GetByteCount(line[..end]), 0, IrcLimits.ServerTagBytesMax);
        Assert.DoesNotContain('\uFFFD', line);
        if (!tagged) return;

        Assert.Equal(line[1..(end - 1)], message.Tags.ToString());
        var keys = message.Tags.Select(tag => tag.Key).ToArray();
        Assert.Equal(keys.OrderBy(key => key.StartsWith('+')), keys);
        Assert.All(keys, key => Assert.True(IsAsked(key, names), $"{key} was not asked for: {line}"));
    }

    private static bool IsAsked(string key, string[] names) => key switch
    {
        "time" => names.Contains("server-time"),
        "account" => names.Contains("account-tag"),
        "batch" => names.Contains("batch"),
        "label" => names.Contains("labeled-response") && names.Contains("batch"),
        "draft/multiline-concat" => names.Contains("draft/multiline") && names.Contains("batch"),
        _ => names.Contains("message-tags") && (key is "msgid" or "bot" || key.StartsWith('+')),
    };
}
