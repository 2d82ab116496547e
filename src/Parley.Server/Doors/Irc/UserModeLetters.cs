namespace Parley.Server.Doors.Irc;

/// <summary>Which letter stands for which user mode.</summary>
internal static class UserModeLetters
{
    private static readonly (char Letter, UserModes Mode)[] Pairs =
    [
        ('B', UserModes.Bot),
        ('R', UserModes.AccountsOnly),
        ('i', UserModes.Invisible),
        ('o', UserModes.Operator),
        ('w', UserModes.Wallops),
    ];

    /// <summary>All letters.</summary>
    public static readonly string All = string.Concat(Pairs.Select(pair => pair.Letter));

    public static UserModes? Of(char letter)
    {
        foreach (var (known, mode) in Pairs)
        {
            if (known == letter) return mode;
        }

        return null;
    }

    /// <summary>The modes as a mode string: <c>+iw</c>.</summary>
    public static string Of(UserModes modes) => "+" + string.Concat(Pairs.Where(pair => modes.HasFlag(pair.Mode)).Select(pair => pair.Letter));

    /// <summary>What changed, as a mode string; empty when nothing did.</summary>
    public static string Difference(UserModes before, UserModes after)
    {
        var set = string.Concat(Pairs.Where(pair => after.HasFlag(pair.Mode) && !before.HasFlag(pair.Mode)).Select(pair => pair.Letter));
        var unset = string.Concat(Pairs.Where(pair => before.HasFlag(pair.Mode) && !after.HasFlag(pair.Mode)).Select(pair => pair.Letter));
        return (set.Length > 0 ? "+" + set : "") + (unset.Length > 0 ? "-" + unset : "");
    }
}
