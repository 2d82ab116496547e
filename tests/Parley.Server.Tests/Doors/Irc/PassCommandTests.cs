using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class PassCommandTests
{
    [Fact]
    public async Task The_right_password_lets_in()
    {
        await using var server = await TestServer.StartAsync(options => options.Password = "sesame");
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("PASS sesame\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann :");
        await ann.LinesAsync();
        await ann.AsksAsync("PASS sesame\r\nPASS", "462 ann :You may not reregister", "461 ann PASS :Not enough parameters");
    }

    [Theory]
    [InlineData("PASS wrong\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n")]
    [InlineData("NICK ann\r\nUSER ann 0 * :Ann\r\n")]
    [InlineData("NICK ann\r\nUSER ann 0 * :Ann\r\nPASS sesame\r\n")]
    public async Task Without_it_nobody_comes_in(string lines)
    {
        await using var server = await TestServer.StartAsync(options => options.Password = "sesame");
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync(lines);
        Assert.Equal(":parley.localhost 464 * :Password incorrect\r\nERROR :Closing link: (Password incorrect)\r\n", await ann.ExpectEndAsync());
    }

    [Fact]
    public async Task Where_none_is_wanted_any_will_do()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("PASS anything\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann :");
    }
}
