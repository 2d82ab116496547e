using System.Collections.Immutable;

namespace Parley;

/// <summary>What became of a command: events, or an answer to the one who asked, or both (events first).</summary>
public readonly record struct Decision(ImmutableArray<Event> Events, Reply? Reply = null)
{
    private readonly ImmutableArray<Event> _events = Events;

    /// <summary>What happens; empty when nothing does.</summary>
    public ImmutableArray<Event> Events { get => _events.IsDefault ? [] : _events; init => _events = value; }

    public static implicit operator Decision(Event decided) => new([decided]);

    public static implicit operator Decision(Reply reply) => new([], reply);

    /// <summary>Nothing happens and nobody is told.</summary>
    public static Decision Nothing { get; } = new([]);
}

/// <summary>What only the session that asked gets to see.</summary>
public abstract record Reply;

/// <summary>What a session asked to know.</summary>
public abstract record Answer : Reply;
