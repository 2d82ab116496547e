using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Who somebody is at the time of an event.</summary>
/// <remarks>Immutable and shared by all events of one person until something about them changes.</remarks>
/// <param name="Id">The person.</param>
/// <param name="Nick">What they are called.</param>
public sealed record Identity(PersonId Id, Nick Nick)
{
    /// <summary>The user name they gave, or their door's; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    /// <summary>Where they come from, as others may see it: a cloak, not an address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Host { get; init; }
}
