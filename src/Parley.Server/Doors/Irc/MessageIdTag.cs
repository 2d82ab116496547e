namespace Parley.Server.Doors.Irc;

/// <summary>The tag in which a client gives a message an id of its own, so that it can send it again without saying it twice.</summary>
/// <remarks>Specified in docs/protocol/message-id.md.</remarks>
internal static class MessageIdTag
{
    /// <summary>The tag, and the capability.</summary>
    public const string Name = "parley/message-id";

    /// <summary>The id of what a request says; null when it has none.</summary>
    public static string? Of(IrcRequest request) => request.Features.HasFlag(IrcFeatures.MessageId) ? request.Message.Tags[Name] : null;
}

/// <summary>What was said already when it was sent again, as it was then.</summary>
internal sealed record SaidAgain(Said Said) : Answer;
