using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Hosting;

/// <summary>Which way the arrows point: a folder may name those it stands on, and no others.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Node"] = ["Delivery"],
        ["Delivery"] = ["Node"],
        ["Transport"] = ["Delivery"],
        ["Storage.Sqlite"] = [],
        ["History"] = ["Node", "Delivery"],
        ["Doors"] = ["Node", "Delivery", "History", "Doors.Accounts"],
        ["Doors.Accounts"] = ["Node", "Delivery"],
        ["Doors.Classic"] = ["Doors", "Node", "Delivery"],
        ["Doors.Plain"] = ["Doors", "Doors.Accounts", "Node", "Delivery"],
        ["Doors.Http"] = ["Doors"],
        ["Doors.Irc"] = ["Doors", "Doors.Accounts", "Node", "Delivery", "History", "Doors.Irc.Commands", "Doors.Irc.Services"],
        ["Doors.Irc.Commands"] = ["Doors", "Doors.Accounts", "Node", "Delivery", "Doors.Irc", "Doors.Irc.Services"],
        ["Doors.Irc.Services"] = ["Doors", "Doors.Irc"],
    };

    [Fact]
    public void Doors_know_neither_storage_nor_each_other_and_only_hosting_knows_all()
    {
        foreach (var file in Directory.GetFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            var folder = Namespace().Match(source).Groups[1].Value;
            if (folder is "" or "Hosting") continue;

            Assert.True(MayUse.TryGetValue(folder, out var allowed), $"{file}: the folder {folder} is not in the list.");
            foreach (var used in Using().Matches(source).Select(match => match.Groups[1].Value))
                Assert.True(used == folder || allowed.Contains(used), $"{file}: {folder} may not use {used}.");
        }
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../src/Parley.Server"));

    [GeneratedRegex(@"^namespace Parley\.Server\.?([\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using Parley\.Server\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
