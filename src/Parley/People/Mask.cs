using System.Text;

namespace Parley;

/// <summary>A pattern of <c>nick!user@host</c>, with <c>*</c> for any text and <c>?</c> for any character.</summary>
/// <seealso href="https://modern.ircdocs.horse/#mask-expressions"/>
public static class Mask
{
    /// <summary>The longest mask, in characters.</summary>
    public const int LengthMax = 200;

    /// <summary>
    /// The whole form of what people write: <c>bob</c> is <c>bob!*@*</c>, <c>*@host</c> is <c>*!*@host</c>. Null when it
    /// cannot be one.
    /// </summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > LengthMax || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == ',')) return null;

        var at = text.LastIndexOf('@');
        var (name, host) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        var bang = name.IndexOf('!', StringComparison.Ordinal);
        var (nick, user) = bang >= 0 ? (name[..bang], name[(bang + 1)..]) : at >= 0 ? ("", name) : (name, "");
        return $"{OrAny(nick)}!{OrAny(user)}@{OrAny(host)}";
    }

    /// <summary>Whether the mask covers this person.</summary>
    public static bool Covers(string mask, Identity who) => Matches(mask, $"{who.Nick}!{who.User ?? "*"}@{who.Host ?? "*"}");

    /// <summary>Whether the text fits the pattern, without regard to the case of ASCII letters. In time linear in both, mostly.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Ascii.EqualsIgnoreCase([pattern[p]], [text[t]]) || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static string OrAny(string part) => part.Length == 0 ? "*" : part;
}
