using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person reacts to something with a word or a picture, or takes that back.</summary>
/// <param name="Session">The session.</param>
/// <param name="Target">The room's name, or the nick of the other one of a conversation.</param>
/// <param name="To">The event that they react to.</param>
/// <param name="Reaction">With what.</param>
/// <seealso href="https://ircv3.net/specs/client-tags/react"/>
public sealed record React(SessionId Session, string Target, Sequence To, string Reaction) : PersonCommand(Session)
{
    /// <summary>The longest reaction, in bytes of UTF-8.</summary>
    public const int BytesMax = 64;

    /// <summary>Whether they take it back.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Only members with this role, or one above, see it.</summary>
    public Roles Audience { get; init; }

    internal override Decision Decide(World world, Person person)
    {
        if (ChatText.Check(Reaction, BytesMax, out var reaction) is { } refusal) return refusal;
        if (ChatText.IsBlank(reaction)) return new TextEmpty();
        if (To > world.Head) return Decision.Nothing;
        return Target.StartsWith('#') ? InRoom(world, person, reaction) : InConversation(world, person, reaction);
    }

    private Decision InRoom(World world, Person person, string reaction)
    {
        if (Speech.Find(world, person, Target, out var room) is { } elsewhere) return elsewhere;
        if (Speech.WhyNot(room, person) is { } silenced) return silenced;
        return new Reacted(room.Ref, person.Identity, To, reaction)
        {
            IsTakenBack = IsTakenBack,
            Audience = Audience,
            OnlyTo = Speech.Hearers(room, person, Audience),
        };
    }

    private Decision InConversation(World world, Person person, string reaction)
    {
        if (!Nick.TryParse(Target, out var nick) || world.People.Find(nick) is not { } other) return new NoSuchPerson(Target);
        if (Speech.WhyNot(person, other) is { } closed) return closed;

        // Where nothing was said there is nothing to react to.
        return world.Rooms.FindConversation(person, other) is { } room
            ? new Reacted(room.RefBy(person, world), person.Identity, To, reaction) { IsTakenBack = IsTakenBack }
            : Decision.Nothing;
    }
}

/// <summary>Somebody reacted to something, or took that back.</summary>
/// <param name="Room">Where.</param>
/// <param name="By">Who.</param>
/// <param name="To">The event that they reacted to.</param>
/// <param name="Reaction">With what.</param>
public sealed record Reacted(RoomRef Room, Identity By, Sequence To, string Reaction) : RoomEvent(Room, By)
{
    /// <summary>Whether they took it back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTakenBack { get; init; }

    /// <summary>It was meant for members with this role, or one above; none when it was for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Roles Audience { get; init; }

    /// <summary>Whether the reaction was taken out of the log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsErased { get; init; }

    [JsonIgnore]
    public override ImmutableArray<RoomId> History => IsErased ? [] : base.History;

    protected override Event WithoutText() => new Reacted(Room, By, To, "") { IsTakenBack = IsTakenBack, Audience = Audience, OnlyTo = OnlyTo, IsErased = true };

    internal override void Evolve(World world)
    {
    }
}
