using System.Text.Json.Serialization;

namespace Parley;

/// <summary>A person's identity: the sequence of the event with which they arrived.</summary>
[JsonConverter(typeof(IdConverter<PersonId>))]
public readonly record struct PersonId(long Value) : IId<PersonId>
{
    static PersonId IId<PersonId>.From(long value) => new(value);
}
