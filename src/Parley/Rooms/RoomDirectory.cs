namespace Parley;

/// <summary>Which rooms there are, by id and by name, and who is in them.</summary>
/// <remarks>To be read only by what the world's loop runs.</remarks>
public sealed class RoomDirectory
{
    private readonly Dictionary<RoomId, Room> _byId = [];
    private readonly Dictionary<RoomName, Room> _byName = [];

    /// <summary>The rooms that have a name.</summary>
    public IReadOnlyCollection<Room> Named => _byName.Values;

    /// <summary>The room or conversation with this id, if there is one.</summary>
    public Room? Find(RoomId id) => _byId.GetValueOrDefault(id);

    /// <summary>The room of this name, if there is one.</summary>
    public Room? Find(RoomName name) => _byName.GetValueOrDefault(name);

    /// <summary>The room of that name, if the person is in it; otherwise why not.</summary>
    internal Refusal? FindFor(Person person, string name, out Room room)
    {
        room = null!;
        if (!RoomName.TryParse(name, out var roomName)) return new RoomNameInvalid(name);
        if (Find(roomName) is not { } found || !found.IsVisibleTo(person)) return new NoSuchRoom(roomName);
        room = found;
        return found.Contains(person.Id) ? null : new NotInRoom(roomName);
    }

    internal void Add(Room room)
    {
        _byId[room.Id] = room;
        if (room.Ref is NamedRoom named) _byName[named.Name] = room;
    }

    internal void AddConversation(Room room, Person first, Person second)
    {
        _byId[room.Id] = room;
        first.Conversations[second.Id] = room;
        second.Conversations[first.Id] = room;
    }

    /// <summary>Calls a person's conversations by their new identity.</summary>
    internal static void Rename(Person person)
    {
        foreach (var room in person.RoomList) room.Renamed();
        foreach (var room in person.Conversations.Values)
        {
            var conversation = (Conversation)room.Ref;
            room.Ref = conversation with
            {
                First = conversation.First.Id == person.Id ? person.Identity : conversation.First,
                Second = conversation.Second.Id == person.Id ? person.Identity : conversation.Second,
            };
        }
    }

    internal static void Enter(Room room, Person person, Roles roles)
    {
        room.Add(person, roles);
        person.RoomList.Add(room);
    }

    /// <summary>Takes a person out of a room. The room stays when all have left, if it has a history that anybody could have read.</summary>
    internal void Leave(Room room, Person person)
    {
        room.Remove(person);
        person.RoomList.Remove(room);
        if (room.Count == 0 && !(room.HasHistory && room.IsOpen)) Forget(room);
    }

    /// <summary>Takes a person out of every room and conversation.</summary>
    internal void LeaveAll(Person person, PeopleDirectory people)
    {
        foreach (var room in person.RoomList.ToArray()) Leave(room, person);
        foreach (var room in person.InvitedTo.ToArray()) room.Uninvite(person);
        foreach (var (other, room) in person.Conversations)
        {
            _byId.Remove(room.Id);
            if (other != person.Id) people.Find(other)?.Conversations.Remove(person.Id);
        }

        person.Conversations.Clear();
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

        if (snapshot.Room is Conversation conversation
            && people.Find(conversation.First.Id) is { } first
            && people.Find(conversation.Second.Id) is { } second)
            AddConversation(Room.Restore(snapshot), first, second);
    }

    private void Forget(Room room)
    {
        room.UninviteAll();
        _byId.Remove(room.Id);
        if (room.Name is { } name) _byName.Remove(name);
    }
}
