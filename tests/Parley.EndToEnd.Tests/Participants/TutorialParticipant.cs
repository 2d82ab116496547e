using Parley.EndToEnd.Tests.Processes;
using Parley.EndToEnd.Tests.Programs;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>Somebody with a client of the seeds 000 to 003: it asks for the name and answers the server's prompt with it.</summary>
internal sealed class TutorialParticipant(string nick, Func<RunningProcess> start) : Participant(nick, start, Wording.Classic)
{
    public static TutorialParticipant WithSeedClient(string nick, int port, TemporaryDirectory directory) =>
        new(nick, () => PythonProgram.StartSeed("client.py", directory, port));

    public static TutorialParticipant WithNickClient(string nick, int port) => new(nick, () => PythonProgram.Start("nick_client.py", port));

    public static TutorialParticipant WithUserClass(string nick, int port) => new(nick, () => PythonProgram.Start("classes/client.py", port));

    public override string OwnLine(string text) => Wording.Said(Nick, text);

    public override Task LeaveAsync() => BreakOffAsync();

    protected override async Task ComeInAsync()
    {
        await Program.Output.WaitForAsync("Choose your ");
        await Program.TypeAsync(Nick);
        await Program.Output.WaitForAsync("Connected to server!");
    }
}
