using System.Collections.Immutable;
using System.Text;

namespace Parley.Irc;

/// <summary>One change in a mode string.</summary>
/// <param name="IsSet">Whether the mode is set (<c>+</c>) or removed.</param>
/// <param name="Letter">The mode; U+FFFD for what is not a single UTF-16 unit, which is never a mode.</param>
/// <param name="Argument">Its argument; null where it has none, or should have one and has not.</param>
public readonly record struct ModeChange(bool IsSet, char Letter, string? Argument = null);

/// <summary>Mode strings with their arguments: <c>+o-v alice bob</c>.</summary>
/// <seealso href="https://modern.ircdocs.horse/#mode-message"/>
public static class ModeString
{
    /// <summary>Reads MODE's parameters after the target: the mode string, then its arguments.</summary>
    /// <remarks>
    /// Letters before any sign are set. Every letter gives a change, an unknown one too; arguments left over are ignored.
    /// </remarks>
    public static ImmutableArray<ModeChange> Parse(ModeTypes types, params ReadOnlySpan<string> parameters)
    {
        if (parameters.IsEmpty) return [];

        var changes = ImmutableArray.CreateBuilder<ModeChange>();
        var arguments = parameters[1..];
        var isSet = true;
        foreach (var rune in parameters[0].EnumerateRunes())
        {
            if (rune.Value is '+' or '-')
            {
                isSet = rune.Value == '+';
                continue;
            }

            var letter = rune.IsBmp ? (char)rune.Value : '\ufffd';
            string? argument = null;
            if (types.TakesArgument(letter, isSet) && !arguments.IsEmpty)
            {
                argument = arguments[0];
                arguments = arguments[1..];
            }

            changes.Add(new ModeChange(isSet, letter, argument));
        }

        return changes.ToImmutable();
    }

    /// <summary>
    /// The parameters that say these changes in this order: a mode string with no sign more than needed, then the arguments.
    /// </summary>
    public static ImmutableArray<string> Write(params ReadOnlySpan<ModeChange> changes)
    {
        if (changes.IsEmpty) return [];

        var letters = new StringBuilder();
        var parameters = ImmutableArray.CreateBuilder<string>();
        parameters.Add("");
        for (var i = 0; i < changes.Length; i++)
        {
            if (NeedsSign(changes, i)) letters.Append(changes[i].IsSet ? '+' : '-');
            letters.Append(changes[i].Letter);
            if (changes[i].Argument is { } argument) parameters.Add(argument);
        }

        parameters[0] = letters.ToString();
        return parameters.ToImmutable();
    }

    /// <summary>The same for as many lines as are needed.</summary>
    /// <remarks>A change that is too long by itself is a line of its own.</remarks>
    /// <param name="changes">What to say.</param>
    /// <param name="bytesMax">The longest line's parameters, with a space before each but the first.</param>
    /// <param name="argumentsMax">
    /// The most arguments in a line: two less than <see cref="IrcLimits.ParametersMax"/>, or the MODES that are advertised.
    /// </param>
    public static IEnumerable<ImmutableArray<string>> WriteLines(
        IEnumerable<ModeChange> changes, int bytesMax, int argumentsMax = IrcLimits.ParametersMax - 2)
    {
        var line = new List<ModeChange>();
        foreach (var change in changes)
        {
            line.Add(change);
            if (line.Count == 1 || Fits(line)) continue;

            line.RemoveAt(line.Count - 1);
            yield return Write([.. line]);
            line.Clear();
            line.Add(change);
        }

        if (line.Count > 0) yield return Write([.. line]);

        bool Fits(List<ModeChange> candidate)
        {
            var parameters = Write([.. candidate]);
            return parameters.Length - 1 <= argumentsMax
                && parameters.Sum(Encoding.UTF8.GetByteCount) + parameters.Length - 1 <= bytesMax;
        }
    }

    private static bool NeedsSign(ReadOnlySpan<ModeChange> changes, int index) =>
        index == 0 || changes[index].IsSet != changes[index - 1].IsSet;
}
