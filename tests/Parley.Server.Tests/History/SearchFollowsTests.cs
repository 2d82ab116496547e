using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.History;

/// <summary>The search finds what may be read, and all of it, whatever became of its index.</summary>
public sealed class SearchFollowsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_just_said_is_found_where_one_is()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await ann.ExpectEventuallyAsync("is now called bob\n");
        await ann.SendAsync("tea for two\n/msg bob tea for you\n/join #kitchen\nmore tea\n/search TÉA\n");
        await ann.ExpectAsync(
            """
            *** you are in #kitchen
            *** in #kitchen: ann
            [2026-01-01 12:00Z] [#lobby] <ann> tea for two
            [2026-01-01 12:00Z] [ann -> bob] tea for you
            [2026-01-01 12:00Z] [#kitchen] <ann> more tea

            """);
        await bob.ExpectAsync("<ann> tea for two\n[ann -> you] tea for you\n");
        await bob.SendAsync("/search tea\n/search tea in:#kitchen\n/search tea in:ann\n/search tea from:bob\n/search in:#lobby\n/search tea since:never\n/redact\n");
        await bob.ExpectAsync(
            """
            [2026-01-01 12:00Z] [#lobby] <ann> tea for two
            [2026-01-01 12:00Z] [ann -> bob] tea for you
            *** you are not in #kitchen
            [2026-01-01 12:00Z] [ann -> bob] tea for you
            *** nothing was found
            *** usage: /search WORDS [in:ROOM] [from:NAME] [since:TIME] [before:TIME]; word* finds what begins so
            *** usage: /search WORDS [in:ROOM] [from:NAME] [since:TIME] [before:TIME]; word* finds what begins so
            *** there is no such message, or no longer

            """);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_found()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("swordfish\n/search swordfish\n/redact\n/search swordfish\n");
        await bob.ExpectAsync("[2026-01-01 12:00Z] [#lobby] <bob> swordfish\n*** you took back a message\n*** nothing was found\n");
    }

    [Fact]
    public async Task An_index_that_is_gone_or_of_another_log_is_made_anew()
    {
        await using (var server = await StartAsync())
        {
            var bob = await server.ConnectPlainAsync("bob");
            await bob.SendAsync("needle\n/search needle\n");
            await bob.ExpectAsync("[2026-01-01 12:00Z] [#lobby] <bob> needle\n");
        }

        File.Delete(_directory["search.db"]);
        await FindsAsync();

        File.Delete(_directory["parley.db"]);
        await using (var server = await StartAsync(at: TimeSpan.FromDays(1)))
        {
            var eve = await server.ConnectPlainAsync("eve");
            await eve.SendAsync("haystack\n/search needle\n/search haystack\n");
            await eve.ExpectAsync("*** nothing was found\n[2026-01-02 12:00Z] [#lobby] <eve> haystack\n");
        }
    }

    private async Task FindsAsync()
    {
        await using var server = await StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/search needle\n");
        await bob.ExpectAsync("[2026-01-01 12:00Z] [#lobby] <bob> needle\n");
    }

    private Task<TestServer> StartAsync(TimeSpan at = default)
    {
        var time = new ManualTime();
        time.Advance(at);
        return TestServer.StartAsync(options => options.Data = _directory.Path, time);
    }
}
