using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>TAGMSG: tags without a text, such as that somebody is typing.</summary>
internal static class TagmsgCommand
{
    public static readonly IrcCommand Definition = new(
        "TAGMSG", "<target>{,<target>}", "Send tags without a text to channels and people.",
        "https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message", HandleAsync);

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Features.HasFlag(IrcFeatures.MessageTags))
        {
            await request.ReplyAsync(Numeric.UnknownCommand, request.Name, "Unknown command");
            return;
        }

        var tags = request.ClientTags.Select(tag => new MessageTag(tag.Key, tag.Value)).ToImmutableArray();
        foreach (var target in await MessageTarget.OfAsync(request))
        {
            var reaction = ReactionTags.Of(request.ClientTags, request.Session.Id, target);
            await request.SubmitAsync(reaction as Command ?? new SendTags(request.Session.Id, target.Name, tags) { Audience = target.Audience });
        }
    }
}
