using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ChannelRenameTests
{
    [Fact]
    public async Task Those_who_know_it_are_told_and_others_are_in_another_channel()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectIrcWithAsync("draft/channel-rename", "ann");
        await ann.DoesAsync("JOIN #tea\r\nTOPIC #tea :all about tea");
        var bob = await server.ConnectIrcAsync("#tea", "bob");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** in #tea: ");
        await plain.ExpectEventuallyAsync("\n");
        await ann.LinesAsync();
        await bob[0].LinesAsync();

        await ann.AsksAsync("RENAME #tea #coffee :no tea", ":ann RENAME #tea #coffee :no tea");
        await bob[0].ExpectEventuallyAsync(":bob!~bob@localhost PART #tea :no tea\r\n:bob!~bob@localhost JOIN :#coffee\r\n");
        await bob[0].ExpectLinesAsync(":server 332 bob #coffee :all about tea", $":server 333 bob #coffee ann :{IrcTranscript.Start}");
        await bob[0].ExpectEventuallyAsync(" 366 bob #coffee :End of /NAMES list\r\n");
        await ann.AsksAsync("RENAME #coffee #Coffee", ":ann RENAME #coffee #Coffee :");
        await bob[0].AsksAsync("PRIVMSG #coffee :still here");
        await ann.HearsAsync(":bob PRIVMSG #Coffee :still here");
        await plain.ExpectAsync("*** ann calls the room #coffee now: no tea\n*** ann calls the room #Coffee now\n<bob> still here\n");
        await plain.SendAsync("hello\n");
        await plain.ExpectNothingAsync();
        await ann.HearsAsync(":cleo!plain@localhost PRIVMSG #Coffee :hello");
    }

    [Fact]
    public async Task The_old_name_leads_to_the_new()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea\r\nRENAME #tea #coffee");
        var bob = await server.ConnectIrcWithAsync("draft/channel-rename", "bob");
        await bob.AsksAsync("JOIN #tea", "FAIL JOIN CHANNEL_RENAMED #tea #coffee :The channel has been renamed");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync("JOIN #tea",
            "470 eve #tea #coffee :Forwarding to another channel", ":eve JOIN :#coffee", "353 eve = #coffee :@ann eve", "366 eve #coffee :End of /NAMES list");
        var plain = await server.ConnectPlainAsync("cleo");
        await plain.SendAsync("/join #tea\n");
        await plain.ExpectEventuallyAsync("*** #tea sends you on to #coffee\n*** you are in #coffee\n");
    }

    [Fact]
    public async Task What_is_refused_has_the_words_of_the_specification()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[1].DoesAsync("JOIN #taken");
        await clients[0].AsksAsync("RENAME #tea #taken\r\nRENAME #tea tea\r\nRENAME #none #x\r\nRENAME #tea",
            "FAIL RENAME CHANNEL_NAME_IN_USE #tea #taken :The channel name is already taken",
            "FAIL RENAME CANNOT_RENAME #tea tea :The channel cannot be renamed",
            "403 ann #none :No such channel",
            "461 ann RENAME :Not enough parameters");
        await clients[1].AsksAsync("RENAME #tea #x", "482 bob #tea :You're not channel operator");
    }
}
