using System.Globalization;
using Parley.Server.Node;

namespace Parley.Benchmarks;

/// <summary>A world with rooms full of people, of whom one in each speaks. The first room is #lobby.</summary>
internal sealed class Lobby
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    /// <summary>The node whose sessions these are: the one that a server started on their log takes itself for.</summary>
    private const int NodeNumber = NodeLoop.NodeNumber;

    private readonly Say[] _says;
    private int _next;

    public Lobby(int people, int rooms = 1)
    {
        _says = [.. Enumerable.Range(0, rooms).Select(room => new Say(
            Session(room), Name(room), MessageKind.Message, "Shall we meet at the fountain at a quarter past seven, as always?"))];
        for (var number = 0; number < people; number++)
        {
            Do(new Arrive(Session(number), $"person{number + 1}", NickFallback.Refuse));
            Do(new Join(Session(number), Name(number % rooms)));
        }
    }

    public World World { get; } = new(new WorldRules());

    /// <summary>What made the rooms full.</summary>
    public List<Event> Opening { get; } = [];

    /// <summary>One more thing is said, in the next room: the same as always, or a text.</summary>
    public Event Speak(string? text = null)
    {
        var say = _says[_next++ % _says.Length];
        var said = World.Decide(text is null ? say : say with { Text = text }, Now).Events[0];
        World.Evolve(said);
        return said;
    }

    /// <summary>Somebody comes and is in no room yet.</summary>
    public void Come(SessionId session, string nick) => Do(new Arrive(session, nick, NickFallback.Refuse));

    /// <summary>Somebody joins the first room.</summary>
    /// <returns>What they are told.</returns>
    public RoomEntered Join(SessionId session)
    {
        var decision = World.Decide(new Join(session, Name(0)), Now);
        foreach (var decided in decision.Events) World.Evolve(decided);
        return (RoomEntered)decision.Reply!;
    }

    /// <summary>Somebody goes.</summary>
    public Decision Leave(SessionId session)
    {
        var decision = World.Decide(new Leave(session, null), Now);
        foreach (var decided in decision.Events) World.Evolve(decided);
        return decision;
    }

    /// <summary>Through which the person of this number is here; the first is 0.</summary>
    public static SessionId Session(int number) => new(NodeNumber, number + 1);

    private static string Name(int room) => room == 0 ? "#lobby" : string.Create(CultureInfo.InvariantCulture, $"#room{room}");

    private void Do(Command command)
    {
        foreach (var decided in World.Decide(command, Now).Events)
        {
            World.Evolve(decided);
            Opening.Add(decided);
        }
    }
}
