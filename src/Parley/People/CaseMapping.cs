namespace Parley;

/// <summary>The case mapping of names: <c>ascii</c>, so only <c>A</c> to <c>Z</c> have another case.</summary>
/// <seealso href="https://modern.ircdocs.horse/#casemapping-parameter"/>
internal static class CaseMapping
{
    public static string Fold(string name) =>
        name.AsSpan().ContainsAnyInRange('A', 'Z')
            ? string.Create(name.Length, name, (folded, original) =>
            {
                for (var i = 0; i < folded.Length; i++)
                {
                    folded[i] = char.IsAsciiLetterUpper(original[i]) ? (char)(original[i] | 0x20) : original[i];
                }
            })
            : name;
}
