using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Programs;

/// <summary>A description in <c>Seeds/</c>, and the programs in it.</summary>
internal sealed partial class SeedText(string text)
{
    /// <summary>The seed whose file name begins with a number such as <c>001</c>.</summary>
    public static SeedText Read(string number) =>
        new(File.ReadAllText(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Seeds"), $"{number}_*.txt").Single()));

    /// <summary>A program whose code blocks stand under a heading that names its file, such as <c>( server.py )</c>.</summary>
    public string Program(string file)
    {
        var section = Section().Split(text).Single(part => part.StartsWith("### ", StringComparison.Ordinal)
            && part.Split('\n')[0].Contains($"( {file} )", StringComparison.Ordinal));
        return string.Concat(CodeBlock().Matches(section).Select(block => block.Groups[1].Value));
    }

    [GeneratedRegex("^(?=##+ )", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```python\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
