namespace Parley;

/// <summary>Which rooms there are, by id and by name, and who is in them.</summary>
/// <remarks>To be read only by what the world's loop runs.</remarks>
public sealed class RoomDirectory
{
    private readonly Dictionary<RoomId, Room> _byId = [];
    private readonly Dictionary<RoomName, Room> _byName = [];
    private readonly Dictionary<RoomName, Room> _byFormerName = [];
    private readonly Dictionary<AccountName, Dictionary<AccountName, Room>> _byAccounts = [];

    /// <summary>The rooms in which nobody is and that belong to nobody, in the order in which the last one left them.</summary>
    private readonly SortedSet<Room> _left =
        new(Comparer<Room>.Create((one, other) => (one.LeftAt, one.Id.Value).CompareTo((other.LeftAt, other.Id.Value))));

    /// <summary>The rooms that have a name.</summary>
    public IReadOnlyCollection<Room> Named => _byName.Values;

    /// <summary>All rooms and conversations.</summary>
    public IReadOnlyCollection<Room> All => _byId.Values;

    /// <summary>How many of the named ones somebody is in.</summary>
    public int OccupiedCount { get; private set; }

    /// <summary>The room that all have left the longest ago, of those that belong to nobody; null when there is none. The lobby is everybody's.</summary>
    internal Room? LongestLeft => _left.FirstOrDefault(room => room.Name != RoomName.Lobby);

    /// <summary>The room or conversation with this id, if there is one.</summary>
    public Room? Find(RoomId id) => _byId.GetValueOrDefault(id);

    /// <summary>The room of this name, if there is one.</summary>
    public Room? Find(RoomName name) => _byName.GetValueOrDefault(name);

    /// <summary>The room that had this name, if no other took it since.</summary>
    internal Room? FindFormer(RoomName name) => _byFormerName.GetValueOrDefault(name);

    /// <summary>The room of that name, if the person is in it; otherwise why not.</summary>
    internal Refusal? FindFor(Person person, string name, out Room room)
    {
        room = null!;
        if (!RoomName.TryParse(name, out var roomName)) return new RoomNameInvalid(name);
        if (Find(roomName) is not { } found || !found.IsVisibleTo(person)) return new NoSuchRoom(roomName);
        room = found;
        return found.Contains(person.Id) ? null : new NotInRoom(roomName);
    }

    internal void Rename(Room room, RoomName name)
    {
        var before = room.Name!.Value;
        _byName.Remove(before);
        room.Ref = new NamedRoom(room.Id, name);
        Take(name, room);
        if (before == name) return;

        if (room.FormerNames.Count == Room.FormerNamesMax) ForgetFormer(room.FormerNames[0]);
        room.FormerNames.Add(before);
        _byFormerName[before] = room;
    }

    internal void Add(Room room)
    {
        _byId[room.Id] = room;
        if (room.Ref is not NamedRoom named) return;
        Take(named.Name, room);
        foreach (var name in room.FormerNames) _byFormerName[name] = room;
        if (room.LeftAt is not null && room.Registration is null) _left.Add(room);
    }

    /// <summary>The direct conversation of two people, if they have one.</summary>
    public Room? FindConversation(Person one, Person other) => one.Account is { } account && other.Account is { } others
        ? FindConversation(account, others)
        : one.Conversations.GetValueOrDefault(other.Id);

    /// <summary>The direct conversation of the owners of two accounts, present or not, if they have one.</summary>
    public Room? FindConversation(AccountName one, AccountName other) =>
        _byAccounts.TryGetValue(one, out var conversations) ? conversations.GetValueOrDefault(other) : null;

    /// <summary>The direct conversations that a person may read, in no particular order.</summary>
    public IEnumerable<Room> ConversationsOf(Person person) =>
        person.Account is { } account && _byAccounts.TryGetValue(account, out var lasting)
            ? lasting.Values.Concat(person.Conversations.Values)
            : person.Conversations.Values;

    /// <summary>Adds a conversation: for as long as the accounts are, if both have one, and otherwise for as long as both are present.</summary>
    internal void AddConversation(Room room, PeopleDirectory people)
    {
        var (_, first, second) = (Conversation)room.Ref;
        if (first.Account is { } account && second.Account is { } other)
        {
            _byId[room.Id] = room;
            ConversationsOf(account)[other] = room;
            ConversationsOf(other)[account] = room;
        }
        else if (people.Find(first.Id) is { } one && people.Find(second.Id) is { } two)
        {
            _byId[room.Id] = room;
            one.Conversations = one.Conversations.SetItem(two.Id, room);
            two.Conversations = two.Conversations.SetItem(one.Id, room);
        }
    }

    /// <summary>Somebody is called something else, or has another account: the rooms they are in show it.</summary>
    internal static void IdentityChanged(Person person)
    {
        foreach (var room in person.RoomList) room.Renamed();
    }

    internal void Enter(Room room, Person person, Roles roles)
    {
        if (room.Count == 0)
        {
            OccupiedCount++;
            _left.Remove(room);
            room.LeftAt = null;
        }

        room.Add(person, roles);
        person.RoomList.Add(room);
    }

    /// <summary>Takes a person out of a room.</summary>
    internal void Leave(Room room, Person person, Sequence at)
    {
        room.Remove(person);
        person.RoomList.Remove(room);
        if (room.Count > 0) return;

        OccupiedCount--;
        room.LeftAt = at;
        KeepIfUsed(room);
    }

    /// <summary>A room in which nobody is stays if it is somebody's, or has a history that anybody could have read.</summary>
    internal void KeepIfUsed(Room room)
    {
        if (room.Count > 0 || room.Registration is not null) return;
        if (room.HasHistory && room.IsOpen) _left.Add(room);
        else Forget(room);
    }

    internal void Forget(Room room)
    {
        room.UninviteAll();
        _left.Remove(room);
        _byId.Remove(room.Id);
        if (room.Name is { } name) _byName.Remove(name);
        foreach (var former in room.FormerNames) _byFormerName.Remove(former);
    }

    /// <summary>Takes a person out of every room, and ends the conversations that end with them.</summary>
    internal void LeaveAll(Person person, PeopleDirectory people, Sequence at)
    {
        foreach (var room in person.RoomList.ToArray()) Leave(room, person, at);
        foreach (var room in person.InvitedTo) room.Uninvite(person);
        foreach (var (other, room) in person.Conversations)
        {
            _byId.Remove(room.Id);
            if (other != person.Id && people.Find(other) is { } one) one.Conversations = one.Conversations.Remove(person.Id);
        }

        person.Conversations = person.Conversations.Clear();
    }

    internal IReadOnlyList<RoomSnapshot> TakeSnapshot() => [.. _byId.Values.OrderBy(room => room.Id.Value).Select(room => room.TakeSnapshot())];

    internal void Restore(RoomSnapshot snapshot)
    {
        if (snapshot.Room is NamedRoom) Add(Room.Restore(snapshot));
    }

    /// <summary>Restores what can only be when those whom it concerns are present again.</summary>
    internal void RestoreForPeople(RoomSnapshot snapshot, PeopleDirectory people)
    {
        if (Find(snapshot.Room.Id) is { } room)
        {
            foreach (var id in snapshot.Invited)
            {
                if (people.Find(id) is { } guest) room.Invite(guest);
            }
        }

        if (snapshot.Room is Conversation) AddConversation(Room.Restore(snapshot), people);
    }

    private Dictionary<AccountName, Room> ConversationsOf(AccountName account) =>
        _byAccounts.TryGetValue(account, out var conversations) ? conversations : _byAccounts[account] = [];

    private void Take(RoomName name, Room room)
    {
        _byName[name] = room;
        ForgetFormer(name);
    }

    private void ForgetFormer(RoomName name)
    {
        if (_byFormerName.Remove(name, out var room)) room.FormerNames.Remove(name);
    }
}
