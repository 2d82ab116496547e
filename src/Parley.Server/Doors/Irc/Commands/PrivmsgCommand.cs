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
    public static ValueTask HandleAsync(IrcRequest request, MessageKind kind)
    {
        if (request[0] is not null && request[1] is null) return request.RefuseAsync(Numeric.NoTextToSend, "No text to send");

        var text = request[1] ?? "";
        return MessageTarget.OnlyOf(request) is { } only ? SendAsync(request, only, kind, text) : SendToAllAsync(request, kind, text);
    }

    /// <summary>Says a text to a target, with what the request's tags say beside it.</summary>
    /// <remarks>
    /// As much as fits into the line that others get, where the sender's name stands too. It is cut before it is stored, so that
    /// everybody sees the same through whichever door; and the sender is told. What is said as several lines is not cut.
    /// </remarks>
    public static ValueTask SayAsync(IrcRequest request, MessageTarget target, MessageKind kind, string text, bool hasLines = false)
    {
        if (!hasLines && kind == MessageKind.Message && CtcpMessage.TryParse(text, out var ctcp) && ctcp is { IsAction: true, Text.Length: > 0 })
            (kind, text) = (MessageKind.Action, ctcp.Text);

        var replyTo = ReplyTag.Of(request.ClientTags);
        var id = MessageIdTag.Of(request);
        var fitting = hasLines ? text : IrcText.Cut(text, Math.Max(1, IrcRendering.RoomFor(request.Session.SourceBytes, target.Text, kind)));
        Command said = target.IsRoom
            ? new Say(request.Session.Id, target.Name, kind, fitting) { Audience = target.Audience, ReplyTo = replyTo, HasLines = hasLines, ClientId = id }
            : new Tell(request.Session.Id, target.Name, kind, fitting) { ReplyTo = replyTo, HasLines = hasLines, ClientId = id };
        var isCut = fitting.Length < text.Length;
        return isCut || id is not null ? AskAsync(request, said, isCut && kind != MessageKind.Notice ? target : null) : request.SubmitAsync(said);
    }

    private static async ValueTask SendToAllAsync(IrcRequest request, MessageKind kind, string text)
    {
        foreach (var target in await MessageTarget.OfAsync(request)) await SendAsync(request, target, kind, text);
    }

    private static ValueTask SendAsync(IrcRequest request, MessageTarget target, MessageKind kind, string text) =>
        IrcService.Find(target.Name) is not { } service ? SayAsync(request, target, kind, text)
        : kind == MessageKind.Notice ? default
        : service.RunAsync(request, text);

    /// <summary>Says what needs an answer: it may have been said already, or it was cut, and the sender learns that.</summary>
    private static async ValueTask AskAsync(IrcRequest request, Command said, MessageTarget? cutFor)
    {
        var reply = await request.AskAsync(said);
        if (reply is SaidAlready(var message)) await ShowAgainAsync(request, message);
        if (cutFor is { } target && reply is not Refusal) await request.ReplyAsync(WasCut(request, target.Text));
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
