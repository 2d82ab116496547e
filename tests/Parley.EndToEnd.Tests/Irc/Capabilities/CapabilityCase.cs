namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>What a capability is good for: what is said, and what a client then sees that has it and one that has not.</summary>
/// <remarks>
/// The script's lines begin with who says them: <c>me</c>, <c>other</c>, <c>third</c>; <c>reload</c> changes what the server offers, and takes that back.
/// <c>{me}</c>, <c>{other}</c>, <c>{third}</c> and <c>{room}</c> are names, <c>{msgid}</c> is the id of what the other has been
/// shown last, <c>{login}</c> what logs in to the other's account. The patterns are regular expressions for a whole line.
/// </remarks>
/// <param name="Name">The capability.</param>
/// <param name="Script">What is said.</param>
internal sealed record CapabilityCase(string Name, string Script)
{
    /// <summary>What comes with the capability, and does not without it; null for nothing.</summary>
    public string? With { get; init; }

    /// <summary>What comes without the capability, and does not with it; null for nothing.</summary>
    public string? Without { get; init; }

    /// <summary>What comes with and without the capability, because it only says that the server can do this; null for nothing.</summary>
    public string? Always { get; init; }

    /// <summary>The capabilities without which it means nothing.</summary>
    public string Needs { get; init; } = "";

    /// <summary>What the other has negotiated.</summary>
    public string OthersHave { get; init; } = "";

    /// <summary>What is said before there is a nick.</summary>
    public string Before { get; init; } = "";

    /// <summary>Whether clients only read it, and may not ask for it.</summary>
    public bool IsNotice { get; init; }

    /// <summary>One for each capability of the server.</summary>
    public static IReadOnlyList<CapabilityCase> All { get; } =
    [
        new("account-notify", "me: JOIN {room}|other: JOIN {room}|other: REGISTER * * :correct horse") { With = ":{other}!.* ACCOUNT :?{other}" },
        new("account-tag", "me: JOIN {room}|other: JOIN {room}|other: REGISTER * * :correct horse|other: PRIVMSG {room} :hi")
        {
            With = "@account={other} :{other}!.* PRIVMSG {room} :hi",
            Without = ":{other}!.* PRIVMSG {room} :hi",
        },
        new("away-notify", "me: JOIN {room}|other: JOIN {room}|other: AWAY :gone") { With = ":{other}!.* AWAY :gone" },
        new("batch", "me: METADATA * LIST") { With = ":.* BATCH \\+\\w+ metadata :?{me}" },
        new("cap-notify", "reload") { With = ":.* CAP {me} NEW :draft/account-registration", OthersHave = "cap-notify" },
        new("chghost", "me: JOIN {room}|other: JOIN {room}|other: OPER root secret|other: CHGHOST {other} staff.example")
        {
            With = ":{other}!.* CHGHOST ~{other} :?staff\\.example",
        },
        new("draft/account-registration", "me: REGISTER * * :correct horse") { Always = ":.* REGISTER SUCCESS {me} :.*" },
        new("draft/channel-rename", "other: JOIN {room}|me: JOIN {room}|other: RENAME {room} {room}-too :why")
        {
            With = ":{other}!.* RENAME {room} {room}-too :why",
            Without = ":{me}!.* JOIN :?{room}-too",
        },
        new("draft/chathistory", "other: JOIN {room}|other: PRIVMSG {room} :before|me: JOIN {room}|me: CHATHISTORY LATEST {room} * 10")
        {
            With = ":{other}!.* PRIVMSG {room} :before",
            Without = ":.* 421 {me} CHATHISTORY :.*",
        },
        new("draft/event-playback", "other: JOIN {room}|other: TOPIC {room} :before|me: JOIN {room}|me: CHATHISTORY LATEST {room} * 10")
        {
            Needs = "draft/chathistory",
            With = ":{other}!.* TOPIC {room} :before",
        },
        new("draft/extended-isupport", "") { Before = "ISUPPORT", With = ":.* 005 \\* .*", Without = ":.* 451 \\* :.*" },
        new("draft/message-redaction", "me: JOIN {room}|other: JOIN {room}|other: PRIVMSG {room} :oops|other: REDACT {room} {msgid} :typo")
        {
            OthersHave = "message-tags echo-message draft/message-redaction",
            With = ":{other}!.* REDACT {room} {msgid} :typo",
        },
        new("draft/metadata-2", "me: METADATA * SUB avatar|me: JOIN {room}|other: JOIN {room}|other: METADATA * SET avatar :https://a.example/")
        {
            With = ":.* METADATA {other} avatar \\* :https://a.example/",
        },
        new("draft/multiline", "me: JOIN {room}|other: JOIN {room}|other: BATCH +1 draft/multiline {room}|other: @batch=1 PRIVMSG {room} :one|other: @batch=1 PRIVMSG {room} :two|other: BATCH -1")
        {
            Needs = "batch",
            OthersHave = "batch draft/multiline",
            With = "@batch=\\w+ :{other}!.* PRIVMSG {room} :two",
            Without = ":{other}!.* PRIVMSG {room} :two",
        },
        new("draft/pre-away", "") { Before = "AWAY :not yet", With = ":.* 306 \\* :.*", Without = ":.* 451 \\* :.*" },
        new("draft/read-marker", "me: JOIN {room}") { With = ":.* MARKREAD {room} :?\\*" },
        new("echo-message", "me: JOIN {room}|me: PRIVMSG {room} :mine") { With = ":{me}!.* PRIVMSG {room} :mine" },
        new("extended-join", "me: JOIN {room}|other: JOIN {room}") { With = ":{other}!.* JOIN {room} \\* :{other} of old", Without = ":{other}!.* JOIN :?{room}" },
        new("extended-monitor", "me: MONITOR + {other}|other: AWAY :gone") { Needs = "away-notify", With = ":{other}!.* AWAY :gone" },
        new("invite-notify", "other: JOIN {room}|me: JOIN {room}|other: MODE {room} +o {me}|other: INVITE {third} {room}") { With = ":{other}!.* INVITE {third} :?{room}" },
        new("labeled-response", "me: @label=mine VERSION x.example") { Needs = "batch", With = "@label=mine :.* 402 {me} .*", Without = ":.* 402 {me} .*" },
        new("message-tags", "me: JOIN {room}|other: JOIN {room}|other: @+typing=active TAGMSG {room}")
        {
            OthersHave = "message-tags",
            With = "@\\+typing=active :{other}!.* TAGMSG :?{room}",
        },
        new("multi-prefix", "other: JOIN {room}|other: MODE {room} +v {other}|me: NAMES {room}") { With = ":.* 353 {me} . {room} :@\\+{other}(!\\S+)?", Without = ":.* 353 {me} . {room} :@{other}(!\\S+)?" },
        new("no-implicit-names", "me: JOIN {room}") { Without = ":.* 366 {me} {room} :.*" },
        new("parley/message-id", "me: @parley/message-id=x PRIVMSG {me} :once|me: @parley/message-id=x PRIVMSG {me} :and again")
        {
            Always = ":{me}!.* PRIVMSG {me} :once",
            Without = ":{me}!.* PRIVMSG {me} :and again",
        },
        new("sasl", "other: REGISTER * * :correct horse|me: AUTHENTICATE PLAIN|me: AUTHENTICATE {login}") { Always = ":.* 903 {other} :.*" },
        new("server-time", "me: JOIN {room}|other: JOIN {room}|other: PRIVMSG {room} :hi")
        {
            With = "@time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z :{other}!.* PRIVMSG {room} :hi",
            Without = ":{other}!.* PRIVMSG {room} :hi",
        },
        new("setname", "me: JOIN {room}|other: JOIN {room}|other: SETNAME :somebody else") { With = ":{other}!.* SETNAME :somebody else" },
        new("soju.im/search", "other: JOIN {room}|other: PRIVMSG {room} :a needle|me: JOIN {room}|me: SEARCH in={room};text=needle")
        {
            With = ":{other}!.* PRIVMSG {room} :a needle",
            Without = ":.* 421 {me} SEARCH :.*",
        },
        new("standard-replies", $"me: PRIVMSG {{other}} :{new string('x', 480)}") { With = ":.* WARN PRIVMSG TEXT_CUT {other} :.*", Without = ":.* NOTICE {me} :The end of your message.*" },
        new("sts", "me: CAP LS 302") { IsNotice = true, Always = ":.* CAP {me} LS .*[: ]sts=port=\\d+( .*)?" },
        new("userhost-in-names", "other: JOIN {room}|me: NAMES {room}") { With = ":.* 353 {me} . {room} :@{other}!~{other}@\\S+", Without = ":.* 353 {me} . {room} :@{other}" },
    ];

    /// <summary>What IRCv3 has besides, for which nobody asks; what comes, comes to all who have what it needs.</summary>
    public static IReadOnlyList<CapabilityCase> Unasked { get; } =
    [
        new("account-extban", "other: JOIN {room}|me: REGISTER * * :correct horse|other: MODE {room} +b ~a:{me}|me: JOIN {room}") { Always = ":.* 474 {me} {room} :.*" },
        new("bot-mode", "other: MODE {other} +B|me: WHOIS {other}") { Always = ":.* 335 {me} {other} :.*" },
        new("UTF8ONLY", "me: VERSION") { Always = ":.* 005 {me} (.* )?UTF8ONLY( .*)?" },
        new("WHOX", "me: WHO {other} %tna,7") { Always = ":.* 354 {me} 7 {other} :?0" },
        new("+channel-context", "other: @+draft/channel-context={room} PRIVMSG {me} :about that") { Needs = "message-tags", OthersHave = "message-tags", Always = "@msgid=\\w+;\\+draft/channel-context={room} :{other}!.* PRIVMSG {me} :about that" },
        new("+draft/react", "me: JOIN {room}|other: JOIN {room}|other: PRIVMSG {room} :hi|other: @+draft/react=yes;+draft/reply={msgid} TAGMSG {room}")
        {
            Needs = "message-tags",
            OthersHave = "message-tags echo-message",
            Always = "@msgid=\\w+;\\+draft/react=yes;\\+draft/reply={msgid} :{other}!.* TAGMSG :?{room}",
        },
        new("+draft/reply", "me: JOIN {room}|other: JOIN {room}|other: @+draft/reply=none PRIVMSG {room} :yes") { Needs = "message-tags", OthersHave = "message-tags", Always = "@msgid=\\w+;\\+draft/reply=none :{other}!.* PRIVMSG {room} :yes" },
        new("+typing", "me: JOIN {room}|other: JOIN {room}|other: @+typing=done TAGMSG {room}") { Needs = "message-tags", OthersHave = "message-tags", Always = "@\\+typing=done :{other}!.* TAGMSG :?{room}" },
    ];
}
