using System.Collections.Immutable;

namespace Parley;

/// <summary>A session asks to read what was said. The world says where it may; the log has the events.</summary>
/// <remarks>
/// Who may read is decided here, for pages of history and for search: members of a room, all of it that is kept, and the
/// two of a conversation. To everybody else a secret room, a room that bans them, or somebody else's conversation is as if
/// it did not exist.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Target">A room's name, or the nick of the other one of a conversation; null for all that may be read.</param>
public sealed record ReadHistory(SessionId Session, string? Target) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (Target is null) return new HistoryGranted([.. AllFor(world, person).Select(room => room.Ref)], world.Head, person.Identity);
        return Find(world, person, Target, out var room) is { } refusal ? refusal : new HistoryGranted([room.Ref], world.Head, person.Identity);
    }

    /// <summary>The one room or conversation, if the person may read it; otherwise why not.</summary>
    private static Refusal? Find(World world, Person person, string target, out Room room)
    {
        if (target.StartsWith('#'))
        {
            if (world.Rooms.FindFor(person, target, out room) is { } refusal) return refusal;
            return IsOpenTo(person, room) ? null : new NoSuchRoom(room.Name!.Value);
        }

        room = FindConversation(world, person, target)!;
        return room is null ? new NoConversation(target) : null;
    }

    /// <summary>With who is called so now, or else with the owner of the account of that name, who may be gone.</summary>
    private static Room? FindConversation(World world, Person person, string target)
    {
        if (Nick.TryParse(target, out var nick) && world.People.Find(nick) is { } other) return world.Rooms.FindConversation(person, other);
        return person.Account is { } account && AccountName.TryParse(target, out var theirs) ? world.Rooms.FindConversation(account, theirs) : null;
    }

    private static IEnumerable<Room> AllFor(World world, Person person) =>
        person.Rooms.Where(room => IsOpenTo(person, room)).Concat(world.Rooms.ConversationsOf(person)).OrderBy(room => room.Id.Value);

    private static bool IsOpenTo(Person person, Room room) => room.RolesOf(person.Id) != Roles.None || !room.Bans(person.Identity);
}

/// <summary>The history of these rooms and conversations may be read, up to and including this event.</summary>
/// <param name="Rooms">Where.</param>
/// <param name="UpTo">How far.</param>
/// <param name="Reader">Who may.</param>
public sealed record HistoryGranted(ImmutableArray<RoomRef> Rooms, Sequence UpTo, Identity Reader) : Answer;
