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
        var targets = request.List(0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (targets.Length == 0)
        {
            await request.RefuseAsync(Numeric.NoRecipient, $"No recipient given ({request.Name})");
            return;
        }

        if (request[1] is not { } text)
        {
            await request.RefuseAsync(Numeric.NoTextToSend, "No text to send");
            return;
        }

        if (kind == MessageKind.Message && CtcpMessage.TryParse(text, out var ctcp) && ctcp is { IsAction: true, Text.Length: > 0 })
            (kind, text) = (MessageKind.Action, ctcp.Text);

        if (targets.Length > Isupport.MessageTargetsMax)
        {
            await request.RefuseAsync(Numeric.TooManyTargets, targets[^1], $"Too many targets; at most {Isupport.MessageTargetsMax}");
            return;
        }

        foreach (var target in targets)
        {
            if (IrcService.Find(target) is not { } service) await request.SubmitAsync(To(request, target, kind, text));
            else if (kind != MessageKind.Notice) await service.RunAsync(request, text);
        }
    }

    private static Command To(IrcRequest request, string target, MessageKind kind, string text)
    {
        var room = target.TrimStart(ModeLetters.PrefixSymbols.ToCharArray());
        if (!room.StartsWith('#')) return new Tell(request.Session.Id, target, kind, text);

        var audience = target[..^room.Length] is { Length: > 0 } symbols
            ? symbols.Select(ModeLetters.RoleOf).Aggregate((least, role) => (Roles)Math.Min((int)least, (int)role))
            : Roles.None;
        return new Say(request.Session.Id, room, kind, text) { Audience = audience };
    }
}
