using System.Text;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>What goes to one session while a labelled request of its is being answered, held until the response is complete.</summary>
/// <remarks>
/// Only then is it known whether the response is one line or several. What others say meanwhile is held too, so that the
/// order stays. Touched by the session's shard only.
/// </remarks>
/// <seealso href="https://ircv3.net/specs/extensions/labeled-response"/>
internal sealed class IrcResponse
{
    private readonly List<(byte[] Line, bool IsPart)> _lines = [];

    /// <summary>How much is held.</summary>
    public int Bytes { get; private set; }

    /// <summary>All that is held, in order, without a label.</summary>
    public IEnumerable<byte[]> Lines => _lines.Select(line => line.Line);

    /// <summary>Holds lines.</summary>
    /// <param name="lines">Whole lines.</param>
    /// <param name="isPart">Whether they are part of the response.</param>
    public void Add(byte[] lines, bool isPart)
    {
        Bytes += lines.Length;
        if (!isPart)
        {
            _lines.Add((lines, false));
            return;
        }

        for (var rest = lines.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            _lines.Add((rest[..length].ToArray(), true));
            rest = rest[length..];
        }
    }

    /// <summary>All that was held, in order, the response marked with its label: as one line, as a batch, or as ACK when there is none.</summary>
    public IEnumerable<byte[]> Complete(string label, string serverName, string batch)
    {
        var labelTag = $"label={IrcTags.Escape(label)}";
        var isOuter = _lines.Select(line => line.IsPart && IsOuter(line.Line)).ToArray();
        var count = isOuter.Count(outer => outer);
        if (count > 1) return InBatch(labelTag, serverName, batch, isOuter);

        var lines = _lines.Select((line, i) => isOuter[i] ? IrcTagging.WithTag(line.Line, labelTag) : line.Line);
        return count == 1 ? lines : lines.Append(Line($"@{labelTag} :{serverName} ACK"));
    }

    private IEnumerable<byte[]> InBatch(string labelTag, string serverName, string batch, bool[] isOuter)
    {
        var first = _lines.FindIndex(line => line.IsPart);
        var last = _lines.FindLastIndex(line => line.IsPart);
        for (var i = 0; i < _lines.Count; i++)
        {
            if (i == first) yield return Line($"@{labelTag} :{serverName} BATCH +{batch} labeled-response");
            yield return isOuter[i] ? IrcTagging.WithTag(_lines[i].Line, $"batch={batch}") : _lines[i].Line;
            if (i == last) yield return Line($":{serverName} BATCH -{batch}");
        }
    }

    /// <summary>Whether a line is in no batch, and ends none.</summary>
    public static bool IsOuter(byte[] line)
    {
        IrcMessage.Parse(line.AsSpan().TrimEnd("\r\n"u8), out var message);
        return message.Tags["batch"] is null && !(message.Command == "BATCH" && message.Parameters[0].StartsWith('-'));
    }

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\r\n");
}
