using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>The tags of the lines that show an event or a signal.</summary>
/// <remarks>The server's own come first, so that clients' tags cannot push them beyond the size limit.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/message-tags"/>
internal static class IrcEventTags
{
    /// <summary>The tags of the first or only line of an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="features">What the recipients understand.</param>
    /// <param name="clientTags">What came along for other clients.</param>
    public static IrcTags Of(Event happened, IrcFeatures features, IrcTags clientTags)
    {
        if (features == IrcFeatures.None) return IrcTags.Empty;

        var tags = Common(happened.By, happened.At, features);
        if (!features.HasFlag(IrcFeatures.MessageTags)) return tags;
        if (happened is Said or Reacted || happened.History.Length > 0) tags = tags.Plus(IrcTags.Of(("msgid", MessageId.Of(happened.Sequence))));
        if (happened is Said { ReplyTo: { } answered } && !ReplyTag.IsIn(clientTags)) tags = tags.Plus(ReplyTag.For(answered));
        if (happened is Reacted reacted && !ReactionTags.IsIn(clientTags)) tags = tags.Plus(ReactionTags.For(reacted));
        return tags.Plus(clientTags);
    }

    /// <summary>The tags of an event's further lines: it has one id, and clients would take the second for a repetition.</summary>
    public static IrcTags OfMore(Event happened, IrcFeatures features) =>
        features == IrcFeatures.None ? IrcTags.Empty : Common(happened.By, happened.At, features);

    /// <summary>The tags of a signal's line.</summary>
    public static IrcTags Of(TagsSent sent, IrcFeatures features) =>
        Common(sent.By, sent.At, features).Plus(IrcTags.Of([.. sent.Tags.Select(tag => (tag.Name, tag.Value))]));

    private static IrcTags Common(Identity by, DateTimeOffset at, IrcFeatures features)
    {
        var tags = new List<(string, string)>();
        if (features.HasFlag(IrcFeatures.ServerTime)) tags.Add(("time", Text(at)));
        if (features.HasFlag(IrcFeatures.AccountTag) && by.Account is { } account) tags.Add(("account", account.Value));
        if (features.HasFlag(IrcFeatures.MessageTags) && by.IsBot) tags.Add(("bot", ""));
        return tags.Count == 0 ? IrcTags.Empty : IrcTags.Of([.. tags]);
    }

    /// <summary>A time as tags have it: UTC, to the millisecond.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/server-time"/>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
