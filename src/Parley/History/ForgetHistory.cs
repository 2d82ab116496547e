using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>The server lets go of what is older than it keeps: in one room, or everywhere.</summary>
/// <param name="Node">The node that asks.</param>
/// <param name="Room">The room or conversation; null for all.</param>
/// <param name="Before">The first place that is kept.</param>
public sealed record ForgetHistory(int Node, RoomRef? Room, Sequence Before) : Command(new SessionId(Node, 0))
{
    internal override Decision Decide(World world)
    {
        var after = Room is null ? world.Forgotten : Sequence.Start;
        return Before > after.Next && Before <= world.Head.Next ? new HistoryForgotten(Identity.Server, after, Before) { Room = Room } : Decision.Nothing;
    }
}

/// <summary>What happened between two places is no longer kept: no history holds it, and what was said there is erased.</summary>
/// <param name="By">The server.</param>
/// <param name="After">What came before this place was forgotten earlier.</param>
/// <param name="Before">The first place that is kept.</param>
public sealed record HistoryForgotten(Identity By, Sequence After, Sequence Before) : Event(By)
{
    /// <summary>The room or conversation; null for all.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomRef? Room { get; init; }

    [JsonIgnore]
    public override ImmutableArray<RoomId> History => [];

    [JsonIgnore]
    public override Erasure Erases => new(After, Before) { Room = Room?.Id };

    internal override void Evolve(World world)
    {
        if (Room is null) world.Forgotten = new Sequence(Before.Value - 1);
    }
}
