using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class UserCommandTests
{
    [Theory]
    [InlineData("USER")]
    [InlineData("USER ann 0 *")]
    [InlineData("USER ann 0 * :")]
    public async Task Something_is_missing(string line)
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync(line, "461 * USER :Not enough parameters");
    }

    [Fact]
    public async Task Nobody_registers_twice()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("USER ann 0 * :Ann", "462 ann :You may not reregister");
    }

    [Theory]
    [InlineData("a!b@c*d", "~abcd")]
    [InlineData("abcdefghijklmnop", "~abcdefghi")]
    [InlineData("@@@", "~user")]
    public async Task The_user_name_keeps_only_what_has_no_meaning_in_a_mask(string user, string shown)
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync($"NICK ann\r\nUSER {user} 0 * :Ann\r\n");
        await ann.ExpectEventuallyAsync($"ann!{shown}@localhost\r\n");
    }
}
