using System.Text;

namespace Parley;

/// <summary>A pattern of <c>nick!user@host</c>, with <c>*</c> for any text and <c>?</c> for any character.</summary>
/// <remarks>After a <c>\</c> the two mean themselves. <c>~a:bob</c> is the owner of the account <c>bob</c>.</remarks>
/// <seealso href="https://modern.ircdocs.horse/#wildcard-expressions"/>
/// <seealso href="https://ircv3.net/specs/extensions/account-extban"/>
public static class Mask
{
    /// <summary>The longest mask, in UTF-16 units.</summary>
    public const int LengthMax = 200;

    private const string AccountPrefix = "~a:";
    private const string AccountPrefixInFull = "~account:";

    /// <summary>
    /// The whole form of what people write: <c>bob</c> is <c>bob!*@*</c>, <c>*@host</c> is <c>*!*@host</c>, and so is a
    /// host alone: no nick has a <c>.</c>, <c>:</c> or <c>/</c>. Null when it cannot be one.
    /// </summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > LengthMax || !IsAllowed(text)) return null;
        if (AccountIn(text, out var account)) return account is { } owner ? AccountPrefix + owner : null;
        if (IsExtended(text)) return null;

        var at = text.LastIndexOf('@');
        var (name, host) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        var bang = name.IndexOf('!', StringComparison.Ordinal);
        var (nick, user) = bang >= 0 ? (name[..bang], name[(bang + 1)..]) : at >= 0 ? ("", name) : (name, "");
        if (at < 0 && bang < 0 && nick.AsSpan().ContainsAny('.', ':', '/')) (nick, host) = ("", nick);
        return $"{Part(nick)}!{Part(user)}@{Part(host)}";
    }

    /// <summary>Whether two masks are the same one, written in another case.</summary>
    public static bool AreSame(string? one, string? other) =>
        one == other || (one is not null && other is not null && CaseMapping.Fold(one) == CaseMapping.Fold(other));

    /// <summary>What masks are compared with; somebody who shows no user name or no host has a <c>*</c> there.</summary>
    public static string TextOf(Identity who) => $"{who.Nick}!{who.User ?? "*"}@{who.Host ?? "*"}";

    /// <summary>Whether the mask covers this person.</summary>
    public static bool Covers(string mask, Identity who) => AccountIn(mask, out var account)
        ? account is not null && who.Account == account
        : Matches(mask, TextOf(who));

    /// <summary>Whether the mask means the owner of an account, whatever they are called: <c>~a:bob</c> or <c>~account:bob</c>.</summary>
    private static bool AccountIn(string mask, out AccountName? account)
    {
        account = null;
        var prefix = mask.StartsWith(AccountPrefix, StringComparison.Ordinal) ? AccountPrefix
            : mask.StartsWith(AccountPrefixInFull, StringComparison.Ordinal) ? AccountPrefixInFull
            : null;
        if (prefix is null) return false;
        if (AccountName.TryParse(mask[prefix.Length..], out var name)) account = name;
        return true;
    }

    /// <summary>Whether it is written like <c>~x:y</c>, of which only that for accounts means something here.</summary>
    private static bool IsExtended(string text) => text[0] == '~' && text.IndexOfAny([':', '!', '@']) is > 0 and var end && text[end] == ':';

    /// <summary>Whether the text fits the pattern, without regard to the case of ASCII letters.</summary>
    /// <remarks>Takes no more steps than the product of their lengths.</remarks>
    public static bool Matches(string pattern, string text)
    {
        // Only the last star is ever tried again: a shorter text for an earlier one leaves no more to those after it.
        var (p, t, afterStar, tried) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                afterStar = ++p;
                tried = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, text, ref p, ref t))
            {
            }
            else if (afterStar >= 0)
            {
                tried += WidthAt(text, tried);
                (p, t) = (afterStar, tried);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(string pattern, string text, ref int p, ref int t)
    {
        if (pattern[p] == '?')
        {
            p++;
            t += WidthAt(text, t);
            return true;
        }

        var literal = p + (pattern[p] == '\\' && p + 1 < pattern.Length && pattern[p + 1] is '*' or '?' ? 1 : 0);
        if (Fold(pattern[literal]) != Fold(text[t])) return false;
        p = literal + 1;
        t++;
        return true;
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;

    private static int WidthAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    // Half a character reads as the replacement character, and is stored as one: it would be another mask after a restart.
    private static bool IsAllowed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ',' || rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) return false;
        }

        return true;
    }

    /// <summary>A part of a mask, without stars that say the same twice; a star when nothing is said.</summary>
    private static string Part(string part)
    {
        if (part.Length == 0) return "*";
        if (!part.Contains("**", StringComparison.Ordinal)) return part;

        var shorter = new StringBuilder(part.Length);
        var afterStar = false;
        for (var i = 0; i < part.Length; i++)
        {
            var isStar = part[i] == '*';
            if (isStar && afterStar) continue;
            shorter.Append(part[i]);
            afterStar = isStar;
            if (part[i] == '\\' && i + 1 < part.Length && part[i + 1] is '*' or '?') shorter.Append(part[++i]);
        }

        return shorter.ToString();
    }
}
