using System.Globalization;

namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>The capabilities that change bytes, in combination: each client gets exactly what its set calls for.</summary>
/// <remarks>
/// One client has all of them, and others all but one, each pair, each one, or none. What the first is shown says what the others have to
/// be shown: <see cref="FullForm"/> takes out of it what their set does not call for, and knows nothing of the server's code.
/// </remarks>
public sealed class CapabilityCombinationTests(CapabilityServer server) : IClassFixture<CapabilityServer>
{
    private static readonly string[] ChangingBytes =
    [
        "account-notify", "account-tag", "away-notify", "batch", "chghost", "draft/multiline", "echo-message", "extended-join",
        "labeled-response", "message-tags", "multi-prefix", "server-time", "setname", "userhost-in-names",
    ];

    [Fact]
    public async Task Each_is_shown_exactly_what_it_asked_for()
    {
        var sets = new List<string[]> { ChangingBytes, Array.Empty<string>() };
        sets.AddRange(ChangingBytes.Select(one => (string[])[one]));
        sets.AddRange(ChangingBytes.Select(one => ChangingBytes.Except([one]).ToArray()));
        sets.AddRange(ChangingBytes.SelectMany((one, i) => ChangingBytes.Skip(i + 1).Select(other => (string[])[one, other])));

        var room = server.NewName("#room");
        await using var actors = await Actors.ArriveAsync(server, room);
        var observers = new List<Observer>();
        try
        {
            foreach (var set in sets) observers.Add(await Observer.ArriveAsync(server, set, room));
            foreach (var observer in observers) await observer.Client.SayAsync("");
            await actors.PlayAsync();
            var shown = await Task.WhenAll(observers.Select(observer => observer.Client.SayAsync("")));
            var answered = new List<string[]>();
            foreach (var observer in observers) answered.Add(await observer.SpeakAsync(actors.Guest));

            var (scene, answers) = (new FullForm(shown[0]), new FullForm(answered[0]));
            Assert.InRange(scene.Lines.Count, 20, 100);
            foreach (var (i, observer) in observers.Index())
            {
                AssertSame(observer, scene.For(observer.Capabilities), shown[i]);
                AssertSame(observer, answers.For(observer.Capabilities), answered[i]);
            }
        }
        finally
        {
            foreach (var observer in observers) await observer.Client.DisposeAsync();
        }
    }

    private static void AssertSame(Observer observer, IEnumerable<string> expected, IEnumerable<string> actual) => Assert.True(
        expected.SequenceEqual(FullForm.Normalized(actual)),
        $"With [{string.Join(' ', observer.Capabilities)}] this was to come:\n{string.Join('\n', expected)}\n\nand this came:\n{string.Join('\n', FullForm.Normalized(actual))}");

    /// <summary>A client that is in a room, and is shown what happens there.</summary>
    private sealed record Observer(IrcClient Client, string[] Capabilities)
    {
        public static async Task<Observer> ArriveAsync(CapabilityServer server, string[] capabilities, string room)
        {
            var (client, _) = await IrcClient.ConnectAsync(server.Door, server.NewName("me"), string.Join(' ', capabilities));
            await client.SayAsync($"JOIN {room}");
            return new Observer(client, capabilities);
        }

        /// <summary>Does things that are answered; names and times of its own are made the same for all.</summary>
        public async Task<string[]> SpeakAsync(string guest)
        {
            var lines = await Client.SayAsync(
                $"""
                @label=one PRIVMSG {guest} :to the guest
                @label=two JOIN #own-{Client.Nick}
                MODE #own-{Client.Nick} +v {Client.Nick}
                @label=three NAMES #own-{Client.Nick}
                @label=four TOPIC #own-{Client.Nick}
                @label=five PONG nothing
                METADATA * LIST
                """);
            return [.. lines.Select(line => FullForm.WithoutOwn(line, Client.Nick))];
        }
    }

    /// <summary>Those who do things: somebody with an account, an operator, a bot, a guest.</summary>
    private sealed record Actors(IrcClient Ann, IrcClient Root, IrcClient Bot, IrcClient Other, string Room) : IAsyncDisposable
    {
        public string Guest => Other.Nick;

        public static async Task<Actors> ArriveAsync(CapabilityServer server, string room)
        {
            var actors = new Actors(
                await ConnectAsync("ann", "message-tags batch draft/multiline"), await ConnectAsync("root"), await ConnectAsync("bot", "message-tags"), await ConnectAsync("guest"), room);
            await actors.Root.SayAsync($"OPER root secret\nJOIN {room}");
            await actors.Ann.SayAsync("REGISTER * * :correct horse\nAWAY :not yet");
            await actors.Bot.SayAsync($"MODE {actors.Bot.Nick} +B");
            return actors;

            async Task<IrcClient> ConnectAsync(string stem, string capabilities = "") =>
                (await IrcClient.ConnectAsync(server.Door, server.NewName(stem), capabilities)).Client;
        }

        /// <summary>All that makes a difference to somebody.</summary>
        public async Task PlayAsync()
        {
            await Ann.SayAsync(string.Create(CultureInfo.InvariantCulture, $"""
                JOIN {Room}
                AWAY
                PRIVMSG {Room} :in short
                @+x=y;+draft/reply=none PRIVMSG {Room} :with tags
                NOTICE {Room} :a notice
                PRIVMSG {Room} :{'\u0001'}ACTION waves{'\u0001'}
                @+typing=active TAGMSG {Room}
                AWAY :gone
                SETNAME :Ann of new
                @+x=z BATCH +1 draft/multiline {Room}
                @batch=1 PRIVMSG {Room} :one
                @batch=1 PRIVMSG {Room} :
                @batch=1 PRIVMSG {Room} :three
                BATCH -1
                """));
            await Root.SayAsync($"CHGHOST {Ann.Nick} staff.example\nMODE {Room} +ov {Ann.Nick} {Ann.Nick}\nTOPIC {Room} :of all\nMODE {Room} +b *!*@bad.example");
            await Bot.SayAsync($"JOIN {Room}\nPRIVMSG {Room} :I am a bot\nPART {Room} :done");
            await Other.SayAsync($"JOIN {Room}\nREGISTER * * :correct horse\nPRIVMSG {Room} :with an account\nNICK {Other.Nick}-two\nNICK {Other.Nick}");
            await Root.SayAsync($"KICK {Room} {Other.Nick} :out");
            await Ann.SayAsync($"NS LOGOUT\nPRIVMSG {Room} :without an account");
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in (IrcClient[])[Ann, Root, Bot, Other]) await client.DisposeAsync();
        }
    }
}
