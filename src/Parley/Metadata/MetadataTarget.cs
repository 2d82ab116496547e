using System.Collections.Immutable;

namespace Parley;

/// <summary>Of whom or what metadata is: a person who is present, or a room.</summary>
internal sealed class MetadataTarget
{
    private MetadataTarget(Person? person, Room? room) => (Person, Room) = (person, room);

    /// <summary>The person; null when it is a room.</summary>
    public Person? Person { get; }

    /// <summary>The room; null when it is a person.</summary>
    public Room? Room { get; }

    /// <summary>What it is called.</summary>
    public string Name => Person?.Nick.Value ?? Room!.Name!.Value.Value;

    /// <summary>Finds what somebody may know of.</summary>
    /// <param name="world">The world.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="text">A nick or the name of a room; null for themselves.</param>
    /// <param name="target">What was found.</param>
    public static Refusal? Find(World world, Person asker, string? text, out MetadataTarget target)
    {
        var room = RoomName.TryParse(text, out var name) && world.Rooms.Find(name) is { } found && found.IsVisibleTo(asker) ? found : null;
        var person = text is null ? asker : Nick.TryParse(text, out var nick) ? world.People.Find(nick) : null;
        target = new MetadataTarget(person, room);
        return person is null && room is null ? new MetadataTargetInvalid(text!) : null;
    }

    /// <summary>What is said of it.</summary>
    public ImmutableArray<MetadataEntry> Entries(World world) => Person is { } person ? world.MetadataOf(person) : Room!.Metadata;

    /// <summary>People say something of themselves, operators of their rooms, and operators of the server of all.</summary>
    public bool MayBeSetBy(Person person) =>
        person == Person || person.IsOperator || (Room is { } room && room.RolesOf(person.Id).AtLeast(Roles.Operator));

    /// <summary>Something else is said of it from here on.</summary>
    public Event Changed(Person by, ImmutableArray<MetadataEntry> changes) => Person is { } person
        ? new PersonMetadataChanged(person.Identity, changes, person.RoomIds) { SetBy = by == person ? null : by.Identity }
        : new RoomMetadataChanged(Room!.Ref, by.Identity, changes);
}
