using System.Globalization;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Irc;

/// <summary>A server with a tutorial's Python client and <c>nc</c> in its lobby: what an IRC client does has to reach both.</summary>
internal sealed class Onlookers : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private Onlookers(ServerProcess server, TutorialParticipant python, RunningProcess nc) => (_server, Python, Nc) = (server, python, nc);

    /// <summary>Clara, with the Python client.</summary>
    public TutorialParticipant Python { get; }

    /// <summary>Nell, with <c>nc</c>.</summary>
    public RunningProcess Nc { get; }

    /// <summary>Where IRC clients connect to, in digits.</summary>
    public string Port => _server.Doors[2].Port.ToString(CultureInfo.InvariantCulture);

    /// <param name="directory">Where the server's data is, and what else the test writes.</param>
    /// <param name="irc">The door that the IRC client will take.</param>
    public static async Task<Onlookers> ComeAsync(TemporaryDirectory directory, string irc = "irc://127.0.0.1:0")
    {
        Requirement.Programs("nc");
        var server = await ServerProcess.StartAsync(directory["data"], ServerProcess.AnyPlain, ServerProcess.AnyName, irc);
        var nc = RunningProcess.Start("nc", ["127.0.0.1", server.Plain.Port.ToString(CultureInfo.InvariantCulture)]);
        var python = TutorialParticipant.WithSeedClient("clara", server.Doors[1].Port, directory);
        var onlookers = new Onlookers(server, python, nc);
        await nc.TypeAsync("/nick nell");
        await nc.Output.WaitForAsync("*** you are now called nell");
        await python.ArriveAsync();
        return onlookers;
    }

    /// <summary>Both see it, each in the words of their door.</summary>
    public async Task SeeAsync(string python, string nc)
    {
        await Nc.Output.WaitForAsync(nc);
        await Python.SeesAsync(python);
    }

    public async ValueTask DisposeAsync()
    {
        await Python.DisposeAsync();
        await Nc.DisposeAsync();
        await _server.DisposeAsync();
    }
}
