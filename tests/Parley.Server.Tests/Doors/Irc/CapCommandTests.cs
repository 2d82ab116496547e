using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class CapCommandTests
{
    [Fact]
    public async Task Negotiating_holds_registration_until_it_ends()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("CAP LIST", "CAP * LIST :");
        await ann.AsksAsync("CAP LS 302\r\nNICK ann\r\nUSER ann 0 * :Ann", "CAP * LS :");
        await ann.AsksAsync("CAP REQ :foo qux bar", "CAP * NAK :foo qux bar");
        await ann.SendAsync("CAP END\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann :");
    }

    [Fact]
    public async Task A_request_holds_registration_too()
    {
        await using var server = await TestServer.StartAsync();
        var ann = server.Connect(TestServer.Irc);
        await ann.AsksAsync("CAP REQ :foo\r\nNICK ann\r\nUSER ann 0 * :Ann", "CAP * NAK :foo");
        await ann.SendAsync("CAP END\r\n");
        await ann.ExpectEventuallyAsync(" 001 ann :");
    }

    [Fact]
    public async Task Whoever_is_registered_may_ask_as_well()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("CAP ls 302\r\ncap LIST\r\nCAP REQ :foo\r\nCAP END", "CAP ann LS :", "CAP ann LIST :", "CAP ann NAK :foo");
    }

    [Fact]
    public async Task An_unknown_subcommand_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("CAP\r\nCAP FROB", "461 ann CAP :Not enough parameters", "410 ann FROB :Invalid CAP command");
    }
}
