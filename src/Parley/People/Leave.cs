using System.Collections.Immutable;

namespace Parley;

/// <summary>A session is over. Never refused: whether it arrived or not, it is gone. With the last one the person goes too, as a rule.</summary>
/// <param name="Session">The session.</param>
/// <param name="Reason">Why, for the others to read; null when there is nothing to say.</param>
public sealed record Leave(SessionId Session, string? Reason) : Command(Session)
{
    internal override Decision Decide(World world)
    {
        if (world.People.Find(Session) is not { } person) return Decision.Nothing;
        return person.Sessions.Count > 1 || world.IsAlwaysOn(person)
            ? new SessionDetached(Session, person.Identity, null)
            : Quit.Of(person, ChatText.Shorten(Reason, world.Rules.ReasonBytesMax));
    }
}

/// <summary>Ends the sessions that a node had when it started: they cannot be alive.</summary>
/// <param name="Node">The node.</param>
/// <param name="UpTo">The highest number of those; who has come since has a higher one.</param>
public sealed record EndSessionsOfNode(int Node, long UpTo) : Command(new SessionId(Node, 0))
{
    internal override Decision Decide(World world)
    {
        var people = world.People.SessionsOf(Node).Where(IsOver).Select(session => world.People.Find(session)).OfType<Person>().Distinct();
        return new Decision([.. people.OrderBy(person => person.Id.Value).SelectMany(person => End(world, person))]);
    }

    private IEnumerable<Event> End(World world, Person person) => world.IsAlwaysOn(person) || !person.Sessions.All(IsOver)
        ? person.Sessions.Where(IsOver).Select(session => new SessionDetached(session, person.Identity, null))
        : [Quit.Of(person, "the server restarted")];

    private bool IsOver(SessionId session) => session.Node == Node && session.Number <= UpTo;
}

/// <summary>A person is gone, from all rooms.</summary>
public sealed record Quit(Identity By, string? Reason, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    internal static Quit Of(Person person, string? reason) =>
        new(person.Identity, reason, person.RoomIds);

    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.Departures.Add(person, At);
        world.Rooms.LeaveAll(person, world.People, Sequence);
        world.People.Remove(person);
    }
}
