using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

public sealed class ReadMarkerTests
{
    [Fact]
    public async Task The_mark_comes_with_the_channel_before_its_names_end()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcWithAsync("draft/read-marker", "ann");
        await ann.AsksAsync("JOIN #tea",
            ":ann JOIN :#tea", "MARKREAD #tea :*", "353 ann = #tea :@ann", "366 ann #tea :End of /NAMES list");
    }

    [Fact]
    public async Task What_is_wrong_has_the_words_of_the_specification()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        await ann.AsksAsync("""
            MARKREAD
            MARKREAD #tea
            MARKREAD #tea *
            MARKREAD #tea timestamp=yesterday
            MARKREAD #tea timestamp=2019-01-04T14:33:26.123Z
            MARKREAD #none
            MARKREAD nobody
            """,
            "FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters",
            "MARKREAD #tea :*",
            "FAIL MARKREAD INVALID_PARAMS * :Invalid parameters",
            "FAIL MARKREAD INVALID_PARAMS timestamp=yesterday :Invalid parameters",
            "FAIL MARKREAD INTERNAL_ERROR #tea :The read timestamp could not be set: you are not logged in to an account",
            "FAIL MARKREAD INVALID_PARAMS #none :Invalid parameters",
            "FAIL MARKREAD INVALID_PARAMS nobody :Invalid parameters");
    }

    [Fact]
    public async Task What_one_device_has_read_the_others_learn_and_a_new_one_finds()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectRegisteredAsync("ann");
        await ann.DoesAsync("CAP REQ draft/read-marker\r\nJOIN #tea\r\nPRIVMSG #tea :hi");
        var (phone, _) = await server.ConnectLoggedInAsync("ann", "ann");
        await phone.AsksAsync("CAP REQ draft/read-marker\r\nMARKREAD #tea timestamp=2025-12-31T23:59:59.123Z",
            "CAP ann ACK :draft/read-marker", "MARKREAD #tea :timestamp=2025-12-31T23:59:59.123Z");
        await ann.HearsAsync("MARKREAD #tea :timestamp=2025-12-31T23:59:59.123Z");
        await ann.AsksAsync("MARKREAD #tea timestamp=2025-12-31T23:59:59.000Z", "MARKREAD #tea :timestamp=2025-12-31T23:59:59.123Z");
        await phone.HearsAsync();
        await ann.DoesAsync("PART #tea");
        Assert.Contains(":parley.localhost MARKREAD #tea :timestamp=2025-12-31T23:59:59.123Z", await JoinedAsync(ann));
    }

    private static async Task<string[]> JoinedAsync(TestClient client)
    {
        await client.SendAsync("JOIN #tea\r\n");
        return await client.LinesAsync();
    }
}
