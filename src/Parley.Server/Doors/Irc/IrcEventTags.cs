using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>The tags of the lines that show an event or a signal.</summary>
/// <remarks>The server's own come first, so that clients' tags cannot push them beyond the size limit.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/message-tags"/>
internal static class IrcEventTags
{
    private const int TimeLength = 24;

    /// <summary>Writes the tags of the first or only line of an event.</summary>
    /// <param name="writer">Where the line begins.</param>
    /// <param name="happened">The event.</param>
    /// <param name="features">What the recipients understand.</param>
    /// <param name="clientTags">What came along for other clients.</param>
    public static void Write(IrcWriter writer, Event happened, IrcFeatures features, IrcTags clientTags)
    {
        WriteMore(writer, happened, features);
        if (!features.HasFlag(IrcFeatures.MessageTags)) return;

        if (happened is Said or Reacted || happened.History.Length > 0)
        {
            Span<char> id = stackalloc char[MessageId.Length];
            MessageId.Write(happened.Sequence, id);
            writer.Tag("msgid", id);
        }

        if (happened is Said { ReplyTo: { } answered } && !ReplyTag.IsIn(clientTags)) writer.Tags(ReplyTag.For(answered));
        if (happened is Reacted reacted && !ReactionTags.IsIn(clientTags)) writer.Tags(ReactionTags.For(reacted));
        writer.Tags(clientTags);
    }

    /// <summary>Writes the tags of an event's further lines: it has one id, and clients would take the second for a repetition.</summary>
    public static void WriteMore(IrcWriter writer, Event happened, IrcFeatures features) => WriteCommon(writer, happened.By, happened.At, features);

    /// <summary>Writes the tags of a signal's line.</summary>
    public static void Write(IrcWriter writer, TagsSent sent, IrcFeatures features)
    {
        WriteCommon(writer, sent.By, sent.At, features);
        foreach (var tag in sent.Tags) writer.Tag(tag.Name, tag.Value);
    }

    private static void WriteCommon(IrcWriter writer, Identity by, DateTimeOffset at, IrcFeatures features)
    {
        if (features.HasFlag(IrcFeatures.ServerTime))
        {
            Span<char> time = stackalloc char[TimeLength];
            Write(at, time);
            writer.Tag("time", time);
        }

        if (features.HasFlag(IrcFeatures.AccountTag) && by.Account is { } account) writer.Tag("account", account.Value);
        if (features.HasFlag(IrcFeatures.MessageTags) && by.IsBot) writer.Tag("bot", "");
    }

    /// <summary>A time as tags have it: UTC, to the millisecond.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/server-time"/>
    public static string Text(DateTimeOffset at) => string.Create(TimeLength, at, static (text, at) => Write(at, text));

    private static void Write(DateTimeOffset at, Span<char> text)
    {
        Span<char> exact = stackalloc char["2026-05-04T03:02:01.0000000Z".Length];
        at.UtcDateTime.TryFormat(exact, out _, "O", CultureInfo.InvariantCulture);
        exact[..(TimeLength - 1)].CopyTo(text);
        text[^1] = 'Z';
    }
}
