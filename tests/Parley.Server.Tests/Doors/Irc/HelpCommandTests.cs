using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class HelpCommandTests
{
    [Fact]
    public async Task Every_command_there_is_is_listed()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("HELP\r\n");
        var lines = await ann.LinesAsync();
        Assert.Equal(":parley.localhost 704 ann * :The commands; HELP <command> explains one", lines[0]);
        Assert.Equal(
            Parley.Server.Doors.Irc.IrcCommands.All.Select(command => command.Name),
            lines[1..^1].SelectMany(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' ')));
        Assert.Equal(":parley.localhost 706 ann * :End of /HELP", lines[^1]);
    }

    [Fact]
    public async Task Every_command_is_explained()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        foreach (var command in Parley.Server.Doors.Irc.IrcCommands.All)
        {
            await ann.AsksAsync($"HELP {command.Name.ToLowerInvariant()}",
                $"704 ann {command.Name} :{$"{command.Name} {command.Usage}".Trim()}",
                $"705 ann {command.Name} :{command.Help}{(command.IsForOperators ? " For operators of the server." : "")}",
                $"705 ann {command.Name} :{command.Spec}",
                $"706 ann {command.Name} :End of /HELP");
        }
    }

    [Fact]
    public async Task What_is_unknown_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("HELP frobnicate", "524 ann FROBNICATE :There is no help on that");
    }
}
