using System.Collections.Frozen;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>Which letter stands for which mode of a room.</summary>
internal static class ModeLetters
{
    /// <summary>The modes by type, as CHANMODES has them.</summary>
    public const string ChanModes = "beI,k,fHl,CMRimnrst";

    /// <summary>The roles, from the highest.</summary>
    public const string Prefixes = "qaohv";

    /// <summary>Their symbols, in the same order.</summary>
    public const string PrefixSymbols = "~&@%+";

    /// <summary>All letters.</summary>
    public static readonly string All = string.Concat((ChanModes + Prefixes).Where(char.IsAsciiLetter).Order());

    /// <summary>Those that take an argument.</summary>
    public static readonly string WithArgument = string.Concat((ChanModes[..ChanModes.LastIndexOf(',')] + Prefixes).Where(char.IsAsciiLetter).Order());

    public static readonly ModeTypes Types = new(ChanModes, Prefixes);

    private static readonly FrozenDictionary<char, RoomMode> ByLetter = new Dictionary<char, RoomMode>
    {
        ['b'] = RoomMode.Ban,
        ['e'] = RoomMode.BanException,
        ['I'] = RoomMode.InviteException,
        ['k'] = RoomMode.Key,
        ['l'] = RoomMode.Limit,
        ['f'] = RoomMode.Forward,
        ['H'] = RoomMode.History,
        ['i'] = RoomMode.InviteOnly,
        ['m'] = RoomMode.Moderated,
        ['n'] = RoomMode.NoExternal,
        ['s'] = RoomMode.Secret,
        ['t'] = RoomMode.TopicLocked,
        ['r'] = RoomMode.Registered,
        ['R'] = RoomMode.AccountsOnly,
        ['M'] = RoomMode.AccountsSpeak,
        ['C'] = RoomMode.NoCtcp,
        ['q'] = RoomMode.Founder,
        ['a'] = RoomMode.Admin,
        ['o'] = RoomMode.Operator,
        ['h'] = RoomMode.HalfOperator,
        ['v'] = RoomMode.Voice,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RoomMode, char> ByMode = ByLetter.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static RoomMode? Of(char letter) => ByLetter.TryGetValue(letter, out var mode) ? mode : null;

    public static char Of(RoomMode mode) => ByMode[mode];

    /// <summary>The symbol of the highest role; empty for none.</summary>
    public static string SymbolOf(Roles roles) => roles == Roles.None ? "" : PrefixSymbols[Index(roles)].ToString();

    /// <summary>The symbols of all roles, the highest first.</summary>
    public static string SymbolsOf(Roles roles) => roles == Roles.None ? "" : string.Concat(PrefixSymbols.Where(symbol => roles.HasFlag(RoleOf(symbol))));

    /// <summary>The symbols that a client is shown: all of them if it has asked for that, otherwise the highest.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/multi-prefix"/>
    public static string SymbolsOf(Roles roles, IrcFeatures features) =>
        features.HasFlag(IrcFeatures.MultiPrefix) ? SymbolsOf(roles) : SymbolOf(roles);

    /// <summary>The role of a symbol; none if it is not one.</summary>
    public static Roles RoleOf(char symbol) =>
        PrefixSymbols.IndexOf(symbol, StringComparison.Ordinal) is var index and >= 0 ? (Roles)(1 << (Prefixes.Length - 1 - index)) : Roles.None;

    private static int Index(Roles roles) => Prefixes.Length - 1 - System.Numerics.BitOperations.Log2((uint)roles);
}
