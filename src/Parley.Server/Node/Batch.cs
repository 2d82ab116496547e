using Parley.Server.Delivery;

namespace Parley.Server.Node;

/// <summary>What one turn of the loop decided, in order; delivered as a whole once its events are stored.</summary>
/// <remarks>Filled by the loop; after that nobody changes it, and all shards read it.</remarks>
internal sealed class Batch(int epoch)
{
    private readonly List<Outcome> _outcomes = [];
    private readonly List<Event> _events = [];
    private readonly List<Request> _requests = [];

    /// <summary>Which life of the world it was decided on; see <see cref="NodeLoop"/>.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The events to append.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <summary>What was asked for; needed again when the append fails.</summary>
    public IReadOnlyList<Request> Requests => _requests;

    /// <summary>What the shards deliver.</summary>
    public List<Outcome> Outcomes => _outcomes;

    /// <summary>Complete when <see cref="Events"/> are durable.</summary>
    public Task Stored { get; set; } = Task.CompletedTask;

    /// <summary>Set when somebody waits until this batch has been dealt with.</summary>
    public TaskCompletionSource? Settled { get; init; }

    /// <summary>The world right after this batch, when it is time to keep a snapshot.</summary>
    public WorldSnapshot? Snapshot { get; set; }

    /// <summary>Adds what another node appended: nothing to store, everything to deliver.</summary>
    public void AddMissed(Event happened) => _outcomes.Add(Outcome.Of(happened));

    public void Add(in Request request, in Decision decision)
    {
        _requests.Add(request);
        foreach (var decided in decision.Events)
        {
            _events.Add(decided);
            _outcomes.Add(Outcome.Of(decided));
        }

        if (request.Session is not { } session) return;
        if (decision.Reply is not null || request.Asked is not null) _outcomes.Add(Outcome.Of(session, decision.Reply, request.Asked));
        if (request.IsLast) _outcomes.Add(Outcome.End(session));
    }

    /// <summary>The batch to deliver instead when the events could not be stored: a refusal for each request.</summary>
    public Batch Refused(string why)
    {
        var refused = new Batch(Epoch);
        foreach (var request in _requests)
        {
            refused.Add(request, request.IsLast ? Decision.Nothing : new Decision([], request.Command is null ? request.Reply : new NotStored(why)));
        }

        return refused;
    }
}
