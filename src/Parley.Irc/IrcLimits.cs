namespace Parley.Irc;

/// <summary>The sizes that the protocol itself sets.</summary>
/// <seealso href="https://modern.ircdocs.horse/#message-format"/>
/// <seealso href="https://ircv3.net/specs/extensions/message-tags#size-limit"/>
public static class IrcLimits
{
    /// <summary>A line without its tags, in bytes, with the CR LF at its end.</summary>
    public const int LineBytesMax = 512;

    /// <summary>What is left of <see cref="LineBytesMax"/> without the CR LF.</summary>
    /// <remarks>Counted alike for a line that ends with a bare LF, so that a line's fate does not hang on how it ends.</remarks>
    public const int BodyBytesMax = LineBytesMax - 2;

    /// <summary>The tags that a client may send, in bytes, with the <c>@</c> and the space: 4,094 bytes of tag data.</summary>
    public const int ClientTagBytesMax = 4096;

    /// <summary>The tags that a client must be able to read, in bytes, with the <c>@</c> and the space.</summary>
    public const int ServerTagBytesMax = 8191;

    /// <summary>The parameters of one message.</summary>
    public const int ParametersMax = 15;

    /// <summary>The tokens of one RPL_ISUPPORT: the parameters without the client's name and the text at the end.</summary>
    /// <seealso href="https://modern.ircdocs.horse/#rplisupport-005"/>
    public const int IsupportTokensMax = ParametersMax - 2;
}
