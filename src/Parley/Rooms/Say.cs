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

    internal override Decision Decide(World world, Person person)
    {
        if (!RoomName.TryParse(Room, out var name)) return new RoomNameInvalid(Room);
        if (world.Rooms.Find(name) is not { } room || !room.IsVisibleTo(person)) return new NoSuchRoom(name);
        if (Said.Check(world, Text, out var text) is { } refusal) return refusal;
        if (WhyNot(room, person, text) is { } silenced) return silenced;

        return Audience == Roles.None
            ? new Said(room.Ref, person.Identity, Kind, text)
            : new Said(room.Ref, person.Identity, Kind, text) { Audience = Audience, OnlyTo = [.. Hearers(room, person)] };
    }

    private Refusal? WhyNot(Room room, Person person, string text)
    {
        var name = room.Name!.Value;
        var isMember = room.Contains(person.Id);
        if (!isMember && (room.Has(RoomMode.NoExternal) || name == RoomName.Lobby)) return new NotInRoom(name);
        if (room.Has(RoomMode.NoCtcp) && Kind != MessageKind.Action && text.StartsWith('\u0001')) return new CannotSpeak(name);
        if (room.RolesOf(person.Id) != Roles.None) return null;
        return room.Has(RoomMode.Moderated) || (room.Has(RoomMode.AccountsSpeak) && person.Account is null) || room.Bans(person.Identity) ? new CannotSpeak(name) : null;
    }

    private IEnumerable<PersonId> Hearers(Room room, Person speaker) =>
        room.MembersWith(Audience).Append(speaker.Id).Distinct();
}

/// <summary>Something was said, in a room or a conversation.</summary>
public sealed record Said(RoomRef Room, Identity By, MessageKind Kind, string Text) : RoomEvent(Room, By)
{
    /// <summary>It was meant for members with this role, or one above; none when it was for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Roles Audience { get; init; }

    /// <summary>Whether what was said has been taken out of the log since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsErased { get; init; }

    [JsonIgnore]
    public override ImmutableArray<RoomId> History => IsErased ? [] : base.History;

    [JsonIgnore]
    public override bool IsMessage => true;

    internal static Refusal? Check(World world, string text, out string clean) =>
        ChatText.Check(text, world.Rules.MessageBytesMax, out clean) ?? (ChatText.IsBlank(clean) ? new TextEmpty() : null);

    protected override Event WithoutText() => new Said(Room, By, Kind, "") { Audience = Audience, OnlyTo = OnlyTo, IsErased = true };

    internal override void Evolve(World world)
    {
        if (OnlyTo is null && world.Rooms.Find(Room.Id) is { } room)
        {
            room.HasHistory = true;
            if (Room is Conversation) room.Ref = Room;
        }

        if (world.People.Find(By.Id) is { } speaker) speaker.SpokeAt = At;
    }
}
