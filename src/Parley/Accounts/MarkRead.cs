using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person has read a room or a conversation up to a time, or asks how far they have; kept with their account.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">The room's name, or the nick of the other one of a conversation.</param>
/// <param name="UpTo">How far; null to ask. It never goes back.</param>
/// <seealso href="https://ircv3.net/specs/extensions/read-marker"/>
public sealed record MarkRead(SessionId Session, string Target, DateTimeOffset? UpTo) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (Find(world, person, out var room) is { } elsewhere) return elsewhere;
        var account = person.Account is { } name ? world.Accounts.Find(name) : null;
        if (UpTo is { } wanted && account is null) return new NotLoggedIn();

        var known = room is null ? null : account?.ReadUpTo(room.Id);
        var upTo = UpTo > world.Now ? world.Now : UpTo;
        return room is not null && account is not null && upTo is { } later && !(later <= known)
            ? new ReadMarked(person.Identity, account.Name, room.RefBy(person, world), later)
            : new ReadMarkShown(Target, known);
    }

    private Refusal? Find(World world, Person person, out Room? room)
    {
        room = null;
        if (Target.StartsWith('#')) return world.Rooms.FindFor(person, Target, out room!);
        if (!Nick.TryParse(Target, out var nick) || world.People.Find(nick) is not { } other) return new NoSuchPerson(Target);
        room = world.Rooms.FindConversation(person, other);
        return null;
    }
}

/// <summary>An account's owner has read a room or a conversation up to a time. Only they see it.</summary>
public sealed record ReadMarked(Identity By, AccountName Account, RoomRef Room, DateTimeOffset UpTo) : Event(By)
{
    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    internal override void Evolve(World world) => world.Accounts.Change(Account, account => account.WithReadUpTo(Room.Id, UpTo));
}

/// <summary>How far somebody has read; null when nobody knows.</summary>
public sealed record ReadMarkShown(string Target, DateTimeOffset? UpTo) : Answer;

/// <summary>How far an account's owner has read a room.</summary>
public sealed record ReadMark(RoomId Room, DateTimeOffset UpTo);
