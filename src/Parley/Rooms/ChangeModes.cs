using System.Collections.Immutable;
using System.Globalization;

namespace Parley;

/// <summary>One thing that somebody wants to be different about a room.</summary>
/// <param name="Mode">What.</param>
/// <param name="IsSet">Whether to set it or to take it away.</param>
/// <param name="Argument">The mask, key, limit, room or nick; null where none was given.</param>
public sealed record ModeRequest(RoomMode Mode, bool IsSet, string? Argument);

/// <summary>A member changes what holds in a room: its modes, its lists, the roles of its members.</summary>
/// <remarks>What can be done is done, in one event; what cannot be is refused, each for itself.</remarks>
public sealed record ChangeModes(SessionId Session, string Room, ImmutableArray<ModeRequest> Requests) : PersonCommand(Session)
{
    /// <summary>The longest list of masks.</summary>
    public const int MasksMax = 100;

    /// <summary>The longest key, in characters.</summary>
    public const int KeyLengthMax = 32;

    internal override Decision Decide(World world, Person person)
    {
        if (world.Rooms.FindFor(person, Room, out var room) is { } elsewhere) return elsewhere;

        var changes = ImmutableArray.CreateBuilder<ModeChange>();
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var request in Requests)
        {
            if (WhyNot(world, room, person, request, out var change) is { } refusal) refusals.Add(refusal);
            else if (IsNews(room, change)) changes.Add(change);
        }

        var reply = refusals.Count switch { 0 => null, 1 => refusals[0], _ => new Refusals([.. refusals.Distinct()]) };
        return changes.Count == 0
            ? new Decision([], reply)
            : new Decision([new ModesChanged(room.Ref, person.Identity, changes.ToImmutable())], reply);
    }

    private static Refusal? WhyNot(World world, Room room, Person person, ModeRequest request, out ModeChange change)
    {
        var name = room.Name!.Value;
        var own = room.RolesOf(person.Id);
        change = new ModeChange(request.Mode, request.IsSet, request.Argument);
        if (request.Mode == RoomMode.Registered) return new CannotSetByHand(name);
        if (request.Mode.Role() is var role and not Roles.None) return WhyNoRole(world, room, person, role, request, out change);

        var needed = request.Mode.IsList() ? Roles.HalfOperator : Roles.Operator;
        if (!own.AtLeast(needed)) return new NeedsRole(name, needed);
        if (request.Mode.IsList()) return WhyNoMask(room, request, ref change);
        if (!request.IsSet || request.Argument is not { } argument)
        {
            change = change with { Argument = null };
            return null;
        }

        return request.Mode switch
        {
            RoomMode.Key when argument.Length is 0 or > KeyLengthMax || argument.Any(c => c is ' ' or ',' or ':' || char.IsControl(c))
                => new ModeArgumentInvalid(name, request.Mode, argument),
            RoomMode.Limit when !int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0
                => new ModeArgumentInvalid(name, request.Mode, argument),
            RoomMode.Forward when !RoomName.TryParse(argument, out var target) || world.Rooms.Find(target) is null || target == name
                => new ModeArgumentInvalid(name, request.Mode, argument),
            _ => null,
        };
    }

    private static Refusal? WhyNoRole(
        World world, Room room, Person person, Roles role, ModeRequest request, out ModeChange change)
    {
        var name = room.Name!.Value;
        var own = room.RolesOf(person.Id);
        change = new ModeChange(request.Mode, request.IsSet);
        if (!Parley.Nick.TryParse(request.Argument, out var nick) || world.People.Find(nick) is not { } member)
            return new NoSuchPerson(request.Argument ?? "");
        if (!room.Contains(member.Id)) return new NotAMember(member.Nick, name);

        change = change with { Who = member.Identity };
        if (member == person && !request.IsSet) return null;
        var needed = role switch { Roles.Voice => Roles.HalfOperator, Roles.HalfOperator or Roles.Operator => Roles.Operator, _ => Roles.Founder };
        return own.AtLeast(needed) ? null : new NeedsRole(name, needed);
    }

    private static Refusal? WhyNoMask(Room room, ModeRequest request, ref ModeChange change)
    {
        if (request.Argument is not { } text || Mask.Normalize(text) is not { } mask) return new MaskInvalid(request.Argument ?? "");
        change = change with { Argument = mask };
        return request.IsSet && room.List(request.Mode).Count >= MasksMax ? new ListFull(room.Name!.Value, request.Mode, mask) : null;
    }

    /// <summary>Whether anything is different after the change.</summary>
    private static bool IsNews(Room room, ModeChange change)
    {
        if (change.Who is { } who) return ((room.RolesOf(who.Id) & change.Mode.Role()) != 0) != change.IsSet;
        if (change.Mode.IsList())
            return room.List(change.Mode).Any(entry => string.Equals(entry.Mask, change.Argument, StringComparison.OrdinalIgnoreCase)) != change.IsSet;
        return room.Has(change.Mode) != change.IsSet || (change.IsSet && room.Argument(change.Mode) != change.Argument);
    }
}

/// <summary>What holds in a room is different from here on.</summary>
public sealed record ModesChanged(RoomRef Room, Identity By, ImmutableArray<ModeChange> Changes) : RoomEvent(Room, By)
{
    internal override void Evolve(World world)
    {
        if (world.Rooms.Find(Room.Id) is not { } room) return;
        foreach (var change in Changes) room.Apply(change, By.Nick, At);
    }
}
