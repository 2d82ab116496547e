using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;
using Parley.EndToEnd.Tests.Programs;

namespace Parley.EndToEnd.Tests;

/// <summary><c>parley join</c> at the servers of the tutorials, with their own clients in the room.</summary>
public sealed class TheirServersTests : IDisposable
{
    private static readonly Wording SelectWording = new(
        (_, text) => $"<127.0.0.1> {text}",
        _ => "<127.0.0.1> has joined the chatroom",
        _ => "<127.0.0.1> has left the chatroom",
        IsAsciiOnly: false);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = LoopbackPorts.Next();

    public enum Server
    {
        OfSeed001,
        OfSeed000,
        OfSeed002,
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(Server.OfSeed001)]
    [InlineData(Server.OfSeed000)]
    [InlineData(Server.OfSeed002)]
    public async Task Our_client_chats_with_theirs_at_a_server_that_asks_for_the_name(Server kind)
    {
        await using var server = await StartAsync(kind);
        await using var ann = Theirs(kind, "ann");
        await using var bob = Ours("bob");

        await new Dialogue(ann, bob).HoldAsync();
    }

    [Theory]
    [InlineData(Server.OfSeed001)]
    [InlineData(Server.OfSeed000)]
    [InlineData(Server.OfSeed002)]
    public async Task Our_client_says_so_when_their_server_goes_away(Server kind)
    {
        await using var server = await StartAsync(kind);
        await using var bob = Ours("bob");
        await bob.ArriveAsync();

        server.Kill();

        Assert.Equal(1, await bob.Program.ExitAsync());
        Assert.StartsWith("parley: the ", bob.Program.Errors.Text);
    }

    [Fact]
    public async Task Our_client_chats_with_theirs_at_the_server_built_on_select()
    {
        await using var server = await StartSelectServerAsync();
        await using var ann = PythonProgram.Start("select_client.py", _port);
        await ann.Output.WaitForAsync("Welcome to this chatroom!");
        await using var bob = JoinedParticipant.At($"plain://127.0.0.1:{_port}", "bob", SelectWording, "Welcome to this chatroom!");
        await bob.ArriveAsync();
        await ann.Output.WaitForAsync("<127.0.0.1> has joined the chatroom");

        await bob.SayAsync("voilà 🎉 Привет");
        await ann.Output.WaitForAsync("<127.0.0.1> voilà 🎉 Привет");
        await ann.TypeAsync("so it is");
        await bob.SeesAsync("<127.0.0.1> so it is");
        Assert.Contains("<You> voilà 🎉 Привет\n", bob.Program.Output.Text);

        await bob.LeaveAsync();
        await ann.Output.WaitForAsync("<127.0.0.1> has left the chatroom");
    }

    [Fact]
    public async Task Our_client_says_so_when_the_server_built_on_select_goes_away()
    {
        await using var server = await StartSelectServerAsync();
        await using var bob = JoinedParticipant.At($"plain://127.0.0.1:{_port}", "bob", SelectWording, "Welcome to this chatroom!");
        await bob.ArriveAsync();

        server.Kill();

        Assert.Equal(1, await bob.Program.ExitAsync());
        Assert.StartsWith("parley: the ", bob.Program.Errors.Text);
    }

    private async Task<RunningProcess> StartAsync(Server kind)
    {
        var server = kind switch
        {
            Server.OfSeed001 => PythonProgram.StartSeed("server.py", _directory, _port),
            Server.OfSeed000 => PythonProgram.Start("nick_server.py", _port),
            _ => PythonProgram.Start("classes/server.py", _port),
        };
        await LoopbackPorts.WaitForListenerAsync(_port);
        return server;
    }

    private async Task<RunningProcess> StartSelectServerAsync()
    {
        var server = PythonProgram.Start("select_server.py", _port);
        await server.Output.WaitForAsync("Server is listening");
        return server;
    }

    private TutorialParticipant Theirs(Server kind, string nick) => kind switch
    {
        Server.OfSeed001 => TutorialParticipant.WithSeedClient(nick, _port, _directory),
        Server.OfSeed000 => TutorialParticipant.WithNickClient(nick, _port),
        _ => TutorialParticipant.WithUserClass(nick, _port),
    };

    private JoinedParticipant Ours(string nick) =>
        JoinedParticipant.At($"classic://127.0.0.1:{_port}", nick, Wording.Classic, "Connected to server!");
}
