using System.Buffers;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>Lines that are put together and taken as one array, which is all that is allocated for them.</summary>
/// <remarks>
/// Each thread keeps one. It belongs to whoever took it until <see cref="Finish"/>; who fails before that leaves it to the
/// garbage collector with what was written.
/// </remarks>
internal sealed class IrcLineBuilder
{
    /// <summary>One that has grown beyond this is not kept.</summary>
    private const int KeptBytesMax = 64 * 1024;

    [ThreadStatic]
    private static IrcLineBuilder? _kept;

    private readonly ArrayBufferWriter<byte> _lines = new(2 * IrcLimits.LineBytesMax);

    private IrcLineBuilder() => Writer = new IrcWriter(_lines);

    /// <summary>Writes the lines.</summary>
    public IrcWriter Writer { get; }

    /// <summary>An empty one.</summary>
    public static IrcLineBuilder Take()
    {
        var taken = _kept ?? new IrcLineBuilder();
        _kept = null;
        return taken;
    }

    /// <summary>What was written. Nothing may be written after that.</summary>
    public byte[] Finish()
    {
        var lines = _lines.WrittenSpan.ToArray();
        _lines.ResetWrittenCount();
        if (_lines.Capacity <= KeptBytesMax) _kept = this;
        return lines;
    }
}
