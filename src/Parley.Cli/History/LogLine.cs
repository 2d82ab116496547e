using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Cli.Terminal;

namespace Parley.Cli.History;

/// <summary>One stored event as <c>parley log</c> prints it.</summary>
internal static class LogLine
{
    /// <summary>For reading: <c>2026-11-21 11:32:20Z #lobby  &lt;bob&gt; hello</c>.</summary>
    public static string ToText(Event stored) => TerminalText.Clean(string.Create(
        CultureInfo.InvariantCulture, $"{stored.At:yyyy-MM-dd HH:mm:ss'Z'} {RoomOf(stored) ?? "-",-10} {Describe(stored)}"));

    /// <summary>For programs: one JSON object. A field that the event does not have is left out.</summary>
    public static string ToJson(Event stored) => JsonSerializer.Serialize(
        new Entry(
            stored.Sequence.Value,
            stored.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            EventCodec.KindOf(stored),
            RoomOf(stored),
            stored.By.Nick.Value,
            TextOf(stored)),
        EntryJson.Readable.Entry);

    private static string? RoomOf(Event stored) => stored switch
    {
        RoomEvent { Room: NamedRoom room } => room.Name.Value,
        RoomEvent { Room: Conversation conversation } => $"{conversation.First.Nick},{conversation.Second.Nick}",
        _ => null,
    };

    private static string? TextOf(Event stored) => stored switch
    {
        Said { Kind: MessageKind.Action } said => $"/me {said.Text}",
        Said said => said.Text,
        Reacted reacted => reacted.Reaction,
        TopicChanged changed => changed.Text,
        NickChanged changed => changed.Nick.Value,
        Parted parted => parted.Reason,
        Quit quit => quit.Reason,
        _ => null,
    };

    private static string Describe(Event stored) => stored switch
    {
        Said { IsErased: true } said => $"<{said.By.Nick}> (erased)",
        Said { Kind: MessageKind.Action } said => $"* {said.By.Nick} {InOneLine(said)}",
        Said said => $"<{said.By.Nick}> {InOneLine(said)}",
        Reacted { IsTakenBack: true } reacted => $"*** {stored.By.Nick} took back the reaction {reacted.Reaction} to {reacted.To}",
        Reacted reacted => $"*** {stored.By.Nick} reacted to {reacted.To} with {reacted.Reaction}",
        Redacted redacted => $"*** {stored.By.Nick} took back event {redacted.Message} of {redacted.Of.Nick}{With(redacted.Reason)}",
        Arrived => $"*** {stored.By.Nick} arrived",
        RoomCreated => $"*** {stored.By.Nick} made the room",
        ConversationOpened => $"*** {stored.By.Nick} began the conversation",
        Joined => $"*** {stored.By.Nick} joined",
        Parted parted => $"*** {stored.By.Nick} left{With(parted.Reason)}",
        Quit quit => $"*** {stored.By.Nick} quit{With(quit.Reason)}",
        NickChanged changed => $"*** {stored.By.Nick} is now called {changed.Nick}",
        TopicChanged { Text.Length: 0 } => $"*** {stored.By.Nick} took the topic away",
        TopicChanged changed => $"*** {stored.By.Nick} set the topic: {changed.Text}",
        RoomRenamed renamed => $"*** {stored.By.Nick} renamed the room {renamed.Name}{With(renamed.Reason)}",
        AccountRegistered registered => $"*** {stored.By.Nick} registered the account {registered.Account}",
        LoggedIn loggedIn => $"*** {stored.By.Nick} logged in as {loggedIn.Account}",
        LoggedOut => $"*** {stored.By.Nick} logged out of {stored.By.Account}",
        RoomRegistered registered => $"*** the room belongs to {registered.Account}",
        RoomTransferred transferred => $"*** the room belongs to {transferred.Account}",
        Kicked kicked => $"*** {stored.By.Nick} sent {kicked.Who.Nick} away{With(kicked.Reason)}",
        _ => $"*** {stored.By.Nick}: {EventCodec.KindOf(stored)}",
    };

    private static string InOneLine(Said said) => said.Text.Replace("\n", " / ", StringComparison.Ordinal);

    private static string With(string? reason) => reason is null ? "" : $" ({reason})";
}

/// <summary>The fields of a line of <c>parley log --json</c>.</summary>
internal sealed record Entry(long Sequence, string Time, string Kind, string? Room, string Who, string? Text);

[JsonSerializable(typeof(Entry))]
internal sealed partial class EntryJson : JsonSerializerContext
{
    public static EntryJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
