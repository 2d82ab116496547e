using System.IO.Pipelines;

namespace Parley.Server.Tests.Delivery;

/// <summary>Gives turns when the test says so.</summary>
internal sealed class Turns : PipeScheduler
{
    private readonly Queue<(Action<object?> Action, object? State)> _waiting = new();

    public bool IsEmpty => _waiting.Count == 0;

    public override void Schedule(Action<object?> action, object? state) => _waiting.Enqueue((action, state));

    public void Take()
    {
        var (action, state) = _waiting.Dequeue();
        action(state);
    }

    public void TakeAll()
    {
        while (!IsEmpty) Take();
    }
}
