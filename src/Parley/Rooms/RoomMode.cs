using System.Text.Json.Serialization;

namespace Parley;

/// <summary>What can be set about a room.</summary>
/// <seealso href="https://modern.ircdocs.horse/#channel-modes"/>
[JsonConverter(typeof(JsonStringEnumConverter<RoomMode>))]
public enum RoomMode
{
    /// <summary>A mask of those who may neither join nor speak.</summary>
    [JsonStringEnumMemberName("ban")]
    Ban,

    /// <summary>A mask of those whom no ban concerns.</summary>
    [JsonStringEnumMemberName("ban-exception")]
    BanException,

    /// <summary>A mask of those who need no invitation.</summary>
    [JsonStringEnumMemberName("invite-exception")]
    InviteException,

    /// <summary>The word one has to know to join.</summary>
    [JsonStringEnumMemberName("key")]
    Key,

    /// <summary>How many members there may be.</summary>
    [JsonStringEnumMemberName("limit")]
    Limit,

    /// <summary>The room to which those are sent who may not join.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,

    /// <summary>One has to be invited to join.</summary>
    [JsonStringEnumMemberName("invite-only")]
    InviteOnly,

    /// <summary>Only those with a role may speak.</summary>
    [JsonStringEnumMemberName("moderated")]
    Moderated,

    /// <summary>Only members may speak.</summary>
    [JsonStringEnumMemberName("no-external")]
    NoExternal,

    /// <summary>Hidden from those who are not in it.</summary>
    [JsonStringEnumMemberName("secret")]
    Secret,

    /// <summary>Only half-operators and above may set the topic.</summary>
    [JsonStringEnumMemberName("topic-locked")]
    TopicLocked,

    /// <summary>Belongs to an account. Not set by hand.</summary>
    [JsonStringEnumMemberName("registered")]
    Registered,

    /// <summary>Only people with an account may join.</summary>
    [JsonStringEnumMemberName("accounts-only")]
    AccountsOnly,

    /// <summary>Only people with an account, or a role, may speak.</summary>
    [JsonStringEnumMemberName("accounts-speak")]
    AccountsSpeak,

    /// <summary>CTCP is refused, except what somebody does (<c>/me</c>).</summary>
    [JsonStringEnumMemberName("no-ctcp")]
    NoCtcp,

    /// <summary>How much of its history is kept; see <see cref="Retention"/>.</summary>
    [JsonStringEnumMemberName("history")]
    History,

    /// <summary>A member's <see cref="Roles.Founder"/>.</summary>
    [JsonStringEnumMemberName("founder")]
    Founder,

    /// <summary>A member's <see cref="Roles.Admin"/>.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin,

    /// <summary>A member's <see cref="Roles.Operator"/>.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,

    /// <summary>A member's <see cref="Roles.HalfOperator"/>.</summary>
    [JsonStringEnumMemberName("half-operator")]
    HalfOperator,

    /// <summary>A member's <see cref="Roles.Voice"/>.</summary>
    [JsonStringEnumMemberName("voice")]
    Voice,
}

/// <summary>Kinds of <see cref="RoomMode"/>.</summary>
public static class RoomModeExtensions
{
    /// <summary>Whether it is a list of masks.</summary>
    public static bool IsList(this RoomMode mode) => mode <= RoomMode.InviteException;

    /// <summary>The role that it gives to a member; none for what concerns the room itself.</summary>
    public static Roles Role(this RoomMode mode) => mode switch
    {
        RoomMode.Founder => Roles.Founder,
        RoomMode.Admin => Roles.Admin,
        RoomMode.Operator => Roles.Operator,
        RoomMode.HalfOperator => Roles.HalfOperator,
        RoomMode.Voice => Roles.Voice,
        _ => Roles.None,
    };
}
