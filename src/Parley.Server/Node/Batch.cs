using Parley.Server.Delivery;

namespace Parley.Server.Node;

/// <summary>What one turn of the loop decided, in order; delivered as a whole once its events are stored.</summary>
/// <remarks>Filled by the loop; after that nobody changes it, and all shards read it.</remarks>
/// <param name="epoch">See <see cref="Epoch"/>.</param>
/// <param name="expected">About how many requests there will be: one batch is much like the last.</param>
internal sealed class Batch(int epoch, int expected = 0)
{
    private readonly List<Outcome> _outcomes = new(expected);
    private readonly List<Event> _events = new(expected);
    private readonly List<Request> _lost = new(expected);
    private readonly List<Request> _unharmed = [];

    /// <summary>Which life of the world it was decided on; see <see cref="NodeLoop"/>.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The events to append.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <summary>How many requests it holds.</summary>
    public int Count => _lost.Count + _unharmed.Count;

    /// <summary>What has not happened when the events cannot be stored.</summary>
    public IReadOnlyList<Request> Lost => _lost;

    /// <summary>What needed no event, and can be answered again when the events cannot be stored.</summary>
    public IReadOnlyList<Request> Unharmed => _unharmed;

    /// <summary>What the shards deliver.</summary>
    public List<Outcome> Outcomes => _outcomes;

    /// <summary>Complete when <see cref="Events"/> are durable.</summary>
    public Task Stored { get; set; } = Task.CompletedTask;

    /// <summary>Set when somebody waits until this batch has been dealt with.</summary>
    public TaskCompletionSource? Settled { get; init; }

    /// <summary>The world right after this batch, when it is time to keep a snapshot.</summary>
    public WorldSnapshot? Snapshot { get; set; }

    /// <summary>Adds what another node appended: nothing to store, everything to deliver.</summary>
    public void AddMissed(Event happened) => _outcomes.Add(new CommittedEvent(happened));

    public void Add(in Request request, in Decision decision)
    {
        (decision.Events.IsEmpty ? _unharmed : _lost).Add(request);
        var origin = new Origin(request.Session, request.Context);
        if (decision.Preface is { } preface && request.Session is { } asking) _outcomes.Add(new SessionReply(asking, preface, request.Context, null));
        foreach (var decided in decision.Events)
        {
            _events.Add(decided);
            Add(new CommittedEvent(decided, origin));
        }

        if (decision.Signal is { } signal) _outcomes.Add(new PassingSignal(signal, origin));

        if (request.Session is not { } session) return;
        if (decision.Reply is not null || request.Asked is not null)
            _outcomes.Add(new SessionReply(session, decision.Reply, request.Context, request.Asked));
        if (request.IsLast) _outcomes.Add(new SessionEnd(session));
    }

    private void Add(CommittedEvent committed)
    {
        if (_outcomes is [.., var last] && CommittedBurst.Join(last, committed) is { } burst) _outcomes[^1] = burst;
        else _outcomes.Add(committed);
    }

    /// <summary>Adds a request that could not even be decided, as there was no turn to append.</summary>
    public void AddUndecided(in Request request) => _lost.Add(request);

    /// <summary>The batch to deliver instead when the events could not be stored: a refusal for each request that is lost with them.</summary>
    public Batch Refused(string why)
    {
        var refused = new Batch(Epoch);
        foreach (var request in _lost)
        {
            refused.Add(request, request.IsLast ? Decision.Nothing : new NotStored(why));
        }

        return refused;
    }
}
