using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>Files of older versions are brought up to date when a server opens them.</summary>
public sealed class UpgradeTests : IDisposable
{
    /// <summary>schema.sql as it was in version 1.</summary>
    private const string Version1 =
        """
        PRAGMA application_id = 1349676153;
        PRAGMA user_version = 1;
        CREATE TABLE event (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL);
        CREATE TABLE room_event (room INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (room, sequence)) WITHOUT ROWID;
        CREATE TABLE room (folded TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
        CREATE TABLE snapshot (sequence INTEGER PRIMARY KEY, data TEXT NOT NULL);
        """;

    /// <summary>schema.sql as it was in version 2.</summary>
    private const string Version2 =
        """
        PRAGMA application_id = 1349676153;
        PRAGMA user_version = 2;
        CREATE TABLE event (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL);
        CREATE TABLE room_event (room INTEGER NOT NULL, is_message INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (room, is_message, sequence)) WITHOUT ROWID;
        CREATE TABLE erasure (sequence INTEGER PRIMARY KEY, progress INTEGER NOT NULL);
        CREATE TABLE room (folded TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
        CREATE TABLE snapshot (sequence INTEGER PRIMARY KEY, data TEXT NOT NULL);
        """;

    /// <summary>schema.sql as it was in version 3.</summary>
    private const string Version3 =
        """
        PRAGMA application_id = 1349676153;
        PRAGMA user_version = 3;
        CREATE TABLE page (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, rooms TEXT NOT NULL, events TEXT NOT NULL);
        CREATE VIEW event AS
        SELECT page.first + line.key AS sequence, json_extract(line.value, '$.at') AS at, json_extract(line.value, '$.kind') AS kind, json_extract(line.value, '$.data') AS data
        FROM page, json_each('[' || page.events || ']') AS line;
        CREATE TABLE room_history (room INTEGER NOT NULL, is_message INTEGER NOT NULL, first INTEGER NOT NULL, sequences TEXT NOT NULL, PRIMARY KEY (room, is_message, first)) WITHOUT ROWID;
        CREATE TABLE history_end (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL);
        INSERT INTO history_end (id, sequence) VALUES (1, 0);
        CREATE TABLE erasure (sequence INTEGER PRIMARY KEY, progress INTEGER NOT NULL);
        CREATE TABLE room (folded TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
        CREATE TABLE snapshot (sequence INTEGER PRIMARY KEY, data TEXT NOT NULL);
        """;

    private const int EventsPerPage = 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly Story _story = Story.OfMonologue(40);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_log_of_an_older_version_is_read_and_continued(int version)
    {
        Make(version);
        for (var start = 0; start < 2; start++)
        {
            await using var log = await _directory.OpenAsync();
            Assert.Equal(Story.Lines(_story.Events), await log.ReadLinesAsync());
            Assert.Equal(Story.Lines(_story.Events[1..]), await log.ReadRoomLinesAsync(new HistoryQuery(_story.LastRoom) { CountMax = 1000 }));
            var messages = new HistoryQuery(_story.LastRoom) { CountMax = 1000, MessagesOnly = true };
            Assert.Equal(Story.Lines(_story.Events.OfType<Said>()), await log.ReadRoomLinesAsync(messages));
            await log.AppendAsync(_story.Say("ada", "#lobby", "and on"));
        }
    }

    [Fact]
    public async Task What_was_still_to_be_erased_is_erased_after_the_upgrade()
    {
        var room = _story.LastRoom;
        var forgotten = Assert.Single(_story.Forget(room, new Sequence(30)));
        Make(2);
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite))
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO erasure VALUES ({forgotten.Sequence.Value}, 0)"));

        await using var log = await _directory.OpenAsync();
        await log.ErasedAsync(room, new Sequence(30));
        Assert.Equal(Story.Lines(_story.Events[29..^1]), await log.ReadRoomLinesAsync(new HistoryQuery(room) { CountMax = 1000 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_tables_of_an_upgraded_log_are_those_of_a_new_one(int version)
    {
        Make(version);
        await (await _directory.OpenAsync()).DisposeAsync();
        using var another = new TemporaryDirectory();
        await (await another.OpenAsync()).DisposeAsync();

        Assert.Equal(Columns(another), Columns(_directory));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Who_only_reads_is_told_that_a_server_has_to_open_it_first(int version)
    {
        Make(version);
        var refusal = await Assert.ThrowsAsync<EventLogException>(_directory.OpenReadOnlyAsync);
        Assert.Equal(
            $"{_directory.DatabasePath}: it has version {version} of the schema; once a server has been started on it, it can be read", refusal.Message);

        await (await _directory.OpenAsync()).DisposeAsync();
        await using var log = await _directory.OpenReadOnlyAsync();
        Assert.Equal(Story.Lines(_story.Events), await log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_damaged_log_of_an_older_version_is_refused()
    {
        Make(1);
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite)) database.Execute("DROP TABLE room_event");
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenAsync());
        Assert.Contains("room_event", refusal.Message, StringComparison.Ordinal);
        using var after = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        Assert.Equal(1, after.ReadInt64("PRAGMA user_version"));
    }

    /// <summary>Makes a log with the story in it, as an older version would have.</summary>
    private void Make(int version)
    {
        DataDirectory.EnsureDatabase(_directory.DatabasePath);
        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite);
        database.Execute(version switch { 1 => Version1, 2 => Version2, _ => Version3 });
        if (version > 3) database.RunScript("upgrade-4");
        if (version >= 3)
        {
            MakePages(database);
            if (version > 3) MakeHistories(database);
            return;
        }

        foreach (var stored in _story.Events)
        {
            using var insert = new SqliteCommand("INSERT INTO event VALUES ($sequence, $at, $kind, $data)", database);
            insert.Parameters.AddWithValue("$sequence", stored.Sequence.Value);
            insert.Parameters.AddWithValue("$at", StoredTime.Write(stored.At));
            insert.Parameters.AddWithValue("$kind", EventCodec.KindOf(stored));
            insert.Parameters.AddWithValue("$data", Encoding.UTF8.GetString(EventCodec.Write(stored)));
            insert.ExecuteNonQuery();
            foreach (var room in stored.History)
            {
                var message = version == 1 ? "" : stored.IsMessage ? "1, " : "0, ";
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO room_event VALUES ({room.Value}, {message}{stored.Sequence.Value})"));
            }
        }
    }

    /// <summary>The story in pages that have not been taken into the histories.</summary>
    private void MakePages(SqliteConnection database)
    {
        foreach (var page in _story.Events.Chunk(EventsPerPage))
        {
            using var insert = new SqliteCommand("INSERT INTO page VALUES ($last, $first, $rooms, $events)", database);
            insert.Parameters.AddWithValue("$last", page[^1].Sequence.Value);
            insert.Parameters.AddWithValue("$first", page[0].Sequence.Value);
            insert.Parameters.AddWithValue("$rooms", string.Join(' ', page.Select(stored => (stored.IsMessage ? "m" : "") + string.Join('+', stored.History.Select(room => room.Value)))));
            insert.Parameters.AddWithValue("$events", string.Join(",\n", page.Select(stored =>
                $"{{\"at\":{StoredTime.Write(stored.At)},\"kind\":\"{EventCodec.KindOf(stored)}\",\"data\":{Encoding.UTF8.GetString(EventCodec.Write(stored))}}}")));
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Takes the first page into the histories, several rows of each.</summary>
    private void MakeHistories(SqliteConnection database)
    {
        var entries = _story.Events.Take(EventsPerPage).SelectMany(stored => stored.History, (stored, room) => (room, stored));
        foreach (var history in entries.GroupBy(entry => (entry.room, entry.stored.IsMessage)))
        {
            foreach (var row in history.Select(entry => entry.stored.Sequence.Value).Chunk(7))
            {
                database.Execute(string.Create(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO room_history VALUES ({history.Key.room.Value}, {(history.Key.IsMessage ? 1 : 0)}, {row[0]}, '{string.Join(',', row)}')"));
            }
        }

        database.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE history_end SET sequence = {_story.Events[EventsPerPage - 1].Sequence.Value}"));
    }

    /// <summary>The columns of all tables and views, and how the views are made, apart from comments.</summary>
    private static List<string> Columns(TemporaryDirectory directory)
    {
        using var database = Connections.Open(directory.DatabasePath, DatabaseAccess.ReadOnly);
        using var select = new SqliteCommand(
            """
            SELECT replace(sql, '  -- microseconds since 1970-01-01, UTC', '') FROM sqlite_master WHERE type = 'view' UNION ALL
            SELECT * FROM (SELECT t.type || ' ' || t.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk
            FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type IN ('table', 'view') ORDER BY t.name, c.cid)
            """,
            database);
        using var rows = select.ExecuteReader();
        var columns = new List<string>();
        while (rows.Read()) columns.Add(rows.GetString(0));
        return columns;
    }
}
