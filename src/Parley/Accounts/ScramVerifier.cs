using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What is kept of a password: enough to check it with SCRAM-SHA-256, too little to know it.</summary>
/// <remarks>
/// <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>, the last three in Base64. To the world it is a text that is the same or
/// another; computing with it is for whoever proves. It prints as nothing, so that it stands in no log by accident.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc5803"/>
[JsonConverter(typeof(NameConverter<ScramVerifier>))]
public readonly record struct ScramVerifier(string Value) : IName<ScramVerifier>
{
    static ScramVerifier IName<ScramVerifier>.FromStored(string value) => new(value);

    public override string ToString() => "(verifier)";
}
