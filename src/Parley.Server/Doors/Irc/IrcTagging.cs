using System.Text;

namespace Parley.Server.Doors.Irc;

/// <summary>Puts one more tag before a line that is written already: what is of one recipient stays out of the shared bytes.</summary>
internal static class IrcTagging
{
    /// <summary>The line with this tag before its others.</summary>
    /// <param name="line">A whole line.</param>
    /// <param name="tag">The tag as it is sent: its name, <c>=</c> and its escaped value.</param>
    public static byte[] WithTag(ReadOnlySpan<byte> line, string tag)
    {
        var hasTags = line.StartsWith("@"u8);
        return [(byte)'@', .. Encoding.UTF8.GetBytes(tag), hasTags ? (byte)';' : (byte)' ', .. hasTags ? line[1..] : line];
    }
}
