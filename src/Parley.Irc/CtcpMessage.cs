namespace Parley.Irc;

/// <summary>What a client tells another inside a PRIVMSG or NOTICE: <c>\x01ACTION waves\x01</c>.</summary>
/// <param name="Command">What is asked or told; to be compared without regard to case. Not empty, without spaces.</param>
/// <param name="Text">All that follows the command; empty when nothing does.</param>
/// <seealso href="https://modern.ircdocs.horse/ctcp"/>
public readonly record struct CtcpMessage(string Command, string Text)
{
    private const char Delimiter = '\u0001';

    /// <summary>Whether it is what the user does (<c>/me</c>) rather than a query.</summary>
    public bool IsAction => string.Equals(Command, "ACTION", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a user does.</summary>
    public static CtcpMessage Action(string text) => new("ACTION", text);

    /// <summary>Reads the text of a PRIVMSG or NOTICE; false when it is plain text. The delimiter at the end may be missing.</summary>
    public static bool TryParse(string text, out CtcpMessage message)
    {
        message = default;
        if (text.Length < 2 || text[0] != Delimiter) return false;

        var end = text.IndexOf(Delimiter, 1);
        var body = end < 0 ? text[1..] : text[1..end];
        var space = body.IndexOf(' ');
        var command = space < 0 ? body : body[..space];
        if (command.Length == 0) return false;

        message = new CtcpMessage(command, space < 0 ? "" : body[(space + 1)..]);
        return true;
    }

    /// <summary>The text to send. A delimiter inside, which would end the message, becomes a space.</summary>
    public override string ToString() =>
        $"{Delimiter}{(Text.Length == 0 ? Command : $"{Command} {Text.Replace(Delimiter, ' ')}")}{Delimiter}";
}
