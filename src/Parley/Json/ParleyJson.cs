using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>The JSON of what is stored. Readable with any tool.</summary>
/// <remarks>
/// Letters stay letters. The encoder escapes what JSON needs escaped, and code points beyond U+FFFF, such as emoji.
/// </remarks>
[JsonSerializable(typeof(Arrived))]
[JsonSerializable(typeof(NickChanged))]
[JsonSerializable(typeof(Quit))]
[JsonSerializable(typeof(RoomCreated))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(Parted))]
[JsonSerializable(typeof(TopicChanged))]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(RoomReopened))]
[JsonSerializable(typeof(RoomEnded))]
[JsonSerializable(typeof(Kicked))]
[JsonSerializable(typeof(Invited))]
[JsonSerializable(typeof(Knocked))]
[JsonSerializable(typeof(ModesChanged))]
[JsonSerializable(typeof(AwayChanged))]
[JsonSerializable(typeof(RealNameChanged))]
[JsonSerializable(typeof(UserModesChanged))]
[JsonSerializable(typeof(Announced))]
[JsonSerializable(typeof(ServerBanned))]
[JsonSerializable(typeof(ServerUnbanned))]
[JsonSerializable(typeof(AccountRegistered))]
[JsonSerializable(typeof(LoggedIn))]
[JsonSerializable(typeof(LoggedOut))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(AccountDropped))]
[JsonSerializable(typeof(CertificateAdded))]
[JsonSerializable(typeof(CertificateRemoved))]
[JsonSerializable(typeof(AccountSettingsChanged))]
[JsonSerializable(typeof(RoomRegistered))]
[JsonSerializable(typeof(RoomUnregistered))]
[JsonSerializable(typeof(RoomTransferred))]
[JsonSerializable(typeof(LastingRolesChanged))]
[JsonSerializable(typeof(SessionAttached))]
[JsonSerializable(typeof(SessionDetached))]
[JsonSerializable(typeof(RoomRenamed))]
[JsonSerializable(typeof(ReadMarked))]
[JsonSerializable(typeof(Reacted))]
[JsonSerializable(typeof(HostChanged))]
[JsonSerializable(typeof(PersonMetadataChanged))]
[JsonSerializable(typeof(RoomMetadataChanged))]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(Redacted))]
[JsonSerializable(typeof(HistoryForgotten))]
[JsonSerializable(typeof(MessagesErased))]
[JsonSerializable(typeof(MessageKind))]
[JsonSerializable(typeof(Roles))]
[JsonSerializable(typeof(Sequence?))]
[JsonSerializable(typeof(ImmutableArray<PersonId>?))]
[JsonSerializable(typeof(Identity[]))]
[JsonSerializable(typeof(RoomName))]
[JsonSerializable(typeof(WorldSnapshot))]
internal sealed partial class ParleyJson : JsonSerializerContext
{
    /// <summary>The context to store with. No byte of it goes into a web page, so HTML need not be feared.</summary>
    public static ParleyJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
