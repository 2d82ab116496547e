using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;
using Parley.EndToEnd.Tests.Programs;

namespace Parley.EndToEnd.Tests;

/// <summary>The code of seed 001 runs as it stands, on its own port.</summary>
[Collection(TutorialPorts.Name)]
public sealed class TutorialProgramTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _otherDirectory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _otherDirectory.Dispose();
    }

    [Fact]
    public async Task The_tutorial_chats_with_itself()
    {
        Requirement.UntouchedPort(PythonProgram.SeedPort);
        await using var server = PythonProgram.StartSeed("server.py", _directory, PythonProgram.SeedPort);
        await LoopbackPorts.WaitForListenerAsync(PythonProgram.SeedPort);
        await using var ann = TutorialParticipant.WithSeedClient("Rajat_One", PythonProgram.SeedPort, _directory);
        await using var bob = TutorialParticipant.WithSeedClient("Rajat_Two", PythonProgram.SeedPort, _otherDirectory);

        await ann.ArriveAsync();
        await bob.ArriveAsync();
        await ann.SeesAsync("Rajat_Two joined!");
        await ann.SayAsync("Hello");
        await bob.SeesAsync("Rajat_One: Hello");
        await bob.SayAsync("Howdy!");
        await ann.SeesAsync("Rajat_Two: Howdy!");
        await server.Output.WaitForAsync("Nickname is Rajat_Two");
    }

    [Fact]
    public async Task The_tutorials_clients_chat_through_a_server_that_was_started_without_any_setting()
    {
        Requirement.FreePorts(PythonProgram.SeedPort, 55555, 12000, 6667, 8080);
        await using var server = await ServerProcess.StartAsync(_directory["data"]);
        await using var ann = TutorialParticipant.WithSeedClient("Rajat_One", PythonProgram.SeedPort, _directory);
        await using var bob = TutorialParticipant.WithSeedClient("Rajat_Two", PythonProgram.SeedPort, _otherDirectory);

        await new Dialogue(ann, bob).HoldAsync();

        // In the words of the tutorial's own server log.
        await server.Process.Output.WaitForAsync("Connected with 127.0.0.1:");
        await server.Process.Output.WaitForAsync("Nickname is Rajat_One");
        await server.Process.Output.WaitForAsync("Nickname is Rajat_Two");
    }

    [Fact]
    public async Task The_client_that_is_a_class_chats_through_our_server()
    {
        await using var server = await ServerProcess.StartAsync(_directory["data"], ServerProcess.AnyNick);
        await using var ann = TutorialParticipant.WithUserClass("ann", server.Doors[0].Port);
        await using var bob = TutorialParticipant.WithUserClass("bob", server.Doors[0].Port);

        await new Dialogue(ann, bob).HoldAsync();
    }

    [Fact]
    public async Task A_tutorial_client_whose_name_is_taken_is_told_and_can_still_talk()
    {
        await using var server = await ServerProcess.StartAsync(_directory["data"], ServerProcess.AnyName);
        await using var ann = TutorialParticipant.WithSeedClient("ann", server.Doors[0].Port, _directory);
        await using var other = TutorialParticipant.WithSeedClient("ann", server.Doors[0].Port, _otherDirectory);

        await ann.ArriveAsync();
        await other.ArriveAsync();
        await other.SeesAsync("*** the nickname ann is taken; you are ann_2");
        await other.Program.TypeAsync("I am another one");
        await ann.SeesAsync("ann_2: I am another one");
        await other.SeesAsync("ann_2: I am another one");
    }
}
