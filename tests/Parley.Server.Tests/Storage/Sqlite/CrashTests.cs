namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _running = new();
    private readonly TemporaryDirectory _crashed = new();

    public void Dispose()
    {
        _running.Dispose();
        _crashed.Dispose();
    }

    [Fact]
    public async Task A_killed_server_has_kept_every_completed_append()
    {
        var story = Story.OfMonologue(1500);
        await using var log = await _running.OpenAsync();
        foreach (var batch in story.Events.Chunk(100)) await log.AppendAsync(batch);
        CopyAsAKillLeavesIt();

        await using var again = await _crashed.OpenAsync();
        Assert.Equal(Story.Lines(story.Events), await again.ReadLinesAsync());
        await again.AppendAsync(story.Say("ada", "#lobby", "back again"));
        Assert.Equal(Story.Lines(story.Events), await again.ReadLinesAsync());
    }

    [Fact]
    public async Task A_write_ahead_log_cut_anywhere_leaves_whole_appends_from_the_first_on()
    {
        var story = Story.OfMonologue(61);
        await using var log = await _running.OpenAsync();
        foreach (var batch in story.Events.Chunk(2)) await log.AppendAsync(batch);
        var writeAheadLog = new FileInfo(_running["parley.db-wal"]).Length;
        var expected = Story.Lines(story.Events);

        var heads = new HashSet<int>();
        for (var cut = 0L; cut <= writeAheadLog; cut += 1777)
        {
            CopyAsAKillLeavesIt();
            using (var file = File.OpenWrite(_crashed["parley.db-wal"])) file.SetLength(writeAheadLog - cut);

            await using var again = await _crashed.OpenAsync();
            var kept = await again.ReadLinesAsync();
            Assert.Equal(expected[..kept.Length], kept);
            Assert.Equal(0, kept.Length % 2);
            Assert.Equal(kept.Length, (await again.TakeTurnAsync(default, TestContext.Current.CancellationToken)).Missed.Count);
            heads.Add(kept.Length);
        }

        Assert.True(heads.Count > 20);
    }

    [Fact]
    public async Task A_write_ahead_log_cut_anywhere_leaves_histories_that_fit_the_log()
    {
        // So many appends that those before are taken into the histories, more than once.
        var story = Story.OfMonologue(300);
        await using var log = await _running.OpenAsync();
        foreach (var appended in story.Events) await log.AppendAsync([appended]);
        var writeAheadLog = new FileInfo(_running["parley.db-wal"]).Length;

        for (var part = 0; part <= 40; part++)
        {
            CopyAsAKillLeavesIt();
            using (var file = File.OpenWrite(_crashed["parley.db-wal"])) file.SetLength(writeAheadLog * part / 40);

            await using var again = await _crashed.OpenAsync();
            var kept = (await again.ReadLinesAsync()).Length;
            Assert.Equal(Story.Lines(story.Events[..kept].Skip(1)), await again.ReadRoomLinesAsync(new HistoryQuery(story.LastRoom) { CountMax = 1000 }));
        }
    }

    [Fact]
    public async Task A_kill_while_the_log_is_made_leaves_a_directory_in_which_it_can_be_made()
    {
        await File.WriteAllBytesAsync(_crashed.DatabasePath, [], TestContext.Current.CancellationToken);
        var story = Story.OfMonologue(1);
        await using var log = await _crashed.OpenAsync();
        await log.AppendAsync(story.Events);
        Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
    }

    private void CopyAsAKillLeavesIt()
    {
        foreach (var file in Directory.GetFiles(_crashed.Path)) File.Delete(file);
        foreach (var name in (string[])["parley.db", "parley.db-wal", "parley.db-shm"]) Copy(_running[name], _crashed[name]);
    }

    // Not File.Copy: it asks for a lock that SQLite's files do not give while they are open.
    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
