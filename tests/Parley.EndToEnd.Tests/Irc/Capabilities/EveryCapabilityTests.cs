using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>Each capability of a real server over a real socket, alone and together with all others: what it brings is there with it, and not without it.</summary>
public sealed partial class EveryCapabilityTests(CapabilityServer server) : IClassFixture<CapabilityServer>
{
    public static TheoryData<string> UnaskedNames => [.. CapabilityCase.Unasked.Select(one => one.Name)];

    public static TheoryData<string> Names => [.. CapabilityCase.All.Select(one => one.Name)];

    [Fact]
    public async Task Each_capability_that_is_offered_has_a_case()
    {
        var (me, _) = await IrcClient.ConnectAsync(server.Door, server.NewName("me"));
        await using var closing = me;
        var offered = (await me.SayAsync("CAP LS 302")).SelectMany(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' ')).Select(name => name.Split('=')[0]);
        Assert.Equal(offered, CapabilityCase.All.Select(one => one.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_brings_what_it_is_for_and_only_to_those_who_have_it(string name)
    {
        var one = CapabilityCase.All.Single(other => other.Name == name);
        var with = await PlayAsync(one, one.IsNotice ? one.Needs : $"{one.Name} {one.Needs}".Trim());
        var without = await PlayAsync(one, one.Needs);
        AssertHas(with, one.With, one.Always);
        AssertHas(without, one.Without, one.Always);
        AssertHasNot(with, one.Without);
        AssertHasNot(without, one.With);

        var together = await PlayAsync(one, string.Join(' ', CapabilityCase.All.Where(other => !other.IsNotice).Select(other => other.Name)));
        AssertHas(together, AmongOthers(one.With), AmongOthers(one.Always));
        AssertHasNot(together, one.Without);
    }

    [Theory]
    [MemberData(nameof(UnaskedNames))]
    public async Task What_nobody_asks_for_is_there(string name)
    {
        var one = CapabilityCase.Unasked.Single(other => other.Name == name);
        AssertHas(await PlayAsync(one, one.Needs), one.Always);
    }

    /// <summary>The pattern of a line that has other tags too.</summary>
    private static string? AmongOthers(string? pattern) => pattern is null ? null
        : pattern.StartsWith('@') ? TagInPattern().Replace(pattern, "@(\\S*;)?$1(;\\S*)? :")
        : $"(@\\S+ )?{pattern}";

    private static void AssertHas(Played played, params string?[] patterns) => Assert.All(
        patterns.OfType<string>(), pattern => Assert.Contains(played.Lines, line => Regex.IsMatch(line, $"^{played.Fill(pattern)}$")));

    private static void AssertHasNot(Played played, params string?[] patterns) => Assert.All(
        patterns.OfType<string>(), pattern => Assert.DoesNotContain(played.Lines, line => Regex.IsMatch(line, $"^{played.Fill(pattern)}$")));

    /// <summary>Plays a case for a client with these capabilities.</summary>
    private async Task<Played> PlayAsync(CapabilityCase one, string capabilities)
    {
        var names = new Dictionary<string, string>
        {
            ["{room}"] = server.NewName("#room"),
            ["{me}"] = server.NewName("me"),
            ["{other}"] = server.NewName("other"),
            ["{third}"] = server.NewName("third"),
        };
        var (me, lines) = await IrcClient.ConnectAsync(server.Door, names["{me}"], capabilities, one.Before);
        var (other, _) = await IrcClient.ConnectAsync(server.Door, names["{other}"], one.OthersHave);
        var (third, _) = await IrcClient.ConnectAsync(server.Door, names["{third}"]);
        await using IrcClient closingMe = me, closingOther = other, closingThird = third;
        names["{login}"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{other.Nick}\0correct horse"));
        var played = new Played([.. lines], names);
        foreach (var step in one.Script.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "reload")
            {
                foreach (var password in (string?[])["sesame", null])
                {
                    await server.ReloadAsync(password);
                    await other.WaitForAsync($" CAP {other.Nick} NEW :draft/account-registration\r\n");
                }

                continue;
            }

            var (who, line) = (step[..step.IndexOf(':', StringComparison.Ordinal)], played.Fill(step[(step.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
            var heard = await (who == "me" ? me : who == "other" ? other : third).SayAsync(line);
            if (who == "me") played.Lines.AddRange(heard);
            if (who == "other" && heard.Select(shown => MessageId().Match(shown)).LastOrDefault(match => match.Success) is { } id) names["{msgid}"] = id.Groups[1].Value;
        }

        played.Lines.AddRange(await me.SayAsync(""));
        return played;
    }

    [GeneratedRegex("^@.*msgid=([^; ]+).* PRIVMSG ")]
    private static partial Regex MessageId();

    [GeneratedRegex("^@(.*?) :")]
    private static partial Regex TagInPattern();

    /// <summary>What a client has heard, and how those in it are called.</summary>
    private sealed record Played(List<string> Lines, Dictionary<string, string> Names)
    {
        public string Fill(string text) => Names.Aggregate(text, (filled, name) => filled.Replace(name.Key, name.Value, StringComparison.Ordinal));
    }
}
