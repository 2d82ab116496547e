using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>A message of several lines as clients are sent it that understand them.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/multiline"/>
internal static class MultilineLines
{
    /// <summary>The lines of a text; what does not fit into one goes on in the next.</summary>
    public static ImmutableArray<(string Text, bool IsConcat)> Of(string text, int bytesMax) =>
        [.. text.Split('\n').SelectMany(line => IrcText.Split(line, bytesMax).Select((piece, i) => (piece, i > 0)))];

    /// <summary>The batch of these lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="pattern">A line as it would be alone, with whatever text.</param>
    /// <param name="reference">What the batch is called: the same for all who get it, and no other event's.</param>
    public static IEnumerable<IrcMessage> Batch(ImmutableArray<(string Text, bool IsConcat)> lines, IrcMessage pattern, string reference)
    {
        var (source, target) = (pattern.Source, pattern.Parameters[0]);
        var inBatch = IrcTags.Of(("batch", reference));
        var concat = inBatch.Plus(IrcTags.Of(("draft/multiline-concat", "")));
        yield return new IrcMessage("BATCH", $"+{reference}", MultilineBatch.Type, target) { Source = source };
        foreach (var (text, isConcat) in lines)
            yield return new IrcMessage(pattern.Command, target, text) { Source = source, Tags = isConcat ? concat : inBatch };
        yield return new IrcMessage("BATCH", $"-{reference}") { Source = source };
    }
}
