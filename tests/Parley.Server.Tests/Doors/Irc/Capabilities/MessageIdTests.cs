using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>parley/message-id, as docs/protocol/message-id.md has it.</summary>
public sealed class MessageIdTests
{
    private const string Caps = "parley/message-id echo-message labeled-response batch message-tags";

    [Fact]
    public async Task What_is_sent_again_is_answered_as_it_was_and_said_once()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var clients = new[] { await server.ConnectIrcWithAsync(Caps, "ann"), await server.ConnectIrcAsync("bob") };
        foreach (var client in clients) await client.DoesAsync("JOIN #tea");
        var (ann, bob) = (clients[0], clients[1]);
        await ann.LinesAsync();

        await ann.SendAsync("@label=1;parley/message-id=4f1c PRIVMSG #tea :hello\r\n");
        var first = Assert.Single(await ann.LinesAsync());
        Assert.Matches("^@label=1;msgid=[0-9a-f]{16} :ann!~ann@localhost PRIVMSG #tea :hello$", first);
        await ann.AsksAsync("@label=2;parley/message-id=4f1c PRIVMSG #TEA :hello again", first.Replace("label=1", "label=2", StringComparison.Ordinal));
        await ann.AsksAsync("@parley/message-id=4f1c PRIVMSG #tea :hello", first.Replace("label=1;", "", StringComparison.Ordinal));
        await bob.HearsAsync(":ann PRIVMSG #tea :hello");
        await ann.DoesAsync("@parley/message-id=4f1c PRIVMSG #tea,bob :hello");
        await bob.HearsAsync(":ann PRIVMSG bob :hello");
    }

    [Fact]
    public async Task Several_lines_are_one_message()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync($"{Caps} draft/multiline", "ann");
        var bob = await server.ConnectIrcAsync("bob");
        foreach (var client in (TestClient[])[ann, bob]) await client.DoesAsync("JOIN #tea");
        for (var i = 0; i < 2; i++)
            await ann.DoesAsync("@parley/message-id=x BATCH +1 draft/multiline #tea\r\n@batch=1 PRIVMSG #tea :one\r\n@batch=1 PRIVMSG #tea :two\r\nBATCH -1");
        await bob.HearsAsync(":ann PRIVMSG #tea :one", ":ann PRIVMSG #tea :two");
    }

    [Fact]
    public async Task Without_an_echo_the_label_is_answered_and_without_the_capability_the_tag_means_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("parley/message-id labeled-response batch", "ann");
        await ann.AsksAsync("@label=1;parley/message-id=x PRIVMSG ann :hello", ":ann PRIVMSG ann :hello", "@label=1 ACK");
        await ann.AsksAsync("@label=2;parley/message-id=x PRIVMSG ann :hello", "@label=2 ACK");
        await ann.AsksAsync("@parley/message-id=two\\swords PRIVMSG ann :hello", "FAIL PRIVMSG INVALID_MESSAGE_ID :Invalid message id");
        await ann.AsksAsync("@parley/message-id PRIVMSG ann :hello\r\n@parley/message-id= NOTICE ann :hello", "FAIL PRIVMSG INVALID_MESSAGE_ID :Invalid message id");
        var bob = await server.ConnectIrcWithAsync("message-tags", "bob");
        for (var i = 0; i < 2; i++) await bob.DoesAsync("@parley/message-id=x PRIVMSG ann :hi");
        await ann.HearsAsync(":bob PRIVMSG ann :hi", ":bob PRIVMSG ann :hi");
    }

    [Fact]
    public async Task It_is_remembered_through_another_connection_and_a_restart()
    {
        using var directory = new TemporaryDirectory();
        for (var run = 0; run < 2; run++)
        {
            await using var server = await TestServer.StartAsync(options => options.Data = directory.Path);
            var bob = await server.ConnectIrcAsync("bob");
            await bob.DoesAsync("JOIN #tea");
            for (var connection = 0; connection < 2; connection++)
            {
                var ann = run + connection == 0 ? await server.ConnectRegisteredAsync("ann") : (await server.ConnectLoggedInAsync("ann", "ann")).Client;
                await ann.DoesAsync("CAP REQ parley/message-id\r\nJOIN #tea\r\n@parley/message-id=once PRIVMSG #tea :hello");
                await ann.SendAsync("QUIT\r\n");
                await ann.ExpectEndAsync();
            }

            var heard = (await bob.LinesAsync()).Where(line => line.Contains("PRIVMSG", StringComparison.Ordinal));
            Assert.Equal(run == 0 ? 1 : 0, heard.Count());
        }
    }
}
