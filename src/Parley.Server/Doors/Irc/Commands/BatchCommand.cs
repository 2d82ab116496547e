using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>BATCH: begin and end a message of several lines.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/client-batch"/>
internal static class BatchCommand
{
    public static readonly IrcCommand Definition = new(
        "BATCH", "+<reference> draft/multiline <target> | -<reference>", "Begin and end a message of several lines.",
        "https://ircv3.net/specs/extensions/multiline", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!MultilineIsOn(request.Features))
        {
            await request.ReplyAsync(Numeric.UnknownCommand, request.Name, "Unknown command");
            return;
        }

        var session = request.Session;
        var reference = request.Parameters[0];
        if (reference.StartsWith('+') && session.Multiline is null or { IsOver: true } && request[1] == MultilineBatch.Type && request[2] is { } target && reference.Length > 1)
        {
            request.IsPostponed = true;
            session.Multiline = new MultilineBatch(request, reference[1..], target);
        }
        else if (reference.StartsWith('-') && session.Multiline is { } batch && batch.Reference == reference[1..])
        {
            session.Multiline = null;
            await batch.EndAsync();
        }
        else
        {
            await request.ReplyAsync(IrcLine.Of("FAIL", "BATCH", "MULTILINE_INVALID", "Invalid multiline batch"));
        }
    }

    /// <summary>Whether a client can send and be sent messages of several lines.</summary>
    public static bool MultilineIsOn(IrcFeatures features) => features.HasFlag(IrcFeatures.Batch | IrcFeatures.Multiline);

    /// <summary>Takes a line that says that it is part of a batch.</summary>
    public static ValueTask AddAsync(IrcRequest line) => line.Session.Multiline is { } batch && batch.Reference == line.Message.Tags["batch"]
        ? batch.AddAsync(line)
        : line.ReplyAsync(IrcLine.Of("FAIL", "BATCH", "MULTILINE_INVALID", "There is no such batch"));
}
