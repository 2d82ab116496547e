using System.Collections.Immutable;
using System.Globalization;
using System.Text;

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

        var draft = new ModeDraft(room);
        var refusals = new List<Refusal>();
        foreach (var request in Requests)
        {
            if (WhyNot(world, draft, person, request, out var change) is { } refusal) refusals.Add(refusal);
            else draft.Add(change);
        }

        ImmutableArray<Refusal> refused = [.. refusals.Distinct()];
        var reply = refused switch { [] => null, [var only] => only, _ => new Refusals(refused) };
        return draft.Changes is { IsEmpty: false } changes
            ? new Decision([new ModesChanged(room.Ref, person.Identity, changes)], reply)
            : new Decision([], reply);
    }

    private static Refusal? WhyNot(World world, ModeDraft draft, Person person, ModeRequest request, out ModeChange change)
    {
        change = new ModeChange(request.Mode, request.IsSet);
        if (request.Mode == RoomMode.Registered) return new CannotSetByHand(draft.Name);
        if (request.Mode.Role() is var role and not Roles.None) return WhyNoRole(world, draft, person, role, request, ref change);

        var needed = request.Mode.IsList() ? Roles.HalfOperator : Roles.Operator;
        if (!draft.RolesOf(person.Id).AtLeast(needed)) return new NeedsRole(draft.Name, needed);
        if (request.Mode.IsList()) return WhyNoMask(draft, request, ref change);
        return request.IsSet ? WhyNoArgument(world, draft, person, request, ref change) : null;
    }

    private static Refusal? WhyNoRole(
        World world, ModeDraft draft, Person person, Roles role, ModeRequest request, ref ModeChange change)
    {
        if (!Parley.Nick.TryParse(request.Argument, out var nick) || world.People.Find(nick) is not { } member)
            return new NoSuchPerson(request.Argument ?? "");
        if (!draft.Room.Contains(member.Id)) return new NotAMember(member.Nick, draft.Name);

        change = change with { Who = member.Identity };
        if (member == person && !request.IsSet) return null;
        var needed = role switch { Roles.Voice => Roles.HalfOperator, Roles.HalfOperator or Roles.Operator => Roles.Operator, _ => Roles.Founder };
        return draft.RolesOf(person.Id).AtLeast(needed) ? null : new NeedsRole(draft.Name, needed);
    }

    private static Refusal? WhyNoMask(ModeDraft draft, ModeRequest request, ref ModeChange change)
    {
        if (request.Argument is not { } text || Mask.Normalize(text) is not { } mask) return new MaskInvalid(request.Argument ?? "");
        change = change with { Argument = mask };
        return request.IsSet && draft.IsFullFor(request.Mode, mask) ? new ListFull(draft.Name, request.Mode, mask) : null;
    }

    private static Refusal? WhyNoArgument(World world, ModeDraft draft, Person person, ModeRequest request, ref ModeChange change)
    {
        if (request.Mode is not (RoomMode.Key or RoomMode.Limit or RoomMode.Forward or RoomMode.History)) return null;

        var argument = request.Argument ?? "";
        var kept = request.Mode switch
        {
            RoomMode.Key => IsKey(argument) ? argument : null,
            RoomMode.Limit => int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? limit.ToString(CultureInfo.InvariantCulture) : null,
            RoomMode.History => Retention.Parse(argument) is null ? null : argument,
            _ => RoomName.TryParse(argument, out var target) && target != draft.Name
                && world.Rooms.Find(target) is { } other && other.IsVisibleTo(person) ? argument : null,
        };
        change = change with { Argument = kept };
        if (kept is null) return new ModeArgumentInvalid(draft.Name, request.Mode, argument);
        return request.Mode == RoomMode.Forward ? WhyNoForward(world, person, kept) : null;
    }

    /// <summary>Who sends people to another room has to be in charge there too. The lobby is everybody's.</summary>
    private static NeedsRole? WhyNoForward(World world, Person person, string target) =>
        RoomName.TryParse(target, out var name) && name != RoomName.Lobby && !world.Rooms.Find(name)!.RolesOf(person.Id).AtLeast(Roles.Operator)
            ? new NeedsRole(name, Roles.Operator)
            : null;

    /// <summary>Whether it can stand in a list of keys, and be stored as it is.</summary>
    private static bool IsKey(string text)
    {
        if (text.Length is 0 or > KeyLengthMax || text[0] == ':') return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is ' ' or ',' || rune == Rune.ReplacementChar || Rune.IsControl(rune)) return false;
        }

        return true;
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
