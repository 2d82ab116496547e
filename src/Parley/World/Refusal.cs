using System.Collections.Immutable;

namespace Parley;

/// <summary>Why a command had no effect. A value, not an exception; each door words it in its own dialect.</summary>
public abstract record Refusal : Reply;

/// <summary>The session has not said who it is yet.</summary>
public sealed record NotArrived : Refusal;

/// <summary>The session has said who it is already.</summary>
public sealed record AlreadyArrived : Refusal;

/// <summary>The text breaks the rules of <see cref="Parley.Nick"/>.</summary>
public sealed record NickInvalid(string Nick) : Refusal;

/// <summary>Somebody present has this nick, or one that looks the same.</summary>
public sealed record NickTaken(Nick Nick, Nick By) : Refusal;

/// <summary>The nick would pass for the server's own voice.</summary>
public sealed record NickReserved(Nick Nick) : Refusal;

/// <summary>The server keeps out whoever is called so.</summary>
public sealed record NickBanned(Nick Nick, string Reason) : Refusal;

/// <summary>The nick, or one that looks the same, belongs to an account: only its owner may be called so.</summary>
public sealed record NickOwned(Nick Nick, AccountName By) : Refusal;

/// <summary>The text breaks the rules of <see cref="AccountName"/>.</summary>
public sealed record AccountNameInvalid(string Name) : Refusal;

/// <summary>An account has, or had, this name or one that looks the same.</summary>
public sealed record AccountTaken(AccountName Name) : Refusal;

/// <summary>There is no such account.</summary>
public sealed record NoSuchAccount(string Name) : Refusal;

/// <summary>The server keeps so many accounts.</summary>
public sealed record TooManyAccounts(int Max) : Refusal;

/// <summary>The account is not there, or the proof is not good for it; which of the two is nobody's business.</summary>
public sealed record LoginFailed : Refusal;

/// <summary>One person may be present through so many sessions.</summary>
public sealed record TooManySessions(int Max) : Refusal;

/// <summary>The person has no other session of this number.</summary>
public sealed record NoSuchSession : Refusal;

/// <summary>Only those who are logged in to an account may do that.</summary>
public sealed record NotLoggedIn : Refusal;

/// <summary>The person is logged in to this account; they have to log out first.</summary>
public sealed record AlreadyLoggedIn(AccountName Account) : Refusal;

/// <summary>The text is no <see cref="Parley.Fingerprint"/>.</summary>
public sealed record FingerprintInvalid(string Text) : Refusal;

/// <summary>Another account has this certificate.</summary>
public sealed record CertificateTaken : Refusal;

/// <summary>The account has no such certificate.</summary>
public sealed record NoSuchCertificate(string Fingerprint) : Refusal;

/// <summary>One account has so many certificates.</summary>
public sealed record TooManyCertificates(int Max) : Refusal;

/// <summary>The text cannot be where somebody comes from.</summary>
public sealed record HostInvalid(string Host) : Refusal;

/// <summary>The text breaks the rules of <see cref="RoomName"/>.</summary>
public sealed record RoomNameInvalid(string Name) : Refusal;

/// <summary>The room cannot be called so.</summary>
public sealed record CannotRename(RoomName Room, string Name) : Refusal;

/// <summary>Another room is called so already.</summary>
public sealed record RoomNameTaken(RoomName Room, RoomName Name) : Refusal;

/// <summary>The room is called something else now.</summary>
public sealed record RoomIsCalled(RoomName Room, RoomName Name) : Refusal;

/// <summary>There is no such room.</summary>
public sealed record NoSuchRoom(RoomName Room) : Refusal;

/// <summary>Only members may do that.</summary>
public sealed record NotInRoom(RoomName Room) : Refusal;

/// <summary>One person may be in so many rooms at once.</summary>
public sealed record TooManyJoined(int Max) : Refusal;

/// <summary>The server keeps so many rooms.</summary>
public sealed record TooManyRooms(int Max) : Refusal;

/// <summary>Nobody of that name is here.</summary>
public sealed record NoSuchPerson(string Nick) : Refusal;

/// <summary>The text holds a line end or NUL.</summary>
public sealed record TextInvalid : Refusal;

/// <summary>There is nothing in the text to read.</summary>
public sealed record TextEmpty : Refusal;

/// <summary>The text is longer than it may be, in bytes of UTF-8.</summary>
public sealed record TextTooLong(int BytesMax) : Refusal;

/// <summary>What somebody calls a message cannot be its id.</summary>
public sealed record MessageIdInvalid(int LengthMax) : Refusal;

/// <summary>The text has more lines than it may have.</summary>
public sealed record TooManyLines(int Max) : Refusal;

/// <summary>The room sends away whom this mask covers.</summary>
public sealed record BannedFromRoom(RoomName Room) : Refusal;

/// <summary>Only invited people may join.</summary>
public sealed record NeedsInvitation(RoomName Room) : Refusal;

/// <summary>Only those who know its key may join.</summary>
public sealed record NeedsKey(RoomName Room) : Refusal;

/// <summary>The room has as many members as it may have.</summary>
public sealed record RoomFull(RoomName Room) : Refusal;

/// <summary>Only people with an account may do that.</summary>
public sealed record NeedsAccount(RoomName Room) : Refusal;

/// <summary>Only members with this role, or one above, may do that.</summary>
public sealed record NeedsRole(RoomName Room, Roles Role) : Refusal;

/// <summary>The room belongs to this account.</summary>
public sealed record RoomOwned(RoomName Room, AccountName By) : Refusal;

/// <summary>The room belongs to nobody.</summary>
public sealed record RoomNotOwned(RoomName Room) : Refusal;

/// <summary>The room cannot belong to anybody: it is everybody's.</summary>
public sealed record RoomIsEverybodys(RoomName Room) : Refusal;

/// <summary>So many rooms may belong to one account.</summary>
public sealed record TooManyOwnedRooms(int Max) : Refusal;

/// <summary>So many accounts may have lasting roles in one room.</summary>
public sealed record TooManyLastingRoles(RoomName Room, int Max) : Refusal;

/// <summary>The person is not in the room.</summary>
public sealed record NotAMember(Nick Nick, RoomName Room) : Refusal;

/// <summary>The person is in the room already.</summary>
public sealed record AlreadyInRoom(Nick Nick, RoomName Room) : Refusal;

/// <summary>There is no need to knock.</summary>
public sealed record RoomIsOpen(RoomName Room) : Refusal;

/// <summary>The room does not take this message from this person: moderated, banned, or a kind it refuses.</summary>
public sealed record CannotSpeak(RoomName Room) : Refusal;

/// <summary>The person takes no messages from those without an account.</summary>
public sealed record TakesNoMessages(Nick Nick) : Refusal;

/// <summary>A list of masks has as many as it may have.</summary>
public sealed record ListFull(RoomName Room, RoomMode List, string Mask) : Refusal;

/// <summary>The text cannot be a mask.</summary>
public sealed record MaskInvalid(string Mask) : Refusal;

/// <summary>The mode does not take this argument.</summary>
public sealed record ModeArgumentInvalid(RoomName Room, RoomMode Mode, string Argument) : Refusal;

/// <summary>The mode follows from something else.</summary>
public sealed record CannotSetByHand(RoomName Room) : Refusal;

/// <summary>Several things were refused; the rest was done.</summary>
public sealed record Refusals(ImmutableArray<Refusal> All) : Refusal;

/// <summary>The person has no conversation with anybody called so.</summary>
public sealed record NoConversation(string Nick) : Refusal;

/// <summary>There is no such message, or no longer.</summary>
public sealed record NoSuchMessage : Refusal;

/// <summary>It is somebody else's message.</summary>
public sealed record CannotRedact : Refusal;

/// <summary>One's own messages can be taken back for so long.</summary>
public sealed record RedactionTooLate(TimeSpan Within) : Refusal;

/// <summary>There is nobody, and no room, of whom metadata could be.</summary>
public sealed record MetadataTargetInvalid(string Target) : Refusal;

/// <summary>The text breaks the rules of <see cref="MetadataKey"/>.</summary>
public sealed record MetadataKeyInvalid(string Key) : Refusal;

/// <summary>The value is too long, or holds what a text cannot hold.</summary>
public sealed record MetadataValueInvalid(MetadataKey Key) : Refusal;

/// <summary>Nothing is said under this key.</summary>
public sealed record MetadataNotSet(string Target, MetadataKey Key) : Refusal;

/// <summary>It is for others to say that; <c>*</c> for all keys.</summary>
public sealed record CannotSetMetadata(string Target, string Key) : Refusal;

/// <summary>So many pairs may be said of one person or room.</summary>
public sealed record TooMuchMetadata(string Target, int Max) : Refusal;

/// <summary>The person has changed metadata too often lately; <c>*</c> for all keys.</summary>
public sealed record MetadataTooFast(string Target, string Key, TimeSpan Wait) : Refusal;

/// <summary>There is more to tell of it than can be told at once.</summary>
public sealed record MetadataTooMuchNow(string Target, TimeSpan Wait) : Refusal;

/// <summary>Only those who run the server may do that.</summary>
public sealed record NotOperator : Refusal;

/// <summary>The server keeps this person out.</summary>
public sealed record BannedFromServer(string Reason) : Refusal;

/// <summary>There is no such ban.</summary>
public sealed record NoSuchBan(string Mask) : Refusal;

/// <summary>The server failed to decide it: a bug, which its log describes.</summary>
public sealed record InternalError : Refusal;

/// <summary>The log could not store it, so it has not happened, and nobody saw it.</summary>
/// <param name="Why">What the storage said, fit for the eyes of a user.</param>
public sealed record NotStored(string Why) : Refusal;
