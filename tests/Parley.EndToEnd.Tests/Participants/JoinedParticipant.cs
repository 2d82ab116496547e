using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>Somebody with <c>parley join</c> in a pipe.</summary>
internal sealed partial class JoinedParticipant : Participant
{
    private readonly bool _isClassic;
    private readonly string _inTheRoom;
    private string? _nickOnArrival;

    private JoinedParticipant(string nick, string url, Wording wording, string inTheRoom)
        : base(nick, () => ParleyCommand.Start("join", url, "--nick", nick), wording)
    {
        _isClassic = url.StartsWith("classic:", StringComparison.Ordinal);
        _inTheRoom = inTheRoom;
    }

    /// <summary>Through a door of Parley.</summary>
    public static JoinedParticipant At(Uri door, string nick) => door.Scheme == "classic"
        ? new(nick, door.OriginalString, Wording.Classic, "Connected to server!")
        : new(nick, door.OriginalString, Wording.Plain, $"*** you are now called {nick}");

    /// <summary>At a server that is not Parley.</summary>
    /// <param name="nick">Their name.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="wording">How it words what happens.</param>
    /// <param name="inTheRoom">What it says to a newcomer at last.</param>
    public static JoinedParticipant At(string url, string nick, Wording wording, string inTheRoom) => new(nick, url, wording, inTheRoom);

    public override string NickOnArrival => _nickOnArrival ?? Nick;

    // The door of the tutorials takes more than ASCII, but their servers do not, and the client cannot know.
    public override bool TypesUnicode => !_isClassic;

    public override string OwnLine(string text) => _isClassic ? Wording.Said(Nick, text) : $"<You> {text}";

    public override async Task LeaveAsync()
    {
        await Program.TypeAsync("/quit");
        Assert.Equal(0, await Program.ExitAsync());
        Assert.Equal("", Program.Errors.Text);
    }

    [GeneratedRegex(@"Welcome to Parley! You are ([^;]+);")]
    private static partial Regex GivenNick();

    protected override async Task ComeInAsync()
    {
        await Program.Output.WaitForAsync(_inTheRoom);
        if (GivenNick().Match(Program.Output.Text) is { Success: true } given) _nickOnArrival = given.Groups[1].Value;
    }
}
