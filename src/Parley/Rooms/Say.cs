using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>How a message is meant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageKind>))]
public enum MessageKind
{
    /// <summary>Ordinary speech.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary>What the speaker does: <c>/me waves</c>.</summary>
    [JsonStringEnumMemberName("action")]
    Action,

    /// <summary>Said by a program, or so that no program answers.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,
}

/// <summary>A person says something in a room.</summary>
public sealed record Say(SessionId Session, string Room, MessageKind Kind, string Text) : PersonCommand(Session)
{
    /// <summary>Only members with this role, or one above, hear it.</summary>
    public Roles Audience { get; init; }

    /// <summary>The event that it answers.</summary>
    public Sequence? ReplyTo { get; init; }

    /// <summary>Whether the text may have several lines, with line feeds between them.</summary>
    public bool HasLines { get; init; }

    /// <summary>An id of the session's own, the same when it is sent again because no answer came: then it is not said again.</summary>
    public string? ClientId { get; init; }

    internal override Decision Decide(World world, Person person)
    {
        if (SentMessages.Check(ClientId) is { } unfit) return unfit;
        if (ClientId is not null && RoomName.TryParse(Room, out var named) && FindEarlier(world, person, named) is { } earlier) return earlier;
        if (Speech.Find(world, person, Room, out var room) is { } elsewhere) return elsewhere;
        if (ClientId is not null && FindEarlier(world, person, room.Name!.Value) is { } renamed) return renamed;
        if (Said.Check(world, Text, out var text, HasLines) is { } refusal) return refusal;
        if (Speech.WhyNot(room, person, IsCtcp(text)) is { } silenced) return silenced;

        return new Said(room.Ref, person.Identity, Kind, text)
        {
            Audience = Audience,
            OnlyTo = Speech.Hearers(room, person, Audience),
            ReplyTo = Said.KnownIn(world, ReplyTo),
            ClientId = ClientId,
        };
    }

    private SaidAlready? FindEarlier(World world, Person person, RoomName to) =>
        SentMessages.Find(world, person, ClientId, SentMessages.To(Audience, to.Folded));

    private bool IsCtcp(string text) =>
        Kind != MessageKind.Action && (text.StartsWith('\u0001') || text.Contains("\n\u0001", StringComparison.Ordinal));
}

/// <summary>Something was said, in a room or a conversation. The text may have several lines, with line feeds between them.</summary>
[JsonConverter(typeof(SaidConverter))]
public sealed record Said(RoomRef Room, Identity By, MessageKind Kind, string Text) : RoomEvent(Room, By)
{
    /// <summary>It was meant for members with this role, or one above; none when it was for all.</summary>
    public Roles Audience { get; init; }

    /// <summary>Whether what was said has been taken out of the log since.</summary>
    public bool IsErased { get; init; }

    public override ImmutableArray<RoomId> History => IsErased ? [] : base.History;

    public override bool IsMessage => true;

    /// <summary>The event that it answers.</summary>
    public Sequence? ReplyTo { get; init; }

    /// <summary>The id that whoever said it gave it; null when they gave none.</summary>
    public string? ClientId { get; init; }

    /// <summary>Whether the text has several lines.</summary>
    public bool HasLines => Text.Contains('\n', StringComparison.Ordinal);

    /// <summary>What was said, line by line, without blank lines: for those who cannot show several at once.</summary>
    public ImmutableArray<string> Lines => HasLines ? [.. Text.Split('\n').Where(line => !ChatText.IsBlank(line))] : [Text];

    internal static Refusal? Check(World world, string text, out string clean, bool hasLines = false) =>
        ChatText.Check(text, world.Rules.MessageBytesMax, out clean, hasLines ? world.Rules.MessageLinesMax : 1) ?? (ChatText.IsBlank(clean) ? new TextEmpty() : null);

    protected override Event WithoutText() => new Said(Room, By, Kind, "") { Audience = Audience, OnlyTo = OnlyTo, IsErased = true, ClientId = ClientId };

    /// <summary>What is answered, if it can have been seen: an event to come cannot.</summary>
    internal static Sequence? KnownIn(World world, Sequence? replyTo) => replyTo <= world.Head ? replyTo : null;

    internal override void Evolve(World world)
    {
        if (OnlyTo is null && world.Rooms.Find(Room.Id) is { } room)
        {
            room.HasHistory = true;
            if (Room is Conversation) room.Ref = Room;
        }

        if (world.People.Find(By.Id) is { } speaker) speaker.SpokeAt = At;
        SentMessages.Remember(world, this);
    }
}
