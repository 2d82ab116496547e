namespace Parley;

/// <summary>A look at the world by the door that asks. It sees what is true at its place among the other commands.</summary>
/// <remarks>
/// The function runs in the world's loop, and everybody waits for it: it only reads, is quick, and keeps nothing of the
/// world in its answer that could change. What somebody may see is for the world to say (<see cref="Room.IsVisibleTo"/>).
/// </remarks>
/// <param name="Session">Who asks.</param>
/// <param name="Read">Makes the answer. The person is null when the session has not arrived.</param>
public sealed record Query(SessionId Session, Func<World, Person?, Reply?> Read) : Command(Session)
{
    internal override Decision Decide(World world) => new([], Read(world, world.People.Find(Session)));
}
