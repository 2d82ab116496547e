using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class ModeCommandTests
{
    [Fact]
    public async Task What_holds_in_a_room_is_shown_and_changed()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("MODE #tea", "324 ann #tea :+nt", $"329 ann #tea :{IrcTranscript.Start}");
        await clients[0].AsksAsync("MODE #tea +imlk-t 5 sesame", ":ann MODE #tea +imlk-t 5 :sesame");
        await clients[1].HearsAsync(":ann MODE #tea +imlk-t 5 :sesame");
        await clients[1].AsksAsync("MODE #TEA", "324 bob #tea +iklmn sesame :5", $"329 bob #tea :{IrcTranscript.Start}");
        var eve = await server.ConnectIrcAsync("eve");
        await eve.AsksAsync("MODE #tea", "324 eve #tea +iklmn * :5", $"329 eve #tea :{IrcTranscript.Start}");
        await clients[0].AsksAsync("MODE #tea -iklmn", ":ann MODE #tea -iklmn :*");
        await clients[0].AsksAsync("MODE #tea\r\nMODE #tea -i", "324 ann #tea :+", $"329 ann #tea :{IrcTranscript.Start}");
    }

    [Fact]
    public async Task Masks_are_listed_with_who_and_when()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("MODE #tea +bbe bob *@host *!*@good\r\nMODE #tea +I eve",
            ":ann MODE #tea +bbe bob!*@* *!*@host :*!*@good", ":ann MODE #tea +I :eve!*@*");
        await clients[1].LinesAsync();
        await clients[1].AsksAsync("MODE #tea b\r\nMODE #tea +b",
            $"367 bob #tea bob!*@* ann :{IrcTranscript.Start}",
            $"367 bob #tea *!*@host ann :{IrcTranscript.Start}",
            "368 bob #tea :End of channel ban list",
            $"367 bob #tea bob!*@* ann :{IrcTranscript.Start}",
            $"367 bob #tea *!*@host ann :{IrcTranscript.Start}",
            "368 bob #tea :End of channel ban list");
        await clients[1].AsksAsync("MODE #tea e", "482 bob #tea :You're not channel operator");
        await clients[0].AsksAsync("MODE #tea e\r\nMODE #tea I",
            $"348 ann #tea *!*@good ann :{IrcTranscript.Start}", "349 ann #tea :End of channel exception list",
            $"346 ann #tea eve!*@* ann :{IrcTranscript.Start}", "347 ann #tea :End of channel invite exception list");
        await clients[0].AsksAsync("MODE #tea -b BOB!*@*", ":ann MODE #tea -b :BOB!*@*");
    }

    [Theory]
    [InlineData("MODE #tea +o nobody", "401 ann nobody :No such nick/channel")]
    [InlineData("MODE #tea +o eve", "441 ann eve #tea :They aren't on that channel")]
    [InlineData("MODE #tea +o", "696 ann #tea o * :You must specify a parameter for the mode")]
    [InlineData("MODE #tea +k", "696 ann #tea k * :You must specify a parameter for the mode")]
    [InlineData("MODE #tea +k :two words", "525 ann #tea :Key is not well-formed")]
    [InlineData("MODE #tea +l none", "696 ann #tea l none :Invalid mode parameter")]
    [InlineData("MODE #tea +l 0", "696 ann #tea l 0 :Invalid mode parameter")]
    [InlineData("MODE #tea +f #none", "696 ann #tea f #none :Invalid mode parameter")]
    [InlineData("MODE #tea +f #other", "482 ann #other :You're not channel operator")]
    [InlineData("MODE #tea +Z", "472 ann Z :is an unknown mode char to me for #tea")]
    [InlineData("MODE #tea +🙂", "472 ann * :is an unknown mode char to me for #tea")]
    [InlineData("MODE #tea +r", "482 ann #tea :That mode cannot be set by hand")]
    [InlineData("MODE #tea +q bob", "482 ann #tea :You're not channel operator")]
    [InlineData("MODE #none +o ann", "403 ann #none :No such channel")]
    [InlineData("MODE #none", "403 ann #none :No such channel")]
    [InlineData("MODE #none b", "403 ann #none :No such channel")]
    [InlineData("MODE #other +o eve", "442 ann #other :You're not on that channel")]
    [InlineData("MODE", "461 ann MODE :Not enough parameters")]
    public async Task What_cannot_be_is_refused(string line, string answer)
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await server.ConnectIrcAsync("#other", "eve");
        await clients[0].AsksAsync(line, answer);
        await clients[1].HearsAsync();
    }

    [Fact]
    public async Task Without_a_role_nothing_is_changed()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[1].AsksAsync("MODE #tea +o bob\r\nMODE #tea +imst", "482 bob #tea :You're not channel operator", "482 bob #tea :You're not channel operator");
    }

    [Fact]
    public async Task What_can_be_done_of_a_list_is_done_and_what_cannot_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var clients = await server.ConnectIrcAsync("#tea", "ann", "bob");
        await clients[0].AsksAsync("MODE #tea +mZov nobody bob",
            "472 ann Z :is an unknown mode char to me for #tea", ":ann MODE #tea +mv :bob", "401 ann nobody :No such nick/channel");
    }

    [Fact]
    public async Task A_list_has_an_end()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        for (var i = 0; i < 20; i++) await ann.DoesAsync($"MODE #tea +bbbbb a{i} b{i} c{i} d{i} e{i}");
        await ann.AsksAsync("MODE #tea +b more", "478 ann #tea more!*@* :Channel list +b is full");
    }

    [Fact]
    public async Task However_often_a_letter_stands_there_it_is_answered_once()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        await ann.AsksAsync($"MODE #tea {string.Concat(Enumerable.Repeat("ZbYk", 100))}",
            "472 ann Z :is an unknown mode char to me for #tea",
            "368 ann #tea :End of channel ban list",
            "472 ann Y :is an unknown mode char to me for #tea",
            "696 ann #tea k * :You must specify a parameter for the mode");
    }

    [Fact]
    public async Task No_more_than_six_with_an_argument_are_taken_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        await ann.AsksAsync("MODE #tea +bbbbbbb a b c d e f g", ":ann MODE #tea +bbbbbb a!*@* b!*@* c!*@* d!*@* e!*@* :f!*@*");
    }

    [Fact]
    public async Task Ones_own_modes_are_shown_and_changed()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectIrcAsync("bob");
        await ann.AsksAsync("MODE ann\r\nMODE ANN +iw-o\r\nMODE ann +B-i\r\nMODE ann +w\r\nMODE ann",
            "221 ann :+", "MODE ann :+iw", "MODE ann :+B-i", "221 ann :+Bw");
        await ann.AsksAsync("MODE ann +o\r\nMODE ann +Z\r\nMODE bob\r\nMODE bob +i\r\nMODE nobody",
            "501 ann :Unknown MODE flag",
            "502 ann :Can't change mode for other users",
            "502 ann :Can't change mode for other users",
            "401 ann nobody :No such nick/channel");
    }
}
