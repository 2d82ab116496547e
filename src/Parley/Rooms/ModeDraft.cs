using System.Collections.Immutable;

namespace Parley;

/// <summary>A room as it will be when what was granted so far is done: each request is judged after those before it.</summary>
internal sealed class ModeDraft(Room room)
{
    private readonly List<ModeChange> _changes = [];

    public Room Room => room;

    public RoomName Name => room.Name!.Value;

    /// <summary>What is different from the room as it is, in order.</summary>
    public ImmutableArray<ModeChange> Changes => [.. _changes];

    public Roles RolesOf(PersonId person) => _changes
        .Where(change => change.Who?.Id == person)
        .Aggregate(room.RolesOf(person), (roles, change) => change.IsSet ? roles | change.Mode.Role() : roles & ~change.Mode.Role());

    /// <summary>Whether a list has no place for this mask, and does not hold it yet.</summary>
    public bool IsFullFor(RoomMode list, string mask) =>
        !Holds(list, mask) && room.List(list).Count + _changes.Where(change => change.Mode == list).Sum(change => change.IsSet ? 1 : -1) >= ChangeModes.MasksMax;

    /// <summary>Takes a change that was granted; nothing comes of one after which everything is as before.</summary>
    public void Add(ModeChange change)
    {
        if (IsNews(change)) _changes.Add(change);
    }

    private bool IsNews(ModeChange change)
    {
        if (change.Who is { } who) return ((RolesOf(who.Id) & change.Mode.Role()) != 0) != change.IsSet;
        if (change.Mode.IsList()) return Holds(change.Mode, change.Argument) != change.IsSet;

        var (isSet, argument) = _changes.FindLast(earlier => earlier.Mode == change.Mode) is { } last
            ? (last.IsSet, last.Argument)
            : (room.Has(change.Mode), room.Argument(change.Mode));
        return isSet != change.IsSet || argument != change.Argument;
    }

    private bool Holds(RoomMode list, string? mask) =>
        _changes.FindLast(earlier => earlier.Mode == list && Mask.AreSame(earlier.Argument, mask))?.IsSet
        ?? room.List(list).Any(entry => Mask.AreSame(entry.Mask, mask));
}
