using Parley.Server.Doors.Irc;
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
        await ann.DoesAsync("CAP LS\r\nNICK ann\r\nUSER ann 0 * :Ann");
        await ann.AsksAsync("PRIVMSG ann :hi", "451 * :You have not registered");
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
        await ann.AsksAsync("cap LIST\r\nCAP REQ :foo\r\nCAP END\r\nCAP REQ batch\r\nCAP LIST",
            "CAP ann LIST :", "CAP ann NAK :foo", "CAP ann ACK :batch", "CAP ann LIST :batch");
    }

    [Fact]
    public async Task All_capabilities_are_listed_in_lines_that_fit_and_say_whether_more_come()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("CAP LS 302\r\n");
        var lines = await ann.LinesAsync();
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 510));
        Assert.All(lines[..^1], line => Assert.StartsWith(":parley.localhost CAP ann LS * :", line, StringComparison.Ordinal));
        Assert.StartsWith(":parley.localhost CAP ann LS :", lines[^1], StringComparison.Ordinal);
        Assert.Equal(
            IrcCapabilities.All.Where(capability => !capability.NeedsValue).Select(capability => capability.Name),
            lines.SelectMany(NamesIn).Select(name => name.Split('=')[0]));
    }

    [Fact]
    public async Task Values_are_for_those_who_know_them()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.SendAsync("CAP LS\r\n");
        Assert.DoesNotContain('=', Assert.Single(await ann.LinesAsync()));
        await ann.AsksAsync("CAP LIST", "CAP ann LIST :");
    }

    [Theory]
    [InlineData("parley.localhost", "draft/read-marker")]
    [InlineData("chat.department-of-computer-science.example.university.edu", "userhost-in-names")]
    public async Task Whoever_knows_no_second_line_gets_one_in_which_drafts_come_last(string serverName, string among)
    {
        await using var server = await TestServer.StartAsync(options => options.ServerName = serverName);
        var ann = server.Connect(TestServer.Irc);
        await ann.SendAsync("CAP LS\r\nPING :barrier\r\n");
        var names = NamesIn((await ann.ExpectEventuallyAsync("\r\n")).TrimEnd());

        Assert.Contains("sasl", names);
        Assert.Contains(among, names);
        Assert.Equal(names.OrderBy(name => name.Contains('/', StringComparison.Ordinal)), names);
    }

    [Fact]
    public async Task A_request_of_many_is_granted_in_one_line()
    {
        const string Names = "account-notify account-tag away-notify batch chghost draft/channel-rename draft/chathistory draft/event-playback "
            + "draft/multiline draft/pre-away draft/read-marker echo-message extended-join extended-monitor invite-notify labeled-response "
            + "message-tags multi-prefix no-implicit-names server-time setname standard-replies userhost-in-names sasl";
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync($"CAP REQ :{Names}", $"CAP ann ACK :{Names}");
        await ann.AsksAsync($"CAP REQ :{Names} none", $"CAP ann NAK :{Names} none");
    }

    [Fact]
    public async Task A_request_is_granted_as_a_whole_or_not_at_all()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync(
            """
            CAP REQ :batch server-time
            CAP REQ :echo-message -batch foo
            CAP LIST
            CAP REQ :-batch echo-message -message-tags
            CAP LIST
            CAP REQ :Batch
            CAP REQ :
            CAP REQ
            CAP REQ :-
            CAP REQ setname chghost
            """,
            "CAP ann ACK :batch server-time",
            "CAP ann NAK :echo-message -batch foo",
            "CAP ann LIST :batch server-time",
            "CAP ann ACK :-batch echo-message -message-tags",
            "CAP ann LIST :echo-message server-time",
            "CAP ann NAK :Batch",
            "CAP ann ACK :",
            "CAP ann ACK :",
            "CAP ann NAK :-",
            "CAP ann ACK :setname chghost");
    }

    [Fact]
    public async Task The_newer_negotiation_brings_notification_that_cannot_be_taken_away()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("CAP REQ cap-notify\r\nCAP REQ -cap-notify\r\nCAP LIST",
            "CAP ann ACK :cap-notify", "CAP ann ACK :-cap-notify", "CAP ann LIST :");
        await ann.DoesAsync("CAP LS 303");
        await ann.AsksAsync("CAP LIST\r\nCAP REQ -cap-notify\r\nCAP REQ cap-notify",
            "CAP ann LIST :cap-notify", "CAP ann NAK :-cap-notify", "CAP ann ACK :cap-notify");
    }

    [Fact]
    public async Task An_unknown_subcommand_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.AsksAsync("CAP\r\nCAP FROB", "461 ann CAP :Not enough parameters", "410 ann FROB :Invalid CAP command");
    }

    private static string[] NamesIn(string line) => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' ');
}
