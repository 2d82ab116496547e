using Parley.Irc;
using Parley.Server.Doors.Irc.Services;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>PRIVMSG: say something to rooms and people.</summary>
internal static class PrivmsgCommand
{
    public static readonly IrcCommand Definition = new(
        "PRIVMSG", "<target>{,<target>} <text>", "Say something to channels and people.",
        "https://modern.ircdocs.horse/#privmsg-message", request => HandleAsync(request, MessageKind.Message))
    {
        // What is missing has numerics of its own.
        ParametersMin = 0,
    };

    /// <summary>Sends to each target; NOTICE does the same, and answers nothing.</summary>
    public static async ValueTask HandleAsync(IrcRequest request, MessageKind kind)
    {
        if (request[0] is not null && request[1] is null)
        {
            await request.RefuseAsync(Numeric.NoTextToSend, "No text to send");
            return;
        }

        var text = request[1] ?? "";
        foreach (var target in await MessageTarget.OfAsync(request))
        {
            if (IrcService.Find(target.Name) is not { } service) await SayAsync(request, target, kind, text);
            else if (kind != MessageKind.Notice) await service.RunAsync(request, text);
        }
    }

    /// <summary>Says a text to a target, with what the request's tags say beside it.</summary>
    /// <remarks>
    /// As much as fits into the line that others get, where the sender's name stands too. It is cut before it is stored, so that
    /// everybody sees the same through whichever door; and the sender is told. What is said as several lines is not cut.
    /// </remarks>
    public static async ValueTask SayAsync(IrcRequest request, MessageTarget target, MessageKind kind, string text, bool hasLines = false)
    {
        if (!hasLines && kind == MessageKind.Message && CtcpMessage.TryParse(text, out var ctcp) && ctcp is { IsAction: true, Text.Length: > 0 })
            (kind, text) = (MessageKind.Action, ctcp.Text);

        var replyTo = ReplyTag.Of(request.ClientTags);
        var id = MessageIdTag.Of(request);
        var fitting = hasLines ? text : IrcText.Cut(text, Math.Max(1, IrcRendering.RoomFor(request.Session.Who!, target.Text, kind)));
        Command said = target.IsRoom
            ? new Say(request.Session.Id, target.Name, kind, fitting) { Audience = target.Audience, ReplyTo = replyTo, HasLines = hasLines, ClientId = id }
            : new Tell(request.Session.Id, target.Name, kind, fitting) { ReplyTo = replyTo, HasLines = hasLines, ClientId = id };
        if (fitting.Length == text.Length && id is null)
        {
            await request.SubmitAsync(said);
            return;
        }

        var reply = await request.AskAsync(said);
        if (reply is SaidAlready(var message)) await ShowAgainAsync(request, message);
        if (fitting.Length < text.Length && reply is not Refusal && kind != MessageKind.Notice)
            await request.ReplyAsync(WasCut(request, target.Text));
    }

    private static IrcLine WasCut(IrcRequest request, string target) => request.Features.HasFlag(IrcFeatures.StandardReplies)
        ? IrcLine.Of("WARN", request.Name, "TEXT_CUT", target, "The end of your message did not fit into a line and was cut off")
        : IrcLine.Notice($"The end of your message to {target} did not fit into a line and was cut off");

    /// <summary>Answers what was said already as it was answered then.</summary>
    private static async ValueTask ShowAgainAsync(IrcRequest request, Sequence message)
    {
        try
        {
            if (await request.Door.History.ReadEventsAsync([message], CancellationToken.None) is [Said { IsErased: false } said])
                await request.ReplyAsync(new SaidAgain(said));
        }
        catch (EventLogException)
        {
            // The log cannot be read now: no answer comes, as none came the first time.
        }
    }
}
