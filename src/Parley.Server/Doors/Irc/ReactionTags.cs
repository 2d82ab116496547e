using System.Text;
using Parley.Irc;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>The tags with which clients react to a message, and take that back.</summary>
/// <seealso href="https://ircv3.net/specs/client-tags/react"/>
internal static class ReactionTags
{
    private const string React = "+draft/react";
    private const string Unreact = "+draft/unreact";

    /// <summary>What the tags ask for; null when they are no reaction to something stored, or one that is too long to store.</summary>
    public static React? Of(IrcTags tags, SessionId session, MessageTarget target)
    {
        var reaction = tags[React] ?? tags[Unreact];
        if (ReplyTag.Of(tags) is not { } to || string.IsNullOrWhiteSpace(reaction) || Encoding.UTF8.GetByteCount(reaction) > Parley.React.BytesMax)
            return null;
        return new React(session, target.Name, to, reaction) { IsTakenBack = tags[React] is null, Audience = target.Audience };
    }

    /// <summary>The tags of a stored reaction.</summary>
    public static IrcTags For(Reacted reacted) => IrcTags.Of((reacted.IsTakenBack ? Unreact : React, reacted.Reaction)).Plus(ReplyTag.For(reacted.To));

    /// <summary>Whether the tags say it already.</summary>
    public static bool IsIn(IrcTags tags) => (tags[React] ?? tags[Unreact]) is not null;
}
