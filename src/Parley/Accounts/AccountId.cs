using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An account's identity: the sequence of the event that registered it.</summary>
[JsonConverter(typeof(IdConverter<AccountId>))]
public readonly record struct AccountId(long Value) : IId<AccountId>
{
    static AccountId IId<AccountId>.From(long value) => new(value);
}
