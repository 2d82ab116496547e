namespace Parley.Server.Doors.Plain;

/// <summary>/room: the current room belongs to somebody.</summary>
internal static class PlainRoomCommand
{
    private const string Usage = "/room register | drop | give ACCOUNT | role ACCOUNT admin, operator, half-operator, voiced or none | up | info";

    public static async ValueTask<Goodbye?> RunAsync(PlainSession session, string text)
    {
        if (session.CurrentRoom.Length == 0) await session.ReplyAsync(new InNoRoom());
        else if (Of(session.Id, session.CurrentRoom, text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { } command) await session.SubmitAsync(command);
        else await session.ReplyAsync(new WrongUsage(Usage));
        return null;
    }

    private static Command? Of(SessionId session, string room, string[] words) => words switch
    {
        ["register"] => new RegisterRoom(session, room),
        ["drop"] => new UnregisterRoom(session, room),
        ["give", var account] => new TransferRoom(session, room, account),
        ["role", var account, var role] when RoleOf(role) is { } roles => new SetLastingRoles(session, room, account, roles),
        ["up"] => new TakeLastingRoles(session, room),
        ["info"] => new ShowRegistration(session, room),
        _ => null,
    };

    private static Roles? RoleOf(string word)
    {
        if (word == "none") return Roles.None;
        foreach (var role in (ReadOnlySpan<Roles>)[Roles.Admin, Roles.Operator, Roles.HalfOperator, Roles.Voice])
        {
            if (Wording.Of(role) == word) return role;
        }

        return null;
    }
}
