namespace Parley.EndToEnd.Tests.Participants;

/// <summary>Two people in one room, and what each has to see of the other.</summary>
internal sealed class Dialogue(Participant first, Participant second)
{
    private const string Unicode = "voilà 🎉 Привет";
    private const string InAscii = "voila :tada: Privet";

    /// <summary>One is there, the other comes; they talk both ways, in any script they can type; the other goes.</summary>
    public async Task HoldAsync()
    {
        await first.ArriveAsync();
        await second.ArriveAsync();
        await first.SeesAsync(first.Wording.Joined(second.NickOnArrival));
        if (second.NickOnArrival != second.Nick)
            await first.SeesAsync($"{second.NickOnArrival} is now called {second.Nick}");

        await SayAsync(first, "good morning", second);
        await SayAsync(second, "and to you", first);
        if (first.TypesUnicode) await SayAsync(first, Unicode, second);
        if (second.TypesUnicode) await SayAsync(second, Unicode, first);
        await SayAsync(first, "still there?", second);
        await SayAsync(second, "of course", first);

        await second.LeaveAsync();
        await first.SeesAsync(first.Wording.Left(second.Nick));
        SeesNothingTwice(first);
        SeesNothingTwice(second);
    }

    private static async Task SayAsync(Participant speaker, string text, Participant listener)
    {
        await speaker.SayAsync(text);
        await listener.SeesAsync(Heard(speaker, text, listener));
    }

    private static string Heard(Participant speaker, string text, Participant listener) =>
        listener.Wording.Said(speaker.Nick, listener.Wording.IsAsciiOnly && text == Unicode ? InAscii : text);

    // Whoever sees their own words because their client shows them must not get them from the server as well.
    private void SeesNothingTwice(Participant listener)
    {
        var speaker = listener == first ? second : first;
        AssertOnce(listener, Heard(speaker, speaker == first ? "still there?" : "of course", listener));
        var own = listener == first ? "good morning" : "and to you";
        var echo = listener.Wording.Said(listener.Nick, own);
        if (listener.OwnLine(own) == echo) AssertOnce(listener, echo);
        else Assert.DoesNotContain(echo, listener.Program.Output.Text);
    }

    private static void AssertOnce(Participant listener, string line) =>
        Assert.Equal(2, listener.Program.Output.Text.Split(line).Length);
}
