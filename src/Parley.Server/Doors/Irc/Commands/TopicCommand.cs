namespace Parley.Server.Doors.Irc.Commands;

/// <summary>TOPIC: show or change what a room is about.</summary>
internal static class TopicCommand
{
    public static readonly IrcCommand Definition = new(
        "TOPIC", "<channel> [<topic>]", "Show a channel's topic, or set it; an empty one takes it away.",
        "https://modern.ircdocs.horse/#topic-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request) => request.SubmitAsync(request.Parameters.Length > 1
        ? new SetTopic(request.Session.Id, request.Parameters[0], request.Parameters[1])
        : new ShowTopic(request.Session.Id, request.Parameters[0]));
}
