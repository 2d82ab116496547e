using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class MonitorCommandTests
{
    [Fact]
    public async Task Whoever_is_watched_is_announced_when_they_come_and_go()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("MONITOR + bob,eve", "731 ann :bob,eve");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.HearsAsync("730 ann :bob!~bob@localhost");
        await bob.SendAsync("QUIT\r\n");
        await bob.ExpectEndAsync();
        await ann.HearsAsync("731 ann :bob");
        await server.ConnectPlainAsync("EVE");
        await ann.HearsAsync("730 ann :EVE!plain@localhost");
    }

    [Fact]
    public async Task A_nick_may_come_and_go_without_its_owner()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("MONITOR + Qux", "731 ann :Qux");
        await bob.DoesAsync("NICK qux\r\nNICK QUX\r\nNICK bert");
        await ann.HearsAsync("730 ann :qux!~bob@localhost", "731 ann :QUX");
    }

    [Fact]
    public async Task The_list_is_shown_asked_about_shortened_and_emptied()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        var bob = await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("MONITOR L\r\nMONITOR S", "733 ann :End of MONITOR list");
        await ann.AsksAsync("MONITOR + bob,eve,bob", "730 ann :bob!~bob@localhost,bob!~bob@localhost", "731 ann :eve");
        await ann.AsksAsync("MONITOR l", "732 ann :bob,eve", "733 ann :End of MONITOR list");
        await ann.AsksAsync("MONITOR S", "730 ann :bob!~bob@localhost", "731 ann :eve");
        await ann.AsksAsync("MONITOR - BOB\r\nMONITOR - nobody\r\nMONITOR L", "732 ann :eve", "733 ann :End of MONITOR list");
        await bob.SendAsync("QUIT\r\n");
        await bob.ExpectEndAsync();
        await ann.AsksAsync("MONITOR C\r\nMONITOR L\r\nMONITOR S", "733 ann :End of MONITOR list");
        await server.ConnectIrcAsync("eve");
        await ann.HearsAsync();
    }

    [Fact]
    public async Task The_list_has_an_end_and_what_does_not_fit_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        for (var i = 0; i < 99; i++) await ann.DoesAsync($"MONITOR + nick{i}");
        await ann.AsksAsync("MONITOR + last,one,two", "734 ann 100 one,two :Monitor list is full.", "731 ann :last");
        await ann.AsksAsync("MONITOR + one", "734 ann 100 one :Monitor list is full.");
        await ann.DoesAsync("MONITOR - last");
        await ann.AsksAsync("MONITOR + one", "731 ann :one");
    }

    [Fact]
    public async Task A_mask_is_nobody_and_a_wrong_word_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("MONITOR + *!*@localhost", "731 ann :*!*@localhost");
        await server.ConnectIrcAsync("bob");
        await ann.HearsAsync();
        await ann.AsksAsync("MONITOR\r\nMONITOR X\r\nMONITOR +\r\nMONITOR -",
            "461 ann MONITOR :Not enough parameters", "400 ann MONITOR :Unknown MONITOR subcommand");
    }
}
