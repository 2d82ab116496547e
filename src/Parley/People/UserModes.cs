using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What a person has set about themselves, or has been given.</summary>
/// <seealso href="https://modern.ircdocs.horse/#user-modes"/>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<UserModes>))]
public enum UserModes
{
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>Found only by those who share a room.</summary>
    [JsonStringEnumMemberName("invisible")]
    Invisible = 1,

    /// <summary>Runs the server.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator = 2,

    /// <summary>Hears what operators announce.</summary>
    [JsonStringEnumMemberName("wallops")]
    Wallops = 4,

    /// <summary>Is a program (<see href="https://ircv3.net/specs/extensions/bot-mode"/>).</summary>
    [JsonStringEnumMemberName("bot")]
    Bot = 8,

    /// <summary>Takes direct messages only from people with an account.</summary>
    [JsonStringEnumMemberName("accounts-only")]
    AccountsOnly = 16,
}
