using System.Globalization;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Processes;
using Parley.EndToEnd.Tests.Programs;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>Somebody at the plain door with a program that knows nothing of Parley: a guest until they say <c>/nick</c>.</summary>
internal sealed partial class LineParticipant : Participant
{
    private readonly string? _ownLinePrefix;
    private readonly bool _saysQuit;
    private string? _nickOnArrival;

    private LineParticipant(string nick, Func<RunningProcess> start, string? ownLinePrefix, bool saysQuit)
        : base(nick, start, Wording.Plain)
    {
        _ownLinePrefix = ownLinePrefix;
        _saysQuit = saysQuit;
    }

    public static LineParticipant WithNetcat(string nick, int port)
    {
        Requirement.Programs("nc");
        return new(nick, () => RunningProcess.Start("nc", ["127.0.0.1", Digits(port)]), ownLinePrefix: null, saysQuit: false);
    }

    /// <summary>With telnet on a terminal, which is what telnet is made for.</summary>
    public static LineParticipant WithTelnet(string nick, int port)
    {
        Requirement.Programs("telnet", "script");
        string[] arguments = ["-qfc", $"telnet 127.0.0.1 {Digits(port)}", "/dev/null"];
        return new(nick, () => RunningProcess.Start("script", arguments), ownLinePrefix: null, saysQuit: true);
    }

    /// <summary>With the select()-based client of seed 004.</summary>
    public static LineParticipant WithSelectClient(string nick, int port) =>
        new(nick, () => PythonProgram.Start("select_client.py", port), ownLinePrefix: "<You>", saysQuit: false);

    public override string NickOnArrival => _nickOnArrival ?? throw new InvalidOperationException("They have not arrived yet.");

    public override bool TypesUnicode => true;

    public override string? OwnLine(string text) => _ownLinePrefix is null ? null : $"{_ownLinePrefix}{text}";

    public override async Task LeaveAsync()
    {
        if (!_saysQuit)
        {
            await BreakOffAsync();
            return;
        }

        await Program.TypeAsync("/quit");
        await Program.Output.WaitForAsync("Connection closed by foreign host.");
    }

    private static string Digits(int port) => port.ToString(CultureInfo.InvariantCulture);

    protected override async Task ComeInAsync()
    {
        _nickOnArrival = (await Program.Output.WaitForAsync(GivenNick())).Groups[1].Value;
        await Program.Output.WaitForAsync("you are in #lobby");
        await Program.TypeAsync($"/nick {Nick}");
        await Program.Output.WaitForAsync($"*** you are now called {Nick}");
    }

    [GeneratedRegex(@"Welcome to Parley! You are ([^;]+);")]
    private static partial Regex GivenNick();
}
