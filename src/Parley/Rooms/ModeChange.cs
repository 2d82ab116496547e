using System.Text.Json.Serialization;

namespace Parley;

/// <summary>One thing about a room that is different from here on.</summary>
/// <param name="Mode">What.</param>
/// <param name="IsSet">Whether it was set or taken away.</param>
/// <param name="Argument">The mask, key, limit or room; null where there is none.</param>
/// <param name="Who">The member whose role it is; null for what concerns the room.</param>
public sealed record ModeChange(
    RoomMode Mode,
    bool IsSet,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Argument = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Identity? Who = null);

/// <summary>A mask in one of a room's lists, who put it there and when.</summary>
public sealed record MaskEntry(string Mask, Nick By, DateTimeOffset At);

/// <summary>Somebody in a room, and what they may do there.</summary>
public sealed record Member(Person Person, Roles Roles);
