using System.Text;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class OpeningTests : IDisposable
{
    /// <summary>The pages of the file, not of the log.</summary>
    private const int FilePageBytes = 8192;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_stored_is_there_after_close_and_open()
    {
        var story = Story.OfMonologue(700);
        await using (var log = await _directory.OpenAsync(Durability.Full))
        {
            await log.AppendAsync(story.Events);
            await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        }

        await using (var log = await _directory.OpenAsync())
        {
            Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
            Assert.Equal(EventCodec.Write(story.Snapshot), EventCodec.Write((await log.ReadSnapshotAsync(TestEnd))!));
            Assert.Equal(Story.Lines(story.Events[^9..]), await log.ReadRoomLinesAsync(story.LastRoom, story.Head, 9));
            await log.AppendAsync(story.Say("ada", "#lobby", "and on"));
        }

        await using (var log = await _directory.OpenAsync())
        {
            Assert.Equal(Story.Lines(story.Events), await log.ReadLinesAsync());
        }
    }

    [Fact]
    public async Task Closing_stores_what_was_handed_over_and_leaves_one_database_file()
    {
        var story = Story.OfMonologue(100);
        List<Task> handedOver = [];
        await using (var log = await _directory.OpenAsync())
        {
            foreach (var appended in story.Events) handedOver.Add(await log.HandOverAsync([appended]));
        }

        Assert.All(handedOver, append => Assert.True(append.IsCompletedSuccessfully));
        Assert.Equal(["parley.db", "parley.lock"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
        await using var again = await _directory.OpenAsync();
        Assert.Equal(Story.Lines(story.Events), await again.ReadLinesAsync());
    }

    [Fact]
    public async Task A_closed_log_takes_nothing_more()
    {
        var log = await _directory.OpenAsync();
        using var turn = await log.TakeTurnAsync(Sequence.Start, TestEnd);
        await log.DisposeAsync();

        await Assert.ThrowsAsync<EventLogException>(() => turn.AppendAsync(new Story().Arrive("ada")));
        await Assert.ThrowsAsync<EventLogException>(async () => await log.ReadSnapshotAsync(TestEnd));
        await log.DisposeAsync();
    }

    [Fact]
    public async Task A_missing_data_directory_is_made_for_its_owner_alone()
    {
        var directory = _directory["deeper/data"];
        await using var log = await SqliteEventLog.OpenAsync(new SqliteLogOptions { Directory = directory }, TestEnd);

        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, "parley.db")));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(_directory["file"], "not a directory", TestEnd);
        var directory = _directory["file/data"];
        var refusal = await Assert.ThrowsAsync<EventLogException>(
            () => SqliteEventLog.OpenAsync(new SqliteLogOptions { Directory = directory }, TestEnd));

        Assert.StartsWith($"{directory}: this data directory cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_in_which_nothing_can_be_made_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a directory that takes no files, even from root");
        var refusal = await Assert.ThrowsAsync<EventLogException>(
            () => SqliteEventLog.OpenAsync(new SqliteLogOptions { Directory = "/proc/self" }, TestEnd));

        Assert.StartsWith("/proc/self: this data directory cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_is_kept_out_while_the_first_one_runs()
    {
        var story = Story.OfMonologue(1);
        await using (var first = await _directory.OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenAsync());
            Assert.Equal($"{_directory.Path}: another running Parley server has this data directory", refusal.Message);
            await first.AppendAsync(story.Events);
        }

        await using var second = await _directory.OpenAsync();
        Assert.Equal(Story.Lines(story.Events), await second.ReadLinesAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_directory.DatabasePath, string.Concat(Enumerable.Repeat("Dear diary, ", 1000)), TestEnd);
        await AssertRefusedAsync("it is not a database");
    }

    [Fact]
    public async Task A_directory_in_the_place_of_the_database_is_refused()
    {
        Directory.CreateDirectory(_directory.DatabasePath);
        await AssertRefusedAsync("it cannot be opened");
    }

    [Fact]
    public async Task A_database_of_another_application_is_refused()
    {
        Execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO recipe (text) VALUES ('soup')");
        await AssertRefusedAsync("it is a database of another application (0), not a Parley log");
        Execute("PRAGMA application_id = 252006673");
        await AssertRefusedAsync("it is a database of another application (252006673), not a Parley log");
    }

    [Fact]
    public async Task A_database_with_a_newer_schema_is_refused_and_both_versions_are_named()
    {
        await _directory.StoreAsync(Story.OfMonologue(3));
        Execute("PRAGMA user_version = 7");
        await AssertRefusedAsync(
            "it has version 7 of the schema, and this Parley knows none above 5: a newer Parley has used it");
    }

    [Fact]
    public async Task A_database_whose_tables_are_not_those_of_a_log_is_refused()
    {
        await _directory.StoreAsync(Story.OfMonologue(3));
        Execute("DROP TABLE room_history");
        await AssertRefusedAsync("it is damaged (no such table: room_history)");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public async Task A_truncated_database_is_refused(double part)
    {
        await _directory.StoreAsync(Story.OfMonologue(1000));
        using (var file = File.OpenWrite(_directory.DatabasePath)) file.SetLength((long)(part * file.Length));
        await AssertRefusedAsync("it is damaged");
    }

    [Theory]
    [InlineData("page")]
    [InlineData("room_history")]
    [InlineData("history_end")]
    [InlineData("room")]
    [InlineData("snapshot")]
    public async Task A_database_with_a_damaged_table_is_refused(string table)
    {
        await _directory.StoreAsync(Story.OfMonologue(1000));
        int page;
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly))
            page = (int)database.ReadInt64($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");

        Overwrite((page - 1) * FilePageBytes, FilePageBytes);
        await AssertRefusedAsync("it is damaged");
    }

    [Fact]
    public async Task A_database_whose_first_page_is_overwritten_is_refused()
    {
        await _directory.StoreAsync(Story.OfMonologue(1000));
        Overwrite(100, FilePageBytes - 100);
        await AssertRefusedAsync("it is damaged");
    }

    [Fact]
    public async Task A_database_whose_newest_events_are_damaged_is_refused()
    {
        await _directory.StoreAsync(Story.OfMonologue(10));
        Execute("""UPDATE page SET events = replace(events, '"message 10"', '')""");
        await AssertRefusedAsync("event 13 ('said') cannot be read");
    }

    [Fact]
    public async Task A_database_that_lacks_one_of_its_newest_events_is_refused()
    {
        await _directory.StoreAsync(Story.OfMonologue(10));
        Execute("UPDATE page SET first = first + 5, last = last + 5");
        await AssertRefusedAsync("event 3 is missing from the log");
    }

    [Fact]
    public async Task A_database_whose_newest_page_has_fewer_events_than_it_had_is_refused()
    {
        await _directory.StoreAsync(Story.OfMonologue(10));
        Execute("UPDATE page SET events = substr(events, 1, instr(events, char(10)) - 2)");
        await AssertRefusedAsync("the events from 1 to 13 are not as they were stored");
    }

    [Theory]
    [InlineData("last, first, rooms, NULL AS events", "the events from 1 to 6 are not as they were stored")]
    [InlineData("last, NULL AS first, rooms, events", "the events from -1 to 6 are not as they were stored")]
    [InlineData("last, first, rooms, replace(events, '\"at\"', '\"to\"') AS events", "event 1 cannot be read")]
    [InlineData("last, first, rooms, replace(events, '\"at\":', '\"at\":-') AS events", "event 1 has a time that does not exist")]
    [InlineData("last, first, rooms, replace(events, '\"like\":3', '\"like\":7') AS events", "event 5 cannot be read")]
    [InlineData("last, first, rooms, replace(events, '\"like\":3', '\"like\":-1') AS events", "event 5 cannot be read")]
    [InlineData("last, first, rooms, replace(events, '\"like\":3', '\"like\":4') AS events", "event 5 cannot be read")]
    [InlineData("last, first, rooms, replace(events, '\"like\":3', '\"like\":0') AS events", "event 5 cannot be read")]
    [InlineData("last, first, rooms, replace(events, '\"like\":3', '\"like\":2.5') AS events", "event 5 cannot be read")]
    [InlineData("last, first, rooms, replace(events, 'arrived', '') AS events", "event 1 is of the kind '', which this version does not know")]
    public async Task A_database_with_nothing_where_something_has_to_be_is_refused(string columns, string cause)
    {
        await _directory.StoreAsync(Story.OfMonologue(3));
        Execute($"CREATE TABLE damaged AS SELECT {columns} FROM page; DROP VIEW event; DROP TABLE page; ALTER TABLE damaged RENAME TO page");
        await AssertRefusedAsync(cause);
    }

    [Fact]
    public async Task A_write_ahead_log_without_its_database_is_refused_and_kept()
    {
        await using (var log = await _directory.OpenAsync())
        {
            await log.AppendAsync(Story.OfMonologue(10).Events);
            File.Copy(_directory["parley.db-wal"], _directory["saved"]);
        }

        File.Delete(_directory.DatabasePath);
        File.Move(_directory["saved"], _directory["parley.db-wal"]);
        await AssertRefusedAsync("it is missing or empty, but the write-ahead log beside it is not");
    }

    /// <summary>Short rows are in the tree of the table, whose damage SQLite finds; most of long ones is beside it.</summary>
    [Theory]
    [InlineData(10, "damaged")]
    [InlineData(2000, "are not as they were stored")]
    public async Task Damage_that_opening_does_not_see_is_found_by_reading(int eventsPerAppend, string refusalWords)
    {
        await using (var before = await _directory.OpenAsync())
        {
            foreach (var batch in Story.OfMonologue(2000).Events.Chunk(eventsPerAppend)) await before.AppendAsync(batch);
        }

        var length = new FileInfo(_directory.DatabasePath).Length;
        Overwrite((int)(length / FilePageBytes / 2 * FilePageBytes), 3 * FilePageBytes);

        await using var log = await _directory.OpenAsync();
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => log.ReadLinesAsync());
        Assert.Contains(refusalWords, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_event_is_found_by_reading()
    {
        await _directory.StoreAsync(Story.OfMonologue(2000));
        long first;
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly))
            first = database.ReadInt64("SELECT first FROM page WHERE first <= 777 AND last >= 777");
        Execute($"DELETE FROM page WHERE first = {first}");

        await using var log = await _directory.OpenAsync();
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => log.ReadLinesAsync());
        Assert.Equal($"event {first} is missing from the log", refusal.Message);
    }

    [Fact]
    public async Task A_damaged_snapshot_gives_way_to_the_one_before()
    {
        var story = Story.OfMonologue(1);
        var before = story.Snapshot;
        await using (var log = await _directory.OpenAsync())
        {
            await log.AppendAsync(story.Events);
            await log.WriteSnapshotAsync(before, TestEnd);
            await log.AppendAsync(story.Say("ada", "#lobby", "later"));
            await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        }

        Execute($"UPDATE snapshot SET data = '?' WHERE sequence = {story.Head}");
        await using (var log = await _directory.OpenAsync())
        {
            Assert.Equal(EventCodec.Write(before), EventCodec.Write((await log.ReadSnapshotAsync(TestEnd))!));
        }

        Execute("UPDATE snapshot SET data = '{}'");
        await using (var log = await _directory.OpenAsync())
        {
            Assert.Null(await log.ReadSnapshotAsync(TestEnd));
        }
    }

    [Fact]
    public async Task The_tables_can_be_read_with_any_tool()
    {
        await _directory.StoreAsync(Story.OfMonologue(1));
        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        using var select = database.Prepare(
            "SELECT datetime(at / 1000000, 'unixepoch'), kind, json_extract(data, '$.text'), sequence FROM event ORDER BY sequence DESC");
        using var rows = select.ExecuteReader();

        Assert.True(rows.Read());
        Assert.Equal(["2026-05-04 03:02:01", "said", "message 1", "4"], Enumerable.Range(0, 4).Select(rows.GetString));
    }

    [Fact]
    public async Task What_is_text_is_stored_as_text()
    {
        var story = Story.OfMonologue(1);
        await using (var log = await _directory.OpenAsync())
        {
            await log.AppendAsync(story.Events);
            await log.WriteSnapshotAsync(story.Snapshot, TestEnd);
        }

        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        Assert.Equal(1, database.ReadInt64("SELECT count(*) FROM page WHERE typeof(rooms) = 'text' AND typeof(events) = 'text'"));
        Assert.Equal(1, database.ReadInt64("SELECT count(*) FROM snapshot WHERE typeof(data) = 'text'"));
    }

    private async Task AssertRefusedAsync(params string[] causes)
    {
        var before = _directory.Fingerprint();
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenAsync());
        Assert.StartsWith($"{_directory.DatabasePath}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(causes, cause => refusal.Message.Contains(cause, StringComparison.Ordinal));
        Assert.Equal(before, _directory.Fingerprint());

        await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenReadOnlyAsync());
        Assert.Equal(before, _directory.Fingerprint());
    }

    private void Execute(string sql)
    {
        if (!File.Exists(_directory.DatabasePath)) File.Create(_directory.DatabasePath).Dispose();
        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite);
        database.Execute(sql);
    }

    private void Overwrite(int position, int bytes)
    {
        using var file = File.OpenWrite(_directory.DatabasePath);
        file.Position = position;
        file.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("damaged ", bytes / 8))));
    }
}
