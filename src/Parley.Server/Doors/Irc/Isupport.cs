using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Parley.Irc;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>What the server advertises about itself; all of it is true.</summary>
/// <seealso href="https://modern.ircdocs.horse/#rplisupport-parameters"/>
internal static class Isupport
{
    /// <summary>The most targets of one PRIVMSG or NOTICE.</summary>
    public const int MessageTargetsMax = 4;

    /// <summary>The most modes with an argument in one MODE.</summary>
    public const int ModesMax = 6;

    /// <summary>The lines for each set of options: everybody who comes gets the same.</summary>
    private static readonly ConditionalWeakTable<ServerOptions, IrcLines> Made = [];

    private const string Comment = "are supported by this server";

    /// <summary>The tokens, as lines of RPL_ISUPPORT.</summary>
    /// <param name="options">What the server is set up with.</param>
    /// <param name="batch">The reference of the batch that they come in; null for none.</param>
    public static ImmutableArray<IrcLine> Lines(ServerOptions options, string? batch)
    {
        var lines = Made.GetValue(options, static options => new IrcLines([.. Make(options)])).Lines;
        if (batch is null) return lines;
        var tags = IrcTags.Of(("batch", batch));
        return [IrcLine.Of("BATCH", $"+{batch}", "draft/isupport"), .. lines.Select(line => line with { Tags = tags }), IrcLine.Of("BATCH", $"-{batch}")];
    }

    private static IEnumerable<IrcLine> Make(ServerOptions options) =>
    [
        .. IrcText.Pack(Tokens(options), IrcText.RoomFor(options.ServerName, Numeric.Isupport.Code, new string('x', Nick.LengthMax), Comment), IrcLimits.IsupportTokensMax)
            .Select(tokens => IrcLine.Of(Numeric.Isupport, [.. tokens, Comment])),
    ];

    private static IEnumerable<string> Tokens(ServerOptions options)
    {
        var rules = new WorldRules();
        return
        [
            "ACCOUNTEXTBAN=a,account",
            $"AWAYLEN={Text(rules.ReasonBytesMax)}",
            "BOT=B",
            "CASEMAPPING=ascii",
            $"CHANLIMIT=#:{Text(rules.RoomsPerPersonMax)}",
            $"CHANMODES={ModeLetters.ChanModes}",
            $"CHANNELLEN={Text(RoomName.LengthMax)}",
            "CHANTYPES=#",
            $"CHATHISTORY={Text(ChathistoryCommand.Max)}",
            "ELIST=CMNTU",
            "EXCEPTS=e",
            "EXTBAN=~,a",
            $"HOSTLEN={Text(64)}",
            "INVEX=I",
            $"KEYLEN={Text(ChangeModes.KeyLengthMax)}",
            $"KICKLEN={Text(rules.ReasonBytesMax)}",
            $"MAXLIST={string.Join(',', "beI".Select(list => $"{list}:{Text(ChangeModes.MasksMax)}"))}",
            $"MAXTARGETS={Text(MessageTargetsMax)}",
            $"MONITOR={Text(MonitorCommand.Max)}",
            $"MODES={Text(ModesMax)}",
            "MSGREFTYPES=msgid,timestamp",
            $"NAMELEN={Text(rules.RealNameBytesMax)}",
            $"NETWORK={options.NetworkName}",
            $"NICKLEN={Text(Nick.LengthMax)}",
            $"PREFIX=({ModeLetters.Prefixes}){ModeLetters.PrefixSymbols}",
            "SAFELIST",
            $"STATUSMSG={ModeLetters.PrefixSymbols}",
            $"TARGMAX=JOIN:,KICK:,KILL:1,LIST:,NAMES:,NOTICE:{Text(MessageTargetsMax)},PART:,PRIVMSG:{Text(MessageTargetsMax)},WHOIS:1",
            $"TOPICLEN={Text(rules.TopicBytesMax)}",
            "USERLEN=10",
            "UTF8ONLY",
            "WHOX",
            .. options.NetworkIcon is { } icon ? [$"draft/ICON={Escape(icon)}"] : Array.Empty<string>(),
        ];
    }

    /// <seealso href="https://modern.ircdocs.horse/#rplisupport-005"/>
    private static string Escape(string value) => value
        .Replace("\\", "\\x5C", StringComparison.Ordinal).Replace(" ", "\\x20", StringComparison.Ordinal).Replace("=", "\\x3D", StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
