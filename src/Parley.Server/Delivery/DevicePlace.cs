namespace Parley.Server.Delivery;

/// <summary>How far one device has been sent what its owner may see, followed by the session through which it is here.</summary>
/// <remarks>Sent is what the connection has taken, not what the other end has confirmed. For the session's shard, unless said otherwise.</remarks>
/// <param name="devices">Keeps the place.</param>
/// <param name="record">Which one.</param>
/// <param name="name">What the device is called.</param>
/// <param name="sentUpTo">The place when the session took it on.</param>
internal sealed class DevicePlace(Devices devices, Devices.Record record, DeviceName name, Sequence? sentUpTo)
{
    /// <summary>What has been given to the session and waits in its outbox: how many messages there were then, and the event.</summary>
    private readonly Queue<(long Messages, Sequence Event)> _given = new();

    /// <summary>The newest of them, until another message waits behind it.</summary>
    private (long Messages, Sequence Event)? _newest;

    /// <summary>What the device is called. From any thread.</summary>
    public DeviceName Name => name;

    /// <summary>The last event that it had been sent when this session took it on; null for a device not known. From any thread.</summary>
    public Sequence? SentUpTo => sentUpTo;

    /// <summary>From now on this session says how far the device is, and no other.</summary>
    public void TakeOver() => devices.TakeOver(record, this);

    /// <summary>An event has been given to the session, shown or not.</summary>
    /// <param name="given">Which one.</param>
    /// <param name="outbox">Where it waits, if there is anything to show of it.</param>
    public void OnGiven(Sequence given, Outbox outbox)
    {
        if (outbox.Taken == outbox.Added && !outbox.IsWriting)
        {
            devices.Move(record, this, given);
            return;
        }

        if (_newest is { } newest && newest.Messages < outbox.Added) _given.Enqueue(newest);
        _newest = (outbox.Added, given);
    }

    /// <summary>The connection has taken all that was taken out of the outbox.</summary>
    public void OnWritten(Outbox outbox)
    {
        Sequence? last = null;
        while (_given.TryPeek(out var next) && next.Messages <= outbox.Taken)
        {
            last = next.Event;
            _given.Dequeue();
        }

        if (_newest is { } newest && newest.Messages <= outbox.Taken)
        {
            last = newest.Event;
            _newest = null;
        }

        if (last is { } place) devices.Move(record, this, place);
    }
}
