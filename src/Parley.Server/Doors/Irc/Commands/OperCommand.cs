using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>OPER: prove that one runs the server.</summary>
internal static class OperCommand
{
    public static readonly IrcCommand Definition = new(
        "OPER", "<name> <password>", "Become an operator of the server.", "https://modern.ircdocs.horse/#oper-message", HandleAsync)
    {
        ParametersMin = 2,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var hash = request.Door.Options.Operators.TryGetValue(request.Parameters[0], out var known) ? known : null;

        // A hash is computed in either case, so that the time does not tell whether the name exists.
        if (await request.Door.Accounts.Gate.TryHashAsync(request.Session, hash, request.Parameters[1]) is { } refusal)
        {
            await request.ReplyAsync(Numeric.PasswdMismatch, refusal is LoginFailed ? "Password incorrect" : $"Password not checked: {Wording.Of(refusal)}");
            return;
        }

        // Who is one already hears so; for others the change itself says it.
        await request.QueryAsync((_, person) => person.IsOperator ? [IrcLine.Of(Numeric.YoureOper, "You are an IRC operator")] : []);
        await request.SubmitAsync(new BecomeOperator(request.Session.Id));
    }
}
