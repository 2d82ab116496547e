namespace Parley.Cli.Bench;

/// <summary>Sees what one receiver misses, gets twice or out of order, by the numbers of one sender's messages.</summary>
/// <remarks>A number that was skipped and comes later is reordered; one that comes again is a duplicate. For one thread.</remarks>
internal sealed class SequenceCheck
{
    private readonly HashSet<long> _skipped = [];
    private long _next;

    public long Duplicated { get; private set; }

    public long Reordered { get; private set; }

    /// <summary>Takes the next message that came; false if it has come before.</summary>
    public bool Take(long sequence)
    {
        if (sequence >= _next)
        {
            for (; _next < sequence; _next++) _skipped.Add(_next);
            _next++;
            return true;
        }

        if (_skipped.Remove(sequence))
        {
            Reordered++;
            return true;
        }

        Duplicated++;
        return false;
    }

    /// <summary>How many have not come.</summary>
    /// <param name="sent">How many were sent.</param>
    public long Lost(long sent) => _skipped.Count + sent - _next;
}
