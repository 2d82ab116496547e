using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class RehashCommandTests
{
    [Fact]
    public async Task Operators_have_the_settings_read_again()
    {
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var reloads = 0;
        server.Server.ReloadRequested += () => Interlocked.Increment(ref reloads);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("REHASH", "481 ann :Permission denied: you're not an IRC operator");
        Assert.Equal(0, reloads);
        await ann.DoesAsync("OPER root secret");
        await ann.AsksAsync("REHASH", "382 ann parley.json :Rehashing");
        Assert.Equal(1, reloads);
    }
}
