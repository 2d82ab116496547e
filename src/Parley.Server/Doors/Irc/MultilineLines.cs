using System.Text;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>A message of several lines as clients are sent it that understand them.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/multiline"/>
internal static class MultilineLines
{
    /// <summary>Whether a text needs more than one line.</summary>
    public static bool AreIn(string text, int bytesMax) => text.Contains('\n', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(text) > bytesMax;

    /// <summary>Writes a text as a batch of lines; what does not fit into one goes on in the next.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytesMax">How much of it fits into a line.</param>
    /// <param name="lines">Where they are written.</param>
    /// <param name="command">What each line is.</param>
    /// <param name="target">To whom they go.</param>
    /// <param name="reference">What the batch is called: the same for all who get it, and no other event's.</param>
    public static void Write(string text, int bytesMax, ref IrcEventLines lines, string command, string target, string reference)
    {
        lines.Add("BATCH", $"+{reference}", MultilineBatch.Type, target);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var rest = text.AsSpan(range);
            var isConcat = false;
            do
            {
                lines.AddTextInBatch(reference, isConcat, command, target, IrcText.TakePiece(ref rest, bytesMax));
                isConcat = true;
            }
            while (!rest.IsEmpty);
        }

        lines.EndBatch(reference);
    }
}
