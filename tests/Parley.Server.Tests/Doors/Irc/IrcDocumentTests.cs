using System.Runtime.CompilerServices;
using Parley.Server.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>The list of commands, HELP and the documentation say the same.</summary>
public sealed class IrcDocumentTests
{
    [Fact]
    public void The_documentation_has_every_command_with_its_usage_and_help()
    {
        var document = File.ReadAllText(DocumentPath());
        var rows = IrcCommands.All.Select(command =>
            $"| `{$"{command.Name} {command.Usage.Replace("|", "\\|", StringComparison.Ordinal)}".TrimEnd()}` | {command.Help} |");
        Assert.Contains(string.Join('\n', rows), document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_explains_every_command()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectIrcAsync("bob");
        foreach (var command in IrcCommands.All)
        {
            await bob.SendAsync($"HELP {command.Name}\r\n");
            await bob.ExpectLinesAsync($":server 704 bob {command.Name} :{$"{command.Name} {command.Usage}".TrimEnd()}");
            await bob.ExpectEventuallyAsync($" 706 bob {command.Name} :End of /HELP\r\n");
        }

        await bob.SendAsync("HELP nonsense\r\n");
        await bob.ExpectLinesAsync(":server 524 bob NONSENSE :There is no help on that");
    }

    private static string DocumentPath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../../docs/protocol/irc.md"));
}
