namespace Parley;

/// <summary>Who somebody is at the time of an event.</summary>
/// <remarks>Immutable and shared by all events of one person until something about them changes.</remarks>
/// <param name="Id">The person.</param>
/// <param name="Nick">What they are called.</param>
public sealed record Identity(PersonId Id, Nick Nick);
