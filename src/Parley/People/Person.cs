using System.Collections.Immutable;

namespace Parley;

/// <summary>Somebody who is present, through one session or more.</summary>
/// <remarks>Belongs to the world: to be read only by what the world's loop runs, and changed by events alone.</remarks>
public sealed class Person
{
    internal Person(Identity identity) => Identity = identity;

    /// <summary>Who they are, as events say it.</summary>
    public Identity Identity { get; internal set; }

    /// <summary>Their identity's id.</summary>
    public PersonId Id => Identity.Id;

    /// <summary>What they are called.</summary>
    public Nick Nick => Identity.Nick;

    /// <summary>Their identity's account; null without one.</summary>
    public AccountName? Account => Identity.Account;

    /// <summary>What they say about themselves; empty when nothing.</summary>
    public string RealName { get; internal set; } = "";

    /// <summary>Why they are away; null while they are here.</summary>
    public string? Away { get; internal set; }

    /// <summary>What they have set about themselves.</summary>
    public UserModes Modes { get; internal set; }

    /// <summary>Whether they run the server.</summary>
    public bool IsOperator => Modes.HasFlag(UserModes.Operator);

    /// <summary>When they came.</summary>
    public DateTimeOffset ArrivedAt { get; internal set; }

    /// <summary>When they last said something.</summary>
    public DateTimeOffset SpokeAt { get; internal set; }

    /// <summary>Where their last session ended, while they are present without any; null otherwise.</summary>
    public Sequence? AbsentSince { get; internal set; }

    /// <summary>What they have said of themselves as a guest, in the order of keys; see <see cref="World.MetadataOf"/>.</summary>
    internal ImmutableArray<MetadataEntry> Metadata { get; set; } = [];

    /// <summary>How often they have changed metadata lately; null when never.</summary>
    internal MetadataPace? MetadataPace { get; set; }

    /// <summary>What they have said lately under ids of their own, oldest first; of who has an account the account knows it.</summary>
    internal ImmutableArray<SentMessage> Sent { get; set; } = [];

    /// <summary>Their connections.</summary>
    public IReadOnlyList<SessionId> Sessions => SessionList;

    /// <summary>The named rooms they are in, in the order of joining.</summary>
    public IReadOnlyList<Room> Rooms => RoomList;

    /// <summary>The rooms they were invited to and have not joined since.</summary>
    public IEnumerable<Room> Invitations => InvitedTo.OrderBy(room => room.Id.Value);

    internal List<SessionId> SessionList { get; } = new(capacity: 1);

    internal List<Room> RoomList { get; } = [];

    /// <summary>Rooms that let them in when they come.</summary>
    internal ImmutableHashSet<Room> InvitedTo { get; set; } = [];

    /// <summary>The direct conversations with others who are present, when one of the two has no account: they end with either.</summary>
    internal ImmutableDictionary<PersonId, Room> Conversations { get; set; } = ImmutableDictionary<PersonId, Room>.Empty;

    /// <summary>Whether the two are in a room together.</summary>
    public bool SharesRoomWith(Person other) => RoomList.Exists(room => room.Contains(other.Id));

    /// <summary>The rooms' ids, for the events that are seen in all of them.</summary>
    internal ImmutableArray<RoomId> RoomIds => [.. RoomList.Select(room => room.Id)];
}
