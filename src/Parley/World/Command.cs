namespace Parley;

/// <summary>Something a session asks for. The world decides what becomes of it.</summary>
/// <remarks>Immutable. Names and texts in it are as they came in: checking them is part of the decision.</remarks>
/// <param name="Session">The session that asks.</param>
public abstract record Command(SessionId Session)
{
    /// <summary>Pure: reads the world, changes nothing.</summary>
    internal abstract Decision Decide(World world);
}

/// <summary>A command that only somebody who has arrived may give.</summary>
public abstract record PersonCommand(SessionId Session) : Command(Session)
{
    internal sealed override Decision Decide(World world) =>
        world.People.Find(Session) is { } person ? Decide(world, person) : new NotArrived();

    internal abstract Decision Decide(World world, Person person);
}
