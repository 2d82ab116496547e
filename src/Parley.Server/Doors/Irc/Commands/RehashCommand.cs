using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>REHASH: read the settings and certificates again.</summary>
internal static class RehashCommand
{
    public static readonly IrcCommand Definition = new(
        "REHASH", "", "Read the settings and the certificates again.", "https://modern.ircdocs.horse/#rehash-message", HandleAsync)
    {
        IsForOperators = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var isOperator = await request.AskAsync(new Query(request.Session.Id, (_, person) => person?.IsOperator == true ? null : new NotOperator())) is null;
        if (!isOperator) return;
        await request.ReplyAsync(Numeric.Rehashing, "parley.json", "Rehashing");
        request.Door.RequestReload();
    }
}
