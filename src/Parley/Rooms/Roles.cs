using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What a member may do in a room. One can have several; the highest counts.</summary>
/// <seealso href="https://modern.ircdocs.horse/#channel-membership-prefixes"/>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Roles>))]
public enum Roles
{
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>May speak where not everybody may.</summary>
    [JsonStringEnumMemberName("voice")]
    Voice = 1,

    /// <summary>May send members away, give voice and keep the lists of masks.</summary>
    [JsonStringEnumMemberName("half-operator")]
    HalfOperator = 2,

    /// <summary>May change the room and make others operators.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator = 4,

    /// <summary>An operator whom operators cannot send away.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin = 8,

    /// <summary>Owns the room.</summary>
    [JsonStringEnumMemberName("founder")]
    Founder = 16,
}

/// <summary>Comparisons of <see cref="Roles"/>.</summary>
public static class RolesExtensions
{
    /// <summary>Whether the highest role is this one or above.</summary>
    public static bool AtLeast(this Roles roles, Roles wanted) => (int)roles >= (int)wanted;

    /// <summary>The highest of them alone.</summary>
    public static Roles Highest(this Roles roles) =>
        roles == Roles.None ? Roles.None : (Roles)(1 << System.Numerics.BitOperations.Log2((uint)roles));
}
