using System.Collections.Immutable;
using System.Globalization;
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

    private const string Comment = "are supported by this server";

    /// <summary>The tokens, as lines of RPL_ISUPPORT.</summary>
    public static ImmutableArray<IrcLine> Lines(ServerOptions options) =>
    [
        .. IrcText.Pack(Tokens(options), IrcText.RoomFor(options.ServerName, Numeric.Isupport.Code, new string('x', Nick.LengthMax), Comment), IrcLimits.IsupportTokensMax)
            .Select(tokens => IrcLine.Of(Numeric.Isupport, [.. tokens, Comment])),
    ];

    private static IEnumerable<string> Tokens(ServerOptions options)
    {
        var rules = new WorldRules();
        return
        [
            $"AWAYLEN={Text(rules.ReasonBytesMax)}",
            "BOT=B",
            "CASEMAPPING=ascii",
            $"CHANLIMIT=#:{Text(rules.RoomsPerPersonMax)}",
            $"CHANMODES={ModeLetters.ChanModes}",
            $"CHANNELLEN={Text(RoomName.LengthMax)}",
            "CHANTYPES=#",
            "ELIST=CMNTU",
            "EXCEPTS=e",
            $"HOSTLEN={Text(64)}",
            "INVEX=I",
            $"KEYLEN={Text(ChangeModes.KeyLengthMax)}",
            $"KICKLEN={Text(rules.ReasonBytesMax)}",
            $"MAXLIST=beI:{Text(ChangeModes.MasksMax)}",
            $"MAXTARGETS={Text(MessageTargetsMax)}",
            $"MONITOR={Text(MonitorCommand.Max)}",
            $"MODES={Text(ModesMax)}",
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
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
