using System.Text;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors.Irc;

/// <summary>A session's attempt to log in with SASL: the mechanism at work, and what has come of its next message.</summary>
/// <remarks>For the connection's own task.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/sasl-3.1"/>
/// <param name="exchange">The mechanism at work.</param>
internal sealed class IrcSasl(SaslExchange exchange)
{
    /// <summary>The longest piece of a message, in characters of Base64; a shorter one is the last.</summary>
    public const int ChunkLength = 400;

    /// <summary>The longest message, in characters of Base64.</summary>
    private const int MessageLengthMax = 4 * ChunkLength;

    private readonly StringBuilder _message = new();

    /// <summary>The mechanism at work.</summary>
    public SaslExchange Exchange => exchange;

    /// <summary>Adds a piece; false when the message becomes too long.</summary>
    public bool Add(string chunk)
    {
        if (chunk.Length > ChunkLength || _message.Length + chunk.Length > MessageLengthMax) return false;
        if (chunk != "+") _message.Append(chunk);
        return true;
    }

    /// <summary>The whole message; null when it is not Base64.</summary>
    public byte[]? TakeMessage()
    {
        var bytes = new byte[_message.Length];
        var isWhole = Convert.TryFromBase64String(_message.ToString(), bytes, out var length);
        _message.Clear();
        return isWhole ? bytes[..length] : null;
    }

    /// <summary>A message of the server in the pieces in which it is sent: the last is shorter than the others, or <c>+</c>.</summary>
    public static IEnumerable<IrcLine> Lines(byte[] message)
    {
        var text = Convert.ToBase64String(message);
        for (var at = 0; at < text.Length; at += ChunkLength)
            yield return IrcLine.Of("AUTHENTICATE", text[at..Math.Min(text.Length, at + ChunkLength)]);
        if (text.Length % ChunkLength == 0) yield return IrcLine.Of("AUTHENTICATE", "+");
    }
}
