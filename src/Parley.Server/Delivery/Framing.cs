namespace Parley.Server.Delivery;

/// <summary>How messages that wait for one socket are put together for a write.</summary>
internal sealed record Framing
{
    /// <summary>How much one write takes at most, where the framing asks for no less: what a socket takes at once, about.</summary>
    public const int GatheredBytesMax = 64 * 1024;

    /// <summary>Each message brings its own end; a write takes all that waits.</summary>
    public static Framing Terminated { get; } = new();

    /// <summary>
    /// Messages have no end. What is written together is joined by newlines with none at the end, whole messages and no
    /// more than the 1,024 bytes that the tutorials' clients read at once; and writes are some milliseconds apart, so
    /// that two of them are two reads at the other side.
    /// </summary>
    public static Framing Unterminated { get; } = new()
    {
        Separator = "\n"u8.ToArray(),
        Pause = TimeSpan.FromMilliseconds(5),
        WriteBytes = 1024,
        BacklogBytes = 16 * 1024,
    };

    /// <summary>What stands between two messages of one write.</summary>
    public byte[] Separator { get; private init; } = [];

    /// <summary>The least time from one write to the next.</summary>
    public TimeSpan Pause { get; private init; }

    /// <summary>How much one write takes at most, unless a single message is longer.</summary>
    public int WriteBytes { get; private init; } = GatheredBytesMax;

    /// <summary>A session that is this far behind gets all in one write: being readable late is no help.</summary>
    public int BacklogBytes { get; private init; } = int.MaxValue;
}
