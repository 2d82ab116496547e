using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Parley.Server.Doors.Irc;

/// <summary>Events of the past, to be shown in a batch.</summary>
/// <param name="Type">The batch's type.</param>
/// <param name="Target">Whose history it is; null when the type has no such parameter.</param>
/// <param name="Events">What happened, oldest first.</param>
internal sealed record HistoryBatch(string Type, string? Target, IReadOnlyList<Event> Events) : Answer
{
    /// <summary>The lines for a client, each as it was when it happened; without a batch for one that knows none.</summary>
    public IEnumerable<byte[]> Lines(IrcRendering rendering, IrcFeatures features, string serverName, string batch)
    {
        var hasBatch = features.HasFlag(IrcFeatures.Batch);
        if (hasBatch) yield return Line($":{serverName} BATCH +{batch} {Type}{(Target is null ? "" : $" {Target}")}");
        foreach (var happened in Events)
        {
            if (happened is Redacted && !features.HasFlag(IrcFeatures.MessageRedaction)) continue;
            for (ReadOnlyMemory<byte> rest = rendering.Render(happened); !rest.IsEmpty;)
            {
                var line = rest[..(rest.Span.IndexOf((byte)'\n') + 1)];
                rest = rest[line.Length..];
                yield return hasBatch && IrcResponse.IsOuter(line.ToArray()) ? IrcTagging.WithTag(line.Span, $"batch={batch}") : line.ToArray();
            }
        }

        if (hasBatch) yield return Line($":{serverName} BATCH -{batch}");
    }

    internal static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\r\n");
}

/// <summary>Rooms and people, and when something was said last there, to be shown in a batch.</summary>
internal sealed record TargetsBatch(ImmutableArray<(string Name, DateTimeOffset At)> Targets) : Answer
{
    /// <summary>The lines for a client; without a batch for one that knows none.</summary>
    public IEnumerable<byte[]> Lines(IrcFeatures features, string serverName, string batch)
    {
        var hasBatch = features.HasFlag(IrcFeatures.Batch);
        if (hasBatch) yield return HistoryBatch.Line($":{serverName} BATCH +{batch} draft/chathistory-targets");
        foreach (var (name, at) in Targets)
        {
            var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            yield return HistoryBatch.Line($"{(hasBatch ? $"@batch={batch} " : "")}:{serverName} CHATHISTORY TARGETS {name} {time}");
        }

        if (hasBatch) yield return HistoryBatch.Line($":{serverName} BATCH -{batch}");
    }
}
