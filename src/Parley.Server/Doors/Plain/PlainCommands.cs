using System.Collections.Frozen;

namespace Parley.Server.Doors.Plain;

/// <summary>One command of the plain door.</summary>
/// <param name="Name">Without the slash, in lower case.</param>
/// <param name="Usage">What stands behind the name.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="WordsMin">How many words it needs at least.</param>
/// <param name="RunAsync">Does it; the argument is the rest of the line, without spaces around it.</param>
internal sealed record PlainCommand(
    string Name, string Usage, string Help, int WordsMin, Func<PlainSession, string, ValueTask<Goodbye?>> RunAsync);

/// <summary>The commands of the plain door: one list, from which <c>/help</c> is made too.</summary>
internal static class PlainCommands
{
    public static IReadOnlyList<PlainCommand> All { get; } =
    [
        new("nick", "NAME", "be called NAME", 1, (session, name) => Submit(session, new ChangeNick(session.Id, name))),
        new("join", "ROOM [KEY]", "enter a room and speak there from now on", 1, async (session, room) =>
        {
            var (name, key) = Split(room);
            await session.AskAsync(new Join(session.Id, Room(name), key.Length == 0 ? null : key));
            await session.History.ShowLastAsync();
            return null;
        }),
        new("part", "[ROOM] [REASON]", "leave a room", 0, async (session, rest) =>
        {
            var (room, reason) = rest.StartsWith('#') ? Split(rest) : (session.CurrentRoom, rest);
            await session.AskAsync(new Part(session.Id, room, reason));
            return null;
        }),
        new("rooms", "", "list the rooms", 0, (session, _) => Submit(session, new ListRooms(session.Id))),
        new("who", "[ROOM]", "list who is in a room", 0, (session, room) =>
            Submit(session, new ListMembers(session.Id, room.Length == 0 ? session.CurrentRoom : Room(room)))),
        new("msg", "NAME TEXT", "say something to one person only", 2, (session, rest) =>
        {
            var (nick, text) = Split(rest);
            return Submit(session, new Tell(session.Id, nick, MessageKind.Message, text));
        }),
        new("me", "TEXT", "say what you do: * bob waves", 1, async (session, text) =>
        {
            await session.SayAsync(MessageKind.Action, text);
            return null;
        }),
        new("topic", "[TEXT | -]", "show the room's topic, set it, or take it away", 0, (session, text) => text switch
        {
            "" => Submit(session, new ShowTopic(session.Id, session.CurrentRoom)),
            "-" => Submit(session, new SetTopic(session.Id, session.CurrentRoom, "")),
            _ => Submit(session, new SetTopic(session.Id, session.CurrentRoom, text)),
        }),
        new("history", "[ROOM | NAME] [COUNT] [since TIME] [ids]", "read what was said before", 0, async (session, words) =>
        {
            await session.History.ShowAsync(words);
            return null;
        }),
        new("more", "", "read what was said before that", 0, async (session, _) =>
        {
            await session.History.ShowMoreAsync();
            return null;
        }),
        new("search", "WORDS", "find what was said, in all you may read", 1, async (session, words) =>
        {
            await session.History.SearchAsync(words);
            return null;
        }),
        new("redact", "[NAME | ID] [REASON]", "take back what you, or NAME, said last, or any message", 0, async (session, words) =>
        {
            var (which, reason) = Split(words);
            await session.History.RedactAsync(which, reason);
            return null;
        }),
        new("erase", "PASSWORD", "have all erased that you ever said with your account", 1, async (session, password) =>
        {
            await session.Accounts.EraseAsync(session, password);
            return null;
        }),
        new("register", "PASSWORD", "make an account that keeps your nickname", 1, async (session, password) =>
        {
            await session.Accounts.RegisterAsync(session, await session.Accounts.NickOfAsync(session) ?? "", password);
            return null;
        }),
        new("login", "[ACCOUNT[@DEVICE]] PASSWORD", "log in to your account", 1, async (session, rest) =>
        {
            var (account, password) = Split(rest);
            if (password.Length == 0) (account, password) = (await session.Accounts.NickOfAsync(session) ?? "", account);
            await session.Accounts.LogInAsync(session, account, password);
            return null;
        }),
        new("logout", "", "be a guest again", 0, (session, _) => Submit(session, new LogOut(session.Id))),
        new("password", "CURRENT NEW", "change the password of your account", 2, async (session, rest) =>
        {
            var (current, next) = Split(rest);
            await session.Accounts.ChangePasswordAsync(session, current, next);
            return null;
        }),
        new("stay", "on | off", "stay in your rooms while you are not connected", 1, async (session, word) =>
        {
            if (word.ToLowerInvariant() is "on" or "off") return await Submit(session, new ChangeAccountSettings(session.Id) { AlwaysOn = word.Equals("on", StringComparison.OrdinalIgnoreCase) });
            await session.ReplyAsync(new WrongUsage("/stay on | off"));
            return null;
        }),
        new("drop", "PASSWORD", "have your account removed; nobody can have its name again", 1, async (session, password) =>
        {
            await session.Accounts.DropAsync(session, password);
            return null;
        }),
        new("room", "register | info | role | …", "have a room of your own, and lasting roles there", 0, PlainRoomCommand.RunAsync),
        new("help", "", "list the commands", 0, async (session, _) =>
        {
            await session.ReplyAsync(new Help());
            return null;
        }),
        new("quit", "[REASON]", "leave", 0, (_, reason) => new(new Goodbye(reason.Length == 0 ? null : reason))),
    ];

    private static readonly FrozenDictionary<string, PlainCommand> ByName = All.ToFrozenDictionary(command => command.Name);

    /// <summary>Runs a line that begins with a slash.</summary>
    public static async ValueTask<Goodbye?> RunAsync(PlainSession session, string line)
    {
        var (name, rest) = Split(line[1..]);
        if (!ByName.TryGetValue(name.ToLowerInvariant(), out var command))
        {
            await session.ReplyAsync(new UnknownCommand(name));
            return null;
        }

        if (rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < command.WordsMin)
        {
            await session.ReplyAsync(new WrongUsage($"/{command.Name} {command.Usage}"));
            return null;
        }

        return await command.RunAsync(session, rest);
    }

    private static async ValueTask<Goodbye?> Submit(PlainSession session, Command command)
    {
        await session.SubmitAsync(command);
        return null;
    }

    private static string Room(string name) => name.StartsWith('#') ? name : "#" + name;

    private static (string Word, string Tail) Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }
}

/// <summary>No command has this name.</summary>
internal sealed record UnknownCommand(string Name) : Refusal;

/// <summary>The command needs something else behind its name.</summary>
internal sealed record WrongUsage(string Usage) : Refusal;

/// <summary>The list of commands.</summary>
internal sealed record Help : Answer;
