using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>REDACT: take a message back.</summary>
internal static class RedactCommand
{
    public static readonly IrcCommand Definition = new(
        "REDACT", "<target> <msgid> [<reason>]", "Take a message back: one's own, or as a channel operator.",
        "https://ircv3.net/specs/extensions/message-redaction", HandleAsync)
    {
        ParametersMin = 2,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        if (!request.Features.HasFlag(IrcFeatures.MessageRedaction))
        {
            await request.ReplyAsync(Numeric.UnknownCommand, request.Name, "Unknown command");
            return;
        }

        if (await request.AskAsync(new ReadHistory(request.Session.Id, request.Parameters[0])) is not HistoryGranted granted) return;
        if (await FindAsync(request, granted) is { } said) await request.SubmitAsync(new Redact(request.Session.Id, said, request[2]));
        else await request.ReplyAsync(IrcRefusals.Of(new NoSuchMessage(), request));
    }

    private static async ValueTask<Said?> FindAsync(IrcRequest request, HistoryGranted granted)
    {
        if (!MessageId.TryParse(request.Parameters[1], out var place) || place > granted.UpTo) return null;
        try
        {
            var found = await request.Door.History.ReadEventsAsync([place], CancellationToken.None);
            return found is [Said said] && said.History.Contains(granted.Rooms[0].Id) ? said : null;
        }
        catch (EventLogException)
        {
            return null;
        }
    }
}
