using System.Globalization;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors;

/// <summary>How the raw doors put into words what everybody understands without a protocol.</summary>
internal static class Wording
{
    /// <summary>Stands before what the server itself says. No nick can look so, and every message begins with its speaker.</summary>
    public const string Notice = "*** ";

    /// <summary>What somebody did who reacted to something.</summary>
    public static string Of(Reacted reacted) => reacted.IsTakenBack ? $"takes back the reaction {reacted.Reaction}" : $"reacts with {reacted.Reaction}";

    public static string Of(Refusal refusal) => refusal switch
    {
        NotArrived => "you have not said who you are yet",
        AlreadyArrived => "you have said who you are already",
        NickInvalid(var nick) =>
            $"'{TerminalText.Clean(nick)}' cannot be a nickname: up to {Nick.LengthMax} letters, digits and - _ [ ] \\ ` ^ {{ }} |, no spaces",
        NickTaken(var nick, var by) when nick == by => $"the nickname {nick} is taken",
        NickTaken(var nick, var by) => $"the nickname {nick} looks too much like {by}, who is here",
        NickBanned(var nick, var why) => $"the nickname {nick} is kept out: {why}",
        NickReserved(var nick) => $"the nickname {nick} is reserved",
        NickOwned(var nick, var by) => nick == by.Nick
            ? $"the nickname {nick} belongs to an account; its owner can log in"
            : $"the nickname {nick} looks too much like {by}, which belongs to an account",
        AccountNameInvalid(var name) => $"'{TerminalText.Clean(name)}' cannot be the name of an account: what can be a nickname can",
        AccountTaken(var name) => $"there is, or was, an account {name}, or one that looks so",
        NoSuchAccount(var name) => $"there is no account {TerminalText.Clean(name)}",
        TooManyAccounts(var max) => $"there are {max} accounts already, the most this server keeps",
        LoginFailed => "that is not the name and the password of an account",
        TooManySessions(var max) => $"you are here {max} times already, the most there may be",
        TooManyAttempts => "too many attempts lately; try again in a minute",
        PasswordUnusable(var max) => string.Create(CultureInfo.InvariantCulture, $"that cannot be a password: up to {max} bytes, without control characters"),
        PasswordWeak(var min) => string.Create(CultureInfo.InvariantCulture, $"that is too easily guessed: at least {min} characters, and not the name of the account"),
        NoSuchSession => "you have no other connection of that number",
        NotLoggedIn => "you are not logged in to an account",
        AlreadyLoggedIn(var account) => $"you are logged in as {account}; log out first",
        FingerprintInvalid(var text) => $"'{TerminalText.Clean(text)}' is no fingerprint: 64 hexadecimal digits, the SHA-256 of a certificate",
        CertificateTaken => "another account has that certificate",
        NoSuchCertificate(var fingerprint) => $"your account has no certificate {TerminalText.Clean(fingerprint)}",
        TooManyCertificates(var max) => $"your account has {max} certificates, the most there may be",
        HostInvalid(var host) => $"'{TerminalText.Clean(host)}' cannot be a host: up to {ChangeHost.LengthMax} letters, digits and . - _ : /",
        RoomNameInvalid(var name) =>
            $"'{TerminalText.Clean(name)}' cannot be a room: # and up to {RoomName.LengthMax - 1} characters, no spaces or commas",
        CannotRename(var room, var name) => $"{room} cannot be called '{TerminalText.Clean(name)}'",
        RoomIsCalled(var room, var name) => $"{room} is called {name} now",
        RoomNameTaken(_, var name) => $"there is a room {name} already",
        NoSuchRoom(var room) => $"there is no room {room}",
        NotInRoom(var room) => $"you are not in {room}",
        TooManyJoined(var max) => $"you are in {max} rooms, the most one can be in; leave one first",
        TooManyRooms(var max) => $"there are {max} rooms already, the most this server keeps",
        NoSuchPerson(var nick) => $"nobody here is called {TerminalText.Clean(nick)}",
        TextInvalid => "a message cannot hold line ends or NUL; it was not sent",
        TextEmpty => "there is nothing to send",
        MessageIdInvalid(var max) => string.Create(CultureInfo.InvariantCulture, $"the id of a message is 1 to {max} visible ASCII characters; it was not sent"),
        TextTooLong(var max) => string.Create(CultureInfo.InvariantCulture, $"that is longer than {max} bytes, the most there may be; it was not sent"),
        TooManyLines(var max) => string.Create(CultureInfo.InvariantCulture, $"that has more than {max} lines, the most there may be; it was not sent"),
        LineTooLong(var max) => string.Create(CultureInfo.InvariantCulture, $"a line of more than {max} bytes was not read"),
        BannedFromRoom(var room) => $"you are banned from {room}",
        NeedsInvitation(var room) => $"{room} is for invited people only",
        NeedsKey(var room) => $"{room} needs its key: /join {room} KEY",
        RoomFull(var room) => $"{room} is full",
        NeedsAccount(var room) => $"{room} is for people with an account only",
        NeedsRole(var room, var role) => $"you need to be {Of(role)} in {room} for that",
        RoomOwned(var room, var by) => $"{room} belongs to {by}",
        RoomNotOwned(var room) => $"{room} belongs to nobody",
        RoomIsEverybodys(var room) => $"{room} is everybody's",
        TooManyOwnedRooms(var max) => $"{max} rooms belong to that account already, the most there may be",
        TooManyLastingRoles(var room, var max) => $"{max} people have roles in {room} for good, the most there may be",
        NotAMember(var nick, var room) => $"{nick} is not in {room}",
        AlreadyInRoom(var nick, var room) => $"{nick} is in {room} already",
        RoomIsOpen(var room) => $"{room} is open: just join it",
        CannotSpeak(var room) => $"you cannot speak in {room} now",
        TakesNoMessages(var nick) => $"{nick} takes messages only from people with an account",
        ListFull(var room, _, _) => $"that list of {room} is full",
        MaskInvalid(var mask) => $"'{TerminalText.Clean(mask)}' cannot be a mask",
        ModeArgumentInvalid(_, _, var argument) => $"'{TerminalText.Clean(argument)}' cannot be that",
        CannotSetByHand(var room) => $"that cannot be set by hand in {room}",
        Refusals(var all) => string.Join("; ", all.Select(Of)),
        NoConversation(var nick) => $"you have no conversation with {TerminalText.Clean(nick)}",
        NoSuchMessage => "there is no such message, or no longer",
        CannotRedact => "that is somebody else's message",
        RedactionTooLate(var within) => string.Create(CultureInfo.InvariantCulture, $"messages can be taken back for {within.TotalHours:0.#} hours only"),
        MetadataTargetInvalid(var target) => $"there is nobody, and no room, called {TerminalText.Clean(target)}",
        MetadataKeyInvalid(var key) => $"'{TerminalText.Clean(key)}' cannot be a key: up to {MetadataKey.LengthMax} of a to z, 0 to 9 and _ . / -",
        MetadataValueInvalid(var key) => $"that cannot be the value of {key}: up to {MetadataEntry.ValueBytesMax} bytes, in one line",
        MetadataNotSet(var target, var key) => $"{target} has no {key}",
        CannotSetMetadata(var target, _) => $"what is said of {target} is not for you to set",
        TooMuchMetadata(var target, var max) => $"{target} has {max} keys already, the most there may be",
        MetadataTooFast(_, _, var wait) => string.Create(CultureInfo.InvariantCulture, $"too many changes lately; try again in {Math.Ceiling(wait.TotalSeconds)} seconds"),
        MetadataTooMuchNow(var target, _) => $"there is too much to tell of {target} at once",
        NotOperator => "only the server's operators may do that",
        BannedFromServer(var why) => $"you are banned from this server: {why}",
        NoSuchBan(var mask) => $"there is no ban of {TerminalText.Clean(mask)}",
        HistoryUnreadable(var why) => $"the history cannot be read: {why}",
        NotStored(var why) => $"the server could not store it, so nobody saw it: {why}",
        InternalError => "the server failed to do that; its operator can find out why",
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} has no words yet."),
    };

    /// <summary>A role as one calls it.</summary>
    public static string Of(Roles role) => role.Highest() switch
    {
        Roles.Founder => "founder",
        Roles.Admin => "admin",
        Roles.Operator => "operator",
        Roles.HalfOperator => "half-operator",
        Roles.Voice => "voiced",
        _ => "member",
    };

    /// <summary>What changed about a room, in a sentence: <c>ann made bob operator</c>.</summary>
    public static string Of(ModesChanged changed) => $"{changed.By.Nick} {string.Join(", ", changed.Changes.Select(Of))}";

    /// <summary>That a message was taken back: <c>ann took back a message of bob: spam</c>.</summary>
    public static string Of(Redacted redacted) => redacted.By.Id == redacted.Of.Id
        ? $"{redacted.By.Nick} took back a message{Because(redacted.Reason)}"
        : $"{redacted.By.Nick} took back a message of {redacted.Of.Nick}{Because(redacted.Reason)}";

    private static string Of(ModeChange change) => change switch
    {
        { Who: { } who, IsSet: true } => $"made {who.Nick} {Of(change.Mode.Role())}",
        { Who: { } who } => $"made {who.Nick} {Of(change.Mode.Role())} no longer",
        { Mode: RoomMode.Ban, IsSet: true } => $"banned {change.Argument}",
        { Mode: RoomMode.Ban } => $"unbanned {change.Argument}",
        { Mode: RoomMode.Key, IsSet: true } => "set a key",
        { IsSet: true, Argument: { } argument } => $"set {Of(change.Mode)}: {argument}",
        { IsSet: true } => $"set {Of(change.Mode)}",
        { Argument: { } argument } => $"took away {Of(change.Mode)}: {argument}",
        _ => $"took away {Of(change.Mode)}",
    };

    private static string Of(RoomMode mode) => mode switch
    {
        RoomMode.BanException => "an exception from bans",
        RoomMode.InviteException => "an exception from invitations",
        RoomMode.Key => "the key",
        RoomMode.Limit => "the limit of members",
        RoomMode.Forward => "the room to go to instead",
        RoomMode.InviteOnly => "that one has to be invited",
        RoomMode.Moderated => "that only members with a role may speak",
        RoomMode.NoExternal => "that only members may speak",
        RoomMode.Secret => "that the room is secret",
        RoomMode.TopicLocked => "that only those with a role may set the topic",
        RoomMode.AccountsOnly => "that one needs an account to join",
        RoomMode.AccountsSpeak => "that one needs an account to speak",
        RoomMode.History => "how much history is kept",
        RoomMode.Registered => "that the room belongs to an account",
        RoomMode.NoCtcp => "that CTCP is refused",
        _ => mode.ToString(),
    };

    public static string Because(string? reason) => reason is null ? "" : $": {reason}";

    public static string With(string? reason) => reason is null ? "" : $" ({reason})";
}

/// <summary>More bytes came without a line end than a line may have.</summary>
internal sealed record LineTooLong(int BytesMax) : Refusal;

/// <summary>The server stops: the last that a session hears.</summary>
internal sealed record ServerStopping : Answer;
