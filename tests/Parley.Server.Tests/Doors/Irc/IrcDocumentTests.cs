using System.Runtime.CompilerServices;
using Parley.Server.Doors.Irc;
using Parley.Server.Doors.Irc.Services;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>docs/protocol/irc.md says what there is.</summary>
public sealed class IrcDocumentTests
{
    [Fact]
    public void The_table_lists_the_commands_that_there_are()
    {
        var expected = IrcCommands.All.Select(command =>
            $"| [`{command.Name}{(command.Usage.Length > 0 ? " " : "")}{command.Usage.Replace("|", "\\|", StringComparison.Ordinal)}`]({command.Spec}) | {command.Help}{(command.IsForOperators ? " *Operators.*" : "")} |");
        var table = File.ReadLines(PathOf("docs/protocol/irc.md")).Where(line => line.StartsWith("| [`", StringComparison.Ordinal));
        Assert.Equal(expected, table);
    }

    [Fact]
    public void The_table_lists_the_capabilities_that_there_are()
    {
        var expected = IrcCapabilities.All.Select(capability => $"| [{capability.Name}]({capability.Spec}) ");
        var table = File.ReadLines(PathOf("docs/protocol/irc.md"))
            .SkipWhile(line => line != "## Capabilities").Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf("| ", 2, StringComparison.Ordinal)]);
        Assert.Equal(expected, table);
    }

    [Fact]
    public void The_modes_are_those_that_are_advertised()
    {
        var text = File.ReadAllText(PathOf("docs/protocol/irc.md"));
        Assert.All(ModeLetters.All, letter => Assert.Contains($"| `{letter}` |", text, StringComparison.Ordinal));
        Assert.All(UserModeLetters.All, letter => Assert.Contains($"| `{letter}` |", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_word_of_a_service_is_listed_as_it_explains_itself() => Assert.All(
        IrcService.All.SelectMany(service => service.Words),
        word => Assert.Contains(
            $"| `{word.Usage.Replace("|", "\\|", StringComparison.Ordinal)}` | {word.Help}{(word.IsForOperators ? " *Operators.*" : "")} |",
            File.ReadAllText(PathOf("docs/protocol/irc.md")), StringComparison.Ordinal));

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../..", file);
}
