using System.Globalization;

namespace Parley.Server.Doors;

/// <summary>How the raw doors put into words what everybody understands without a protocol.</summary>
internal static class Wording
{
    /// <summary>Stands before what the server itself says. No nick can look so, and every message begins with its speaker.</summary>
    public const string Notice = "*** ";

    public static string Of(Refusal refusal) => refusal switch
    {
        NotArrived => "you have not said who you are yet",
        AlreadyArrived => "you have said who you are already",
        NickInvalid(var nick) =>
            $"'{TerminalText.Clean(nick)}' cannot be a nickname: up to {Nick.LengthMax} letters, digits and - _ [ ] \\ ` ^ {{ }} |, no spaces",
        NickTaken(var nick, var by) when nick == by => $"the nickname {nick} is taken",
        NickTaken(var nick, var by) => $"the nickname {nick} looks too much like {by}, who is here",
        NickReserved(var nick) => $"the nickname {nick} is reserved",
        RoomNameInvalid(var name) =>
            $"'{TerminalText.Clean(name)}' cannot be a room: # and up to {RoomName.LengthMax - 1} characters, no spaces or commas",
        NoSuchRoom(var room) => $"there is no room {room}",
        NotInRoom(var room) => $"you are not in {room}",
        TooManyJoined(var max) => $"you are in {max} rooms, the most one can be in; leave one first",
        TooManyRooms(var max) => $"there are {max} rooms already, the most this server keeps",
        NoSuchPerson(var nick) => $"nobody here is called {TerminalText.Clean(nick)}",
        TextInvalid => "a message cannot hold line ends or NUL; it was not sent",
        TextEmpty => "there is nothing to send",
        TextTooLong(var max) => string.Create(CultureInfo.InvariantCulture, $"that is longer than {max} bytes, the most there may be; it was not sent"),
        LineTooLong(var max) => string.Create(CultureInfo.InvariantCulture, $"a line of more than {max} bytes was not read"),
        NotStored(var why) => $"the server could not store it, so nobody saw it: {why}",
        InternalError => "the server failed to do that; its operator can find out why",
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no words yet."),
    };

    public static string With(string? reason) => reason is null ? "" : $" ({reason})";
}

/// <summary>More bytes came without a line end than a line may have.</summary>
internal sealed record LineTooLong(int BytesMax) : Refusal;

/// <summary>The server stops: the last that a session hears.</summary>
internal sealed record ServerStopping : Answer;
