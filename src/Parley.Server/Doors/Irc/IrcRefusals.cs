using Parley.Irc;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors.Irc;

/// <summary>Refusals as the numerics that the specification names, or as standard replies where it names none.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/standard-replies"/>
internal static class IrcRefusals
{
    public static IrcLine Of(Refusal refusal, IrcRequest? request) => request?.Name switch
    {
        "AUTHENTICATE" => OfLogin(refusal, request),
        "REGISTER" => OfRegistration(refusal, request),
        _ => OfAnything(refusal, request),
    };

    /// <seealso href="https://ircv3.net/specs/extensions/sasl-3.1#numerics-used-by-this-extension"/>
    private static IrcLine OfLogin(Refusal refusal, IrcRequest request) => refusal switch
    {
        LoginFailed => IrcLine.Of(Numeric.SaslFail, "SASL authentication failed"),
        AlreadyLoggedIn(var account) => IrcLine.Of(Numeric.SaslAlready, $"You are logged in as {account} already"),
        TooManyAttempts or TooManySessions => IrcLine.Of(Numeric.SaslFail, $"SASL authentication failed: {Wording.Of(refusal)}"),
        _ => OfAnything(refusal, request),
    };

    /// <seealso href="https://ircv3.net/specs/extensions/account-registration"/>
    private static IrcLine OfRegistration(Refusal refusal, IrcRequest request)
    {
        return refusal switch
        {
            AccountNameInvalid or NickReserved => Fail("BAD_ACCOUNT_NAME"),
            AccountTaken or NickTaken or NickOwned => Fail("ACCOUNT_EXISTS"),
            AlreadyLoggedIn => Fail("ALREADY_AUTHENTICATED"),
            PasswordWeak => Fail("WEAK_PASSWORD"),
            PasswordUnusable => Fail("UNACCEPTABLE_PASSWORD"),
            TooManyAttempts or TooManyAccounts or NotStored => Fail("TEMPORARILY_UNAVAILABLE"),
            _ => OfAnything(refusal, request),
        };

        IrcLine Fail(string code) => IrcLine.Of("FAIL", "REGISTER", code, IrcRequest.Word(request[0] ?? "*"), Wording.Of(refusal));
    }

    private static IrcLine OfAnything(Refusal refusal, IrcRequest? request) => refusal switch
    {
        NoSuchRoom or RoomNameInvalid or NotInRoom or NoSuchPerson when request?.Name is "MARKREAD" =>
            IrcLine.Of("FAIL", "MARKREAD", "INVALID_PARAMS", IrcRequest.Word(request[0] ?? "*"), "Invalid parameters"),
        NotLoggedIn when request?.Name is "MARKREAD" =>
            IrcLine.Of("FAIL", "MARKREAD", "INTERNAL_ERROR", IrcRequest.Word(request[0] ?? "*"), "The read timestamp could not be set: you are not logged in to an account"),
        CannotRename(var room, var name) => IrcLine.Of("FAIL", "RENAME", "CANNOT_RENAME", room.Value, IrcRequest.Word(name), "The channel cannot be renamed"),
        RoomIsCalled(var room, var name) => IrcLine.Of("FAIL", "JOIN", "CHANNEL_RENAMED", room.Value, name.Value, "The channel has been renamed"),
        RoomNameTaken(var room, var name) => IrcLine.Of("FAIL", "RENAME", "CHANNEL_NAME_IN_USE", room.Value, name.Value, "The channel name is already taken"),
        NotArrived => IrcLine.Of(Numeric.NotRegistered, "You have not registered"),
        AlreadyArrived => IrcLine.Of(Numeric.AlreadyRegistered, "You may not reregister"),
        NickInvalid(var nick) => IrcLine.Of(Numeric.ErroneusNickname, IrcRequest.Word(nick), "Erroneous nickname"),
        NickTaken(var nick, _) => IrcLine.Of(Numeric.NicknameInUse, nick.Value, "Nickname is already in use"),
        NickReserved(var nick) => IrcLine.Of(Numeric.ErroneusNickname, nick.Value, "That nickname is reserved"),
        NickBanned(var nick, var why) => IrcLine.Of(Numeric.ErroneusNickname, nick.Value, $"That nickname is kept out: {why}"),
        NickOwned(var nick, var by) => IrcLine.Of(Numeric.NicknameInUse, nick.Value, $"Nickname belongs to the account {by}; its owner can log in"),
        NoSuchRoom or NotInRoom or RoomNameInvalid when request?.Name is "CHATHISTORY" => IrcLine.Of(
            "FAIL", "CHATHISTORY", "INVALID_TARGET", IrcRequest.Word(request.Parameters[0]), IrcRequest.Word(request.Parameters[1]), "Messages could not be retrieved"),
        NoSuchRoom or NotInRoom or RoomNameInvalid or NoConversation when request?.Name is "REDACT" => IrcLine.Of(
            "FAIL", "REDACT", "INVALID_TARGET", Redacted(request, 0), $"You cannot delete messages from {Redacted(request, 0)}"),
        NoSuchMessage when request?.Name is "REDACT" => IrcLine.Of(
            "FAIL", "REDACT", "UNKNOWN_MSGID", Redacted(request, 0), Redacted(request, 1), "This message does not exist or is too old"),
        CannotRedact when request?.Name is "REDACT" => IrcLine.Of(
            "FAIL", "REDACT", "REDACT_FORBIDDEN", Redacted(request, 0), Redacted(request, 1), "You are not authorised to delete this message"),
        RedactionTooLate(var within) when request?.Name is "REDACT" => IrcLine.Of(
            "FAIL", "REDACT", "REDACT_WINDOW_EXPIRED", Redacted(request, 0), Redacted(request, 1), IrcLines.Text((long)within.TotalSeconds), "You can no longer delete this message"),
        HostInvalid(var host) => Standard(request, "INVALID_HOST", IrcRequest.Word(host), "That cannot be a host"),
        RoomNameInvalid(var name) => IrcLine.Of(Numeric.NoSuchChannel, IrcRequest.Word(name), "No such channel"),
        NoSuchRoom(var room) => IrcLine.Of(Numeric.NoSuchChannel, room.Value, "No such channel"),
        NotInRoom(var room) when request?.Name is "PRIVMSG" or "TAGMSG" or "BATCH" => IrcLine.Of(Numeric.CannotSendToChan, room.Value, "Cannot send to channel"),
        NotInRoom(var room) => IrcLine.Of(Numeric.NotOnChannel, room.Value, "You're not on that channel"),
        TooManyJoined => IrcLine.Of(Numeric.TooManyChannels, request?[0] ?? "*", "You have joined too many channels"),
        TooManyRooms => IrcLine.Of(Numeric.TooManyChannels, request?[0] ?? "*", "There are too many channels"),
        NoSuchPerson(var nick) => IrcLine.Of(Numeric.NoSuchNick, IrcRequest.Word(nick), "No such nick/channel"),
        TextTooLong or TooManyLines or TextInvalid or TextEmpty when request?.Name == "BATCH" => IrcLine.Of("FAIL", "BATCH", "MULTILINE_INVALID", "Invalid multiline batch"),
        TextInvalid => IrcLine.Of(Numeric.UnknownError, request?.Name ?? "*", "A text cannot hold line ends or NUL"),
        MessageIdInvalid => IrcLine.Of("FAIL", request?.Name ?? "*", "INVALID_MESSAGE_ID", "Invalid message id"),
        TextTooLong or TextEmpty when request?.Name is "SETNAME" => IrcLine.Of("FAIL", "SETNAME", "INVALID_REALNAME", "Realname is not valid"),
        TextEmpty => IrcLine.Of(Numeric.NoTextToSend, "No text to send"),
        TextTooLong(var max) => IrcLine.Of(Numeric.InputTooLong, $"That is longer than {IrcLines.Text(max)} bytes"),
        BannedFromRoom(var room) => IrcLine.Of(Numeric.BannedFromChan, room.Value, "Cannot join channel (+b)"),
        NeedsInvitation(var room) => IrcLine.Of(Numeric.InviteOnlyChan, room.Value, "Cannot join channel (+i)"),
        NeedsKey(var room) => IrcLine.Of(Numeric.BadChannelKey, room.Value, "Cannot join channel (+k)"),
        RoomFull(var room) => IrcLine.Of(Numeric.ChannelIsFull, room.Value, "Cannot join channel (+l)"),
        NeedsAccount(var room) => IrcLine.Of(Numeric.NeedReggedNick, room.Value, "Cannot join channel (+R)"),
        NeedsRole(var room, _) => IrcLine.Of(Numeric.ChanOPrivsNeeded, room.Value, "You're not channel operator"),
        NotAMember(var nick, var room) => IrcLine.Of(Numeric.UserNotInChannel, nick.Value, room.Value, "They aren't on that channel"),
        AlreadyInRoom(_, var room) when request?.Name is "KNOCK" => IrcLine.Of(Numeric.KnockOnChan, room.Value, "You're already on that channel"),
        AlreadyInRoom(var nick, var room) => IrcLine.Of(Numeric.UserOnChannel, nick.Value, room.Value, "is already on channel"),
        RoomIsOpen(var room) => IrcLine.Of(Numeric.ChanOpen, room.Value, "Channel is open"),
        CannotSpeak(var room) when request?.Name is "KNOCK" => IrcLine.Of(Numeric.CannotKnock, room.Value, "Cannot knock (you are banned)"),
        CannotSpeak(var room) => IrcLine.Of(Numeric.CannotSendToChan, room.Value, "Cannot send to channel"),
        TakesNoMessages(var nick) => IrcLine.Of(Numeric.NeedReggedNick, nick.Value, "They take messages only from people with an account (+R)"),
        ListFull(var room, var list, var mask) => IrcLine.Of(Numeric.BanListFull, room.Value, mask, $"Channel list +{ModeLetters.Of(list)} is full"),
        MaskInvalid(var mask) => IrcLine.Of(Numeric.BadMask, IrcRequest.Word(mask), "Bad mask"),
        ModeArgumentInvalid(var room, RoomMode.Key, _) => IrcLine.Of(Numeric.InvalidKey, room.Value, "Key is not well-formed"),
        ModeArgumentInvalid(var room, var mode, var argument) =>
            IrcLine.Of(Numeric.InvalidModeParam, room.Value, ModeLetters.Of(mode).ToString(), IrcRequest.Word(argument), "Invalid mode parameter"),
        CannotSetByHand(var room) => IrcLine.Of(Numeric.ChanOPrivsNeeded, room.Value, "That mode cannot be set by hand"),
        MetadataTargetInvalid(var target) => IrcLine.Of("FAIL", "METADATA", "INVALID_TARGET", IrcRequest.Word(target), "There is no such target"),
        MetadataKeyInvalid(var key) => MetadataLines.InvalidKey(key),
        MetadataValueInvalid => IrcLine.Of("FAIL", "METADATA", "VALUE_INVALID", "That is not a valid value"),
        MetadataNotSet(var target, var key) => IrcLine.Of("FAIL", "METADATA", "KEY_NOT_SET", target, key.Value, "Key not set"),
        CannotSetMetadata(var target, var key) => IrcLine.Of("FAIL", "METADATA", "KEY_NO_PERMISSION", target, key, "That is not for you to set"),
        TooMuchMetadata(var target, _) => IrcLine.Of("FAIL", "METADATA", "LIMIT_REACHED", target, "Metadata limit reached"),
        MetadataTooFast(var target, var key, var wait) => IrcLine.Of("FAIL", "METADATA", "RATE_LIMITED", target, key, Seconds(wait), "Too many changes"),
        MetadataTooMuchNow(var target, var wait) => IrcLine.Of(Numeric.MetadataSyncLater, target, Seconds(wait)),
        NotOperator => IrcLine.Of(Numeric.NoPrivileges, "Permission denied: you're not an IRC operator"),
        NoSuchBan(var mask) => Standard(request, "NO_SUCH_BAN", IrcRequest.Word(mask), "There is no such ban"),
        NotStored(var why) => Standard(request, "NOT_STORED", $"The server could not store it, so nobody saw it: {why}"),
        _ => IrcLine.Of(Numeric.UnknownError, request?.Name ?? "*", Wording.Of(refusal)),
    };

    private static string Seconds(TimeSpan wait) => IrcLines.Text((long)Math.Ceiling(wait.TotalSeconds));

    private static string Redacted(IrcRequest request, int index) => IrcRequest.Word(request.Parameters[index]);

    /// <summary>A refusal for which no specification has a word: a numeric for clients that might not know standard replies.</summary>
    private static IrcLine Standard(IrcRequest? request, string code, params ReadOnlySpan<string> parameters) =>
        request?.Features.HasFlag(IrcFeatures.StandardReplies) == true
            ? IrcLine.Of("FAIL", [request.Name, code, .. parameters])
            : IrcLine.Of(Numeric.UnknownError, request?.Name ?? "*", parameters[^1]);
}
