namespace Parley;

/// <summary>A room as it is now.</summary>
/// <remarks>Belongs to the world, and is only touched by its loop.</remarks>
internal sealed class Room(RoomRef reference)
{
    private readonly Dictionary<PersonId, Person> _members = [];

    /// <summary>What events say of this room; the same instance until it is called something else.</summary>
    public RoomRef Ref { get; set; } = reference;

    public RoomId Id => Ref.Id;

    public Topic? Topic { get; set; }

    /// <summary>Whether something was said or a topic set here: reasons to keep the room when all have left.</summary>
    public bool HasHistory { get; set; }

    public int Count => _members.Count;

    public IEnumerable<Person> Members => _members.Values;

    public bool Contains(PersonId person) => _members.ContainsKey(person);

    public void Add(Person person) => _members[person.Id] = person;

    public void Remove(Person person) => _members.Remove(person.Id);
}
