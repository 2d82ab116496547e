using System.Collections.Immutable;

namespace Parley;

/// <summary>A person ends another of their sessions, or all others.</summary>
/// <param name="Session">The session that asks; it stays.</param>
/// <param name="Number">The number of the one to end; null for all others.</param>
public sealed record EndSessions(SessionId Session, long? Number) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        ImmutableArray<SessionId> ended = [.. person.Sessions.Where(session => session != Session && (Number is null || session.Number == Number))];
        return ended.IsEmpty && Number is not null
            ? new NoSuchSession()
            : new Decision([.. ended.Select(session => new SessionDetached(session, person.Identity, "ended by another session of yours"))]);
    }
}
