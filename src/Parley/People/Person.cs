namespace Parley;

/// <summary>Somebody who is present, through one session or more.</summary>
/// <remarks>Belongs to the world, and is only touched by its loop.</remarks>
internal sealed class Person(Identity identity)
{
    public Identity Identity { get; set; } = identity;

    public PersonId Id => Identity.Id;

    public List<SessionId> Sessions { get; } = [];

    /// <summary>The named rooms this person is in, in the order of joining.</summary>
    public List<Room> Rooms { get; } = [];

    /// <summary>The direct conversations with others who are present.</summary>
    public Dictionary<PersonId, Room> Conversations { get; } = [];
}
