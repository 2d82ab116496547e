using System.Collections.Immutable;

namespace Parley;

/// <summary>Who may make themselves heard in a room, and by whom: with words or without.</summary>
internal static class Speech
{
    /// <summary>The room of that name, or why there is none for this person.</summary>
    public static Refusal? Find(World world, Person person, string text, out Room room)
    {
        room = null!;
        if (!RoomName.TryParse(text, out var name)) return new RoomNameInvalid(text);
        if (world.Rooms.Find(name) is not { } found || !found.IsVisibleTo(person)) return new NoSuchRoom(name);
        room = found;
        return null;
    }

    /// <summary>Why this person cannot be heard there; null when they can.</summary>
    public static Refusal? WhyNot(Room room, Person person, bool isCtcp = false)
    {
        var member = room.Find(person.Id);
        if (member is null && (room.Has(RoomMode.NoExternal) || room.Name == RoomName.Lobby)) return new NotInRoom(room.Name!.Value);
        if (isCtcp && room.Has(RoomMode.NoCtcp)) return new CannotSpeak(room.Name!.Value);
        if (member is { Roles: not Roles.None }) return null;
        return room.Has(RoomMode.Moderated) || (room.Has(RoomMode.AccountsSpeak) && person.Account is null) || room.Bans(person.Identity)
            ? new CannotSpeak(room.Name!.Value)
            : null;
    }

    /// <summary>Those who hear what is meant for a role; null when all members do.</summary>
    public static ImmutableArray<PersonId>? Hearers(Room room, Person speaker, Roles audience) =>
        audience == Roles.None ? null : [.. room.MembersWith(audience).Append(speaker.Id).Distinct()];

    /// <summary>Why this person cannot be heard by that one; null when they can.</summary>
    public static Refusal? WhyNot(Person person, Person other) =>
        other.Modes.HasFlag(UserModes.AccountsOnly) && person.Account is null && other != person && !person.IsOperator
            ? new TakesNoMessages(other.Nick)
            : null;
}
