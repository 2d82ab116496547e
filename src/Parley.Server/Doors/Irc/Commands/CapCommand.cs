using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>CAP: which capabilities there are, and to use some.</summary>
internal static class CapCommand
{
    public static readonly IrcCommand Definition = new(
        "CAP", "LS [302] | LIST | REQ :<capabilities> | END", "Negotiate capabilities.",
        "https://ircv3.net/specs/extensions/capability-negotiation", HandleAsync)
    {
        ParametersMin = 1,
        IsForNewcomers = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var registration = request.Session.Registration;
        switch (request.Parameters[0].ToUpperInvariant())
        {
            case "LS":
                registration.IsNegotiating = !registration.IsComplete;
                await AnswerAsync(request, "LS", "");
                break;
            case "LIST":
                await AnswerAsync(request, "LIST", "");
                break;
            case "REQ":
                registration.IsNegotiating = !registration.IsComplete;
                await AnswerAsync(request, request[1] is null ? "ACK" : "NAK", request[1] ?? "");
                break;
            case "END":
                registration.IsNegotiating = false;
                await RegistrationCommands.TryCompleteAsync(request);
                break;
            default:
                await request.ReplyAsync(Numeric.InvalidCapCmd, request.Parameters[0], "Invalid CAP command");
                break;
        }
    }

    private static ValueTask AnswerAsync(IrcRequest request, string subcommand, string text) =>
        request.ReplyAsync(new IrcLine("CAP", [subcommand, text], IsNumeric: true));
}
