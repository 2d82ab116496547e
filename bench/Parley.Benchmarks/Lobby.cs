namespace Parley.Benchmarks;

/// <summary>A world with one room full of people, of whom one speaks.</summary>
internal sealed class Lobby
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private static readonly Say Say =
        new(new SessionId(1, 1), "#lobby", MessageKind.Message, "Shall we meet at the fountain at a quarter past seven, as always?");

    public Lobby(int people)
    {
        for (var number = 1; number <= people; number++)
        {
            Do(new Arrive(new SessionId(1, number), $"person{number}", NickFallback.Refuse));
            Do(new Join(new SessionId(1, number), "#lobby"));
        }
    }

    public World World { get; } = new(new WorldRules());

    /// <summary>What made the room full.</summary>
    public List<Event> Opening { get; } = [];

    /// <summary>One more thing is said.</summary>
    public Event Speak()
    {
        var said = World.Decide(Say, Now).Events[0];
        World.Evolve(said);
        return said;
    }

    private void Do(Command command)
    {
        foreach (var decided in World.Decide(command, Now).Events)
        {
            World.Evolve(decided);
            Opening.Add(decided);
        }
    }
}
