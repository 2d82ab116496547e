using System.Collections.Immutable;

namespace Parley;

/// <summary>What became of a command: a word to the one who asked, events, signals, an answer to the one who asked; seen in this order.</summary>
public readonly record struct Decision(ImmutableArray<Event> Events, Reply? Reply = null)
{
    private readonly ImmutableArray<Event> _events = Events;

    /// <summary>What happens; empty when nothing does.</summary>
    public ImmutableArray<Event> Events { get => _events.IsDefault ? [] : _events; init => _events = value; }

    /// <summary>What whoever asked has to know to understand the events; null when there is nothing of the kind.</summary>
    public Answer? Preface { get; init; }

    /// <summary>What is seen and not stored; null when there is nothing of the kind.</summary>
    public Signal? Signal { get; init; }

    public static implicit operator Decision(Event decided) => new([decided]);

    public static implicit operator Decision(Reply reply) => new([], reply);

    public static implicit operator Decision(Signal signal) => new([]) { Signal = signal };

    /// <summary>Nothing happens and nobody is told.</summary>
    public static Decision Nothing { get; } = new([]);
}

/// <summary>What only the session that asked gets to see.</summary>
public abstract record Reply;

/// <summary>What a session asked to know.</summary>
public abstract record Answer : Reply;
