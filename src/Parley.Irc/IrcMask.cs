using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Parley.Irc;

/// <summary>A <c>nick!user@host</c> pattern, as in lists of bans: complete, and at most <see cref="BytesMax"/> bytes.</summary>
/// <remarks>Two masks are equal when they differ only in the case of ASCII letters. Matching is <see cref="IrcGlob"/>'s.</remarks>
public sealed class IrcMask : IEquatable<IrcMask>
{
    /// <summary>The longest mask once it is complete: with it, RPL_BANLIST (367) stays within a line.</summary>
    public const int BytesMax = 200;

    private readonly string _folded;

    private IrcMask(string value)
    {
        Value = value;
        _folded = string.Create(value.Length, value, static (folded, mask) =>
        {
            for (var i = 0; i < mask.Length; i++) folded[i] = IrcGlob.Lower(mask[i]);
        });
    }

    /// <summary>The complete mask.</summary>
    public string Value { get; }

    /// <summary>Reads a mask and completes it; false when it is empty, too long, or holds a space or control character.</summary>
    /// <remarks>
    /// What is missing becomes <c>*</c>: <c>bob</c> → <c>bob!*@*</c>, <c>bob!b</c> → <c>bob!b@*</c>, <c>b@host</c> →
    /// <c>*!b@host</c>. A single word with a dot or colon, which no nick has, is a host. Runs of <c>*</c> become one.
    /// </remarks>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IrcMask? mask)
    {
        mask = null;
        if (string.IsNullOrEmpty(text) || text.Length > BytesMax || text.Any(c => c == ' ' || char.IsControl(c))) return false;

        var complete = Complete(text);
        if (Encoding.UTF8.GetByteCount(complete) > BytesMax) return false;

        mask = new IrcMask(complete);
        return true;
    }

    /// <summary>Whether somebody, given as <c>nick!user@host</c>, matches.</summary>
    public bool Matches(ReadOnlySpan<char> nickUserHost) => IrcGlob.IsMatch(Value, nickUserHost);

    /// <inheritdoc/>
    public bool Equals(IrcMask? other) => other is not null && _folded == other._folded;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IrcMask);

    /// <inheritdoc/>
    public override int GetHashCode() => _folded.GetHashCode(StringComparison.Ordinal);

    /// <summary>The complete mask.</summary>
    public override string ToString() => Value;

    private static string Complete(string text)
    {
        var userStart = text.IndexOf('!') + 1;
        var hostStart = text.IndexOf('@', userStart) + 1;
        var isHost = userStart == 0 && hostStart == 0 && text.AsSpan().IndexOfAny('.', ':') >= 0;

        var host = isHost ? text : hostStart > 0 ? text[hostStart..] : "";
        var beforeHost = isHost ? "" : hostStart > 0 ? text[..(hostStart - 1)] : text;
        var nick = userStart > 0 ? beforeHost[..(userStart - 1)] : hostStart > 0 ? "" : beforeHost;
        var user = userStart > 0 ? beforeHost[userStart..] : hostStart > 0 ? beforeHost : "";
        return $"{OrAny(nick)}!{OrAny(user)}@{OrAny(host)}";
    }

    private static string OrAny(string part)
    {
        if (part.Length == 0) return "*";
        while (part.Contains("**", StringComparison.Ordinal)) part = part.Replace("**", "*", StringComparison.Ordinal);
        return part;
    }
}
