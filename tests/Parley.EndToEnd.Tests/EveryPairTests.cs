using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>Every pair of client programs chats through one server, which stays the same for all of them.</summary>
[Collection(TutorialPorts.Name)]
public sealed class EveryPairTests(EveryPairTests.OpenServer server) : IClassFixture<EveryPairTests.OpenServer>
{
    public enum Client
    {
        SeedClient,
        NickClient,
        SelectClient,
        Netcat,
        Telnet,
        JoinClassic,
        JoinPlain,
    }

    public static TheoryData<Client, Client> Pairs()
    {
        var pairs = new TheoryData<Client, Client>();
        var clients = Enum.GetValues<Client>();
        foreach (var first in clients)
        {
            foreach (var second in clients.Where(second => second >= first)) pairs.Add(first, second);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Every_pair_of_clients_chats_both_ways(Client first, Client second)
    {
        var number = server.NextNumber();
        using var directory = new TemporaryDirectory();
        await using var ann = Start(first, $"ann{number}", directory);
        await using var bob = Start(second, $"bob{number}", directory);

        await new Dialogue(ann, bob).HoldAsync();
    }

    private Participant Start(Client client, string nick, TemporaryDirectory directory) => client switch
    {
        Client.SeedClient => TutorialParticipant.WithSeedClient(nick, server.Name.Port, directory),
        Client.NickClient => TutorialParticipant.WithNickClient(nick, server.Nick.Port),
        Client.SelectClient => LineParticipant.WithSelectClient(nick, server.Plain.Port),
        Client.Netcat => LineParticipant.WithNetcat(nick, server.Plain.Port),
        Client.Telnet => LineParticipant.WithTelnet(nick, server.Plain.Port),
        Client.JoinClassic => JoinedParticipant.At(server.Name, nick),
        Client.JoinPlain => JoinedParticipant.At(server.Plain, nick),
        _ => throw new ArgumentOutOfRangeException(nameof(client)),
    };

    /// <summary>A server with the three doors that are open by default, on the tutorials' own ports where they are free.</summary>
    public sealed class OpenServer : IAsyncLifetime
    {
        private readonly TemporaryDirectory _directory = new();
        private ServerProcess? _server;
        private int _number;

        internal Uri Name => _server!.Doors[0];

        internal Uri Nick => _server!.Doors[1];

        internal Uri Plain => _server!.Doors[2];

        /// <summary>Tells the people of one test from those of another, who may just be leaving.</summary>
        internal int NextNumber() => ++_number;

        public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(
            _directory["data"],
            $"classic://127.0.0.1:{TutorialPorts.OwnOrFree(5500)}?prompt=NAME",
            $"classic://127.0.0.1:{TutorialPorts.OwnOrFree(55555)}?prompt=NICK",
            $"plain://127.0.0.1:{TutorialPorts.OwnOrFree(12000)}");

        public async ValueTask DisposeAsync()
        {
            if (_server is not null) await _server.DisposeAsync();
            _directory.Dispose();
        }
    }
}
