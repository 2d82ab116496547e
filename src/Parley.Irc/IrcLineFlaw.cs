namespace Parley.Irc;

/// <summary>What is wrong with a line. The message that was read from it is then the best guess, fit for wording a reply.</summary>
public enum IrcLineFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// Some bytes are not UTF-8 and have become U+FFFD. A server that advertises <c>UTF8ONLY</c> answers
    /// <c>FAIL command INVALID_UTF8</c>, with the label among the message's tags.
    /// </summary>
    /// <seealso href="https://ircv3.net/specs/extensions/utf8-only"/>
    InvalidUtf8,

    /// <summary>There is a NUL, which no part of a message may contain.</summary>
    Nul,

    /// <summary>There is no command: nothing but spaces, tags or a source. Such a line is ignored like an empty one.</summary>
    NoCommand,
}
