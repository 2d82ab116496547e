using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley;

/// <summary>Writes events and snapshots as JSON, and reads them again.</summary>
/// <remarks>
/// An event is stored as its kind, a name that keeps its meaning for ever, and a JSON object. A change of shape that an
/// old reader would misunderstand gets a new kind (<c>said.2</c>), and the old one can still be read; a test holds one
/// stored example of each. Safe from any thread.
/// </remarks>
public static class EventCodec
{
    private static readonly StoredKind[] Kinds =
    [
        new("arrived", typeof(Arrived), ParleyJson.Stored.Arrived),
        new("nick", typeof(NickChanged), ParleyJson.Stored.NickChanged),
        new("quit", typeof(Quit), ParleyJson.Stored.Quit),
        new("room", typeof(RoomCreated), ParleyJson.Stored.RoomCreated),
        new("joined", typeof(Joined), ParleyJson.Stored.Joined),
        new("parted", typeof(Parted), ParleyJson.Stored.Parted),
        new("topic", typeof(TopicChanged), ParleyJson.Stored.TopicChanged),
        new("conversation", typeof(ConversationOpened), ParleyJson.Stored.ConversationOpened),
        new("room-reopened", typeof(RoomReopened), ParleyJson.Stored.RoomReopened),
        new("room-ended", typeof(RoomEnded), ParleyJson.Stored.RoomEnded),
        new("kicked", typeof(Kicked), ParleyJson.Stored.Kicked),
        new("invited", typeof(Invited), ParleyJson.Stored.Invited),
        new("knocked", typeof(Knocked), ParleyJson.Stored.Knocked),
        new("modes", typeof(ModesChanged), ParleyJson.Stored.ModesChanged),
        new("away", typeof(AwayChanged), ParleyJson.Stored.AwayChanged),
        new("real-name", typeof(RealNameChanged), ParleyJson.Stored.RealNameChanged),
        new("user-modes", typeof(UserModesChanged), ParleyJson.Stored.UserModesChanged),
        new("announced", typeof(Announced), ParleyJson.Stored.Announced),
        new("server-banned", typeof(ServerBanned), ParleyJson.Stored.ServerBanned),
        new("server-unbanned", typeof(ServerUnbanned), ParleyJson.Stored.ServerUnbanned),
        new("account", typeof(AccountRegistered), ParleyJson.Stored.AccountRegistered),
        new("logged-in", typeof(LoggedIn), ParleyJson.Stored.LoggedIn),
        new("logged-out", typeof(LoggedOut), ParleyJson.Stored.LoggedOut),
        new("password", typeof(PasswordChanged), ParleyJson.Stored.PasswordChanged),
        new("account-dropped", typeof(AccountDropped), ParleyJson.Stored.AccountDropped),
        new("certificate-added", typeof(CertificateAdded), ParleyJson.Stored.CertificateAdded),
        new("certificate-removed", typeof(CertificateRemoved), ParleyJson.Stored.CertificateRemoved),
        new("account-settings", typeof(AccountSettingsChanged), ParleyJson.Stored.AccountSettingsChanged),
        new("room-registered", typeof(RoomRegistered), ParleyJson.Stored.RoomRegistered),
        new("room-unregistered", typeof(RoomUnregistered), ParleyJson.Stored.RoomUnregistered),
        new("room-transferred", typeof(RoomTransferred), ParleyJson.Stored.RoomTransferred),
        new("lasting-roles", typeof(LastingRolesChanged), ParleyJson.Stored.LastingRolesChanged),
        new("session-attached", typeof(SessionAttached), ParleyJson.Stored.SessionAttached),
        new("session-detached", typeof(SessionDetached), ParleyJson.Stored.SessionDetached),
        new("room-renamed", typeof(RoomRenamed), ParleyJson.Stored.RoomRenamed),
        new("read-marked", typeof(ReadMarked), ParleyJson.Stored.ReadMarked),
        new("reacted", typeof(Reacted), ParleyJson.Stored.Reacted),
        new("host", typeof(HostChanged), ParleyJson.Stored.HostChanged),
        new("person-metadata", typeof(PersonMetadataChanged), ParleyJson.Stored.PersonMetadataChanged),
        new("room-metadata", typeof(RoomMetadataChanged), ParleyJson.Stored.RoomMetadataChanged),
        new("said", typeof(Said), ParleyJson.Stored.Said) { IsIndexed = true },
        new("redacted", typeof(Redacted), ParleyJson.Stored.Redacted) { IsIndexed = true },
        new("messages-erased", typeof(MessagesErased), ParleyJson.Stored.MessagesErased) { IsIndexed = true },
        new("forgotten", typeof(HistoryForgotten), ParleyJson.Stored.HistoryForgotten) { IsIndexed = true },
    ];

    private static readonly SaidConverter Messages = new();

    private static readonly FrozenDictionary<string, StoredKind> ByName = Kinds.ToFrozenDictionary(kind => kind.Name);

    private static readonly FrozenDictionary<Type, StoredKind> ByType = Kinds.ToFrozenDictionary(kind => kind.Type);

    /// <summary>All kinds that can be stored.</summary>
    public static IEnumerable<string> KindNames => Kinds.Select(kind => kind.Name);

    /// <summary>Whether an index of messages takes something from an event of this kind: it is one, or erases some.</summary>
    public static bool IsIndexed(string kind) => ByName.TryGetValue(kind, out var known) && known.IsIndexed;

    /// <summary>For whoever writes events with a writer of their own.</summary>
    public static JsonWriterOptions WriterOptions => new() { Encoder = ParleyJson.Stored.Options.Encoder, SkipValidation = true };

    /// <summary>The name under which this kind of event is stored.</summary>
    public static string KindOf(Event stored) => ByType[stored.GetType()].Name;

    /// <summary>The event's JSON object, without its kind, sequence and time.</summary>
    public static byte[] Write(Event stored) => JsonSerializer.SerializeToUtf8Bytes(stored, ByType[stored.GetType()].Json);

    /// <summary>Writes the event's JSON object, without its kind, sequence and time, the same as <see cref="Write(Event)"/> does.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="writer">Has <see cref="WriterOptions"/>.</param>
    public static void Write(Event stored, Utf8JsonWriter writer)
    {
        // What nearly all are, without the serializer's way to its converter, which takes as long as writing it.
        if (stored is Said message) Messages.Write(writer, message, ParleyJson.Stored.Options);
        else JsonSerializer.Serialize(writer, stored, ByType[stored.GetType()].Json);
    }

    /// <summary>Whether two messages have the same head: the room, the speaker and the kind, with which <see cref="Write(Event)"/> begins.</summary>
    /// <remarks>
    /// All that somebody says shares the same objects, until something about them changes. Equal ones will not do: names are, when they
    /// differ in the case of a letter.
    /// </remarks>
    public static bool HaveSameHead(Said one, Said other) =>
        ReferenceEquals(one.By, other.By) && ReferenceEquals(one.Room, other.Room) && one.Kind == other.Kind;

    /// <summary>
    /// Writes the JSON object of a message without its head, for whoever has that stored already. <see cref="Join"/> puts both together.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="writer">Has <see cref="WriterOptions"/>.</param>
    public static void WriteOwn(Said message, Utf8JsonWriter writer) => SaidConverter.WriteOwn(writer, message, ParleyJson.Stored.Options);

    /// <summary>The JSON object of a message, of that of another one with the same head, and of what <see cref="WriteOwn"/> wrote.</summary>
    /// <returns>Null when the other one is no message as <see cref="Write(Event)"/> writes it.</returns>
    public static byte[]? Join(ReadOnlySpan<byte> other, ReadOnlySpan<byte> own) =>
        HeadOf(other) is { IsEmpty: false } head && own.StartsWith("{"u8) ? [.. head, .. own[1..]] : null;

    /// <summary>What a message's JSON object begins with before its own, which follows without its brace; empty when it is not as <see cref="Write(Event)"/> writes it.</summary>
    internal static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> message)
    {
        // Not within a string: there is a backslash before each quotation mark in one.
        var end = message.IndexOf(",\"text\":"u8);
        return message[..(end + 1)];
    }

    /// <summary>Reads a stored event.</summary>
    /// <exception cref="EventLogException">The kind is unknown, or the object does not fit it.</exception>
    public static Event Read(Sequence sequence, DateTimeOffset at, string kind, ReadOnlySpan<byte> json)
    {
        if (!ByName.TryGetValue(kind, out var known))
            throw new EventLogException($"event {sequence} is of the kind '{kind}', which this version does not know");

        try
        {
            var stored = (Event)JsonSerializer.Deserialize(json, known.Json)!;
            stored.Stamp(sequence, at);
            return stored;
        }
        catch (Exception e) when (e is JsonException or NullReferenceException)
        {
            throw new EventLogException($"event {sequence} ('{kind}') cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The snapshot as JSON.</summary>
    public static byte[] Write(WorldSnapshot snapshot) =>
        JsonSerializer.SerializeToUtf8Bytes(snapshot, ParleyJson.Stored.WorldSnapshot);

    /// <summary>Reads a snapshot; null when it was written by another version or is damaged, for it is only a cache.</summary>
    public static WorldSnapshot? ReadSnapshot(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ParleyJson.Stored.WorldSnapshot);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record StoredKind(string Name, Type Type, JsonTypeInfo Json)
    {
        public bool IsIndexed { get; init; }
    }
}
