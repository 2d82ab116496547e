using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>The tag that names the message that another one answers.</summary>
/// <seealso href="https://ircv3.net/specs/client-tags/reply"/>
internal static class ReplyTag
{
    private const string Name = "+reply";

    /// <summary>What it was called while it was a draft; most clients still know only this.</summary>
    private const string DraftName = "+draft/reply";

    /// <summary>The tags for a stored event that answers another one, for clients of either age.</summary>
    public static IrcTags For(Sequence answered) => IrcTags.Of((Name, MessageId.Of(answered)), (DraftName, MessageId.Of(answered)));

    /// <summary>The event that is answered; null when the tags name none that could be.</summary>
    public static Sequence? Of(IrcTags tags) =>
        MessageId.TryParse(tags[Name] ?? tags[DraftName], out var sequence) ? sequence : null;

    /// <summary>Whether the tags say what is answered.</summary>
    public static bool IsIn(IrcTags tags) => (tags[Name] ?? tags[DraftName]) is not null;
}
