namespace Parley;

/// <summary>Which rooms there are, by id and by name, and who is in them.</summary>
internal sealed class RoomDirectory
{
    private readonly Dictionary<RoomId, Room> _byId = [];
    private readonly Dictionary<RoomName, Room> _byName = [];

    /// <summary>The rooms that have a name.</summary>
    public IReadOnlyCollection<Room> Named => _byName.Values;

    public Room? Find(RoomId id) => _byId.GetValueOrDefault(id);

    public Room? Find(RoomName name) => _byName.GetValueOrDefault(name);

    /// <summary>The room of that name, if the person is in it; otherwise why not.</summary>
    public Refusal? FindFor(Person person, string name, out Room room)
    {
        room = null!;
        if (!RoomName.TryParse(name, out var roomName)) return new RoomNameInvalid(name);
        if (Find(roomName) is not { } found) return new NoSuchRoom(roomName);
        room = found;
        return found.Contains(person.Id) ? null : new NotInRoom(roomName);
    }

    public void Add(Room room)
    {
        _byId[room.Id] = room;
        if (room.Ref is NamedRoom named) _byName[named.Name] = room;
    }

    public void AddConversation(Room room, Person first, Person second)
    {
        _byId[room.Id] = room;
        first.Conversations[second.Id] = room;
        second.Conversations[first.Id] = room;
    }

    /// <summary>Calls a person's conversations by their new identity.</summary>
    public static void Rename(Person person)
    {
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

    public static void Enter(Room room, Person person)
    {
        room.Add(person);
        person.Rooms.Add(room);
    }

    /// <summary>Takes a person out of a room, and forgets the room if nothing is left to remember.</summary>
    public void Leave(Room room, Person person)
    {
        room.Remove(person);
        person.Rooms.Remove(room);
        if (room is { Count: 0, HasHistory: false, Ref: NamedRoom named })
        {
            _byId.Remove(room.Id);
            _byName.Remove(named.Name);
        }
    }

    /// <summary>Takes a person out of every room and conversation.</summary>
    public void LeaveAll(Person person, PeopleDirectory people)
    {
        foreach (var room in person.Rooms.ToArray()) Leave(room, person);
        foreach (var (other, room) in person.Conversations)
        {
            _byId.Remove(room.Id);
            if (other != person.Id) people.Find(other)?.Conversations.Remove(person.Id);
        }

        person.Conversations.Clear();
    }

    public IReadOnlyList<RoomSnapshot> TakeSnapshot() =>
        [.. _byId.Values.OrderBy(room => room.Id.Value).Select(room => new RoomSnapshot(room.Ref, room.Topic, room.HasHistory))];

    public void Restore(RoomSnapshot snapshot)
    {
        if (snapshot.Room is NamedRoom) Add(FromSnapshot(snapshot));
    }

    public void RestoreConversation(RoomSnapshot snapshot, PeopleDirectory people)
    {
        if (snapshot.Room is Conversation conversation
            && people.Find(conversation.First.Id) is { } first
            && people.Find(conversation.Second.Id) is { } second)
            AddConversation(FromSnapshot(snapshot), first, second);
    }

    private static Room FromSnapshot(RoomSnapshot snapshot) =>
        new(snapshot.Room) { Topic = snapshot.Topic, HasHistory = snapshot.HasHistory };
}
