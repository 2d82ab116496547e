namespace Parley.Irc;

/// <summary>When a mode has an argument.</summary>
/// <seealso href="https://modern.ircdocs.horse/#mode-message"/>
public enum ModeType
{
    /// <summary>No such letter: ERR_UNKNOWNMODE (472) or, for a user, ERR_UMODEUNKNOWNFLAG (501). It takes no argument.</summary>
    Unknown,

    /// <summary>Type A: a list such as bans. Without an argument it asks for the list.</summary>
    List,

    /// <summary>Type B: always an argument, such as a key.</summary>
    Setting,

    /// <summary>Type C: an argument only when set, such as a limit.</summary>
    SettingWhenSet,

    /// <summary>Type D: never an argument.</summary>
    Flag,

    /// <summary>A role, whose argument is always a nick.</summary>
    Prefix,
}

/// <summary>The mode letters of channels or of users, with their types. Immutable.</summary>
public sealed class ModeTypes
{
    private readonly Dictionary<char, ModeType> _types = [];

    /// <summary>The modes as RPL_ISUPPORT advertises them.</summary>
    /// <param name="chanModes">
    /// The value of CHANMODES, such as <c>beI,k,l,imnst</c>; <c>,,,iow</c> for user modes. Types beyond the fourth are ignored.
    /// </param>
    /// <param name="prefixes">The letters in PREFIX, such as <c>qaohv</c>.</param>
    /// <exception cref="ArgumentException">A letter is there twice.</exception>
    public ModeTypes(string chanModes, string prefixes = "")
    {
        var type = ModeType.List;
        foreach (var letter in chanModes)
        {
            if (letter == ',') type++;
            else if (type <= ModeType.Flag) _types.Add(letter, type);
        }

        foreach (var letter in prefixes) _types.Add(letter, ModeType.Prefix);
    }

    /// <summary>The letter's type.</summary>
    public ModeType this[char letter] => _types.GetValueOrDefault(letter);

    /// <summary>Whether the letter takes an argument, if there is one left.</summary>
    public bool TakesArgument(char letter, bool isSet) => this[letter] switch
    {
        ModeType.List or ModeType.Setting or ModeType.Prefix => true,
        ModeType.SettingWhenSet => isSet,
        _ => false,
    };
}
