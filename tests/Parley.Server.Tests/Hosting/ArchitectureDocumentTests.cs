using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Hosting;

/// <summary>Documents age by the names they mention.</summary>
public sealed partial class ArchitectureDocumentTests
{
    [Fact]
    public void Every_name_in_it_exists()
    {
        var root = Root();
        var source = string.Concat(Directory.GetFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var names = Code().Matches(File.ReadAllText(Path.Combine(root, "ARCHITECTURE.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var exists = name.Contains('/', StringComparison.Ordinal)
                ? Path.Exists(Path.Combine(root, name))
                : name.StartsWith("parley", StringComparison.Ordinal) || Regex.IsMatch(source, $@"\b{Regex.Escape(name)}\b");
            Assert.True(exists, $"ARCHITECTURE.md names `{name}`, which does not exist.");
        }
    }

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../.."));

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();
}
