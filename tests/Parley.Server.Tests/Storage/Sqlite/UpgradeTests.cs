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

    private readonly TemporaryDirectory _directory = new();
    private readonly Story _story = Story.OfMonologue(40);

    public UpgradeTests()
    {
        DataDirectory.EnsureDatabase(_directory.DatabasePath);
        using var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite);
        database.Execute(Version1);
        foreach (var stored in _story.Events)
        {
            using var insert = new SqliteCommand("INSERT INTO event VALUES ($sequence, $at, $kind, $data)", database);
            insert.Parameters.AddWithValue("$sequence", stored.Sequence.Value);
            insert.Parameters.AddWithValue("$at", StoredTime.Write(stored.At));
            insert.Parameters.AddWithValue("$kind", EventCodec.KindOf(stored));
            insert.Parameters.AddWithValue("$data", Encoding.UTF8.GetString(EventCodec.Write(stored)));
            insert.ExecuteNonQuery();
            foreach (var room in stored.History)
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO room_event VALUES ({room.Value}, {stored.Sequence.Value})"));
        }
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_log_of_version_1_is_read_and_continued()
    {
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
    public async Task Who_only_reads_is_told_that_a_server_has_to_open_it_first()
    {
        var refusal = await Assert.ThrowsAsync<EventLogException>(_directory.OpenReadOnlyAsync);
        Assert.Equal(
            $"{_directory.DatabasePath}: it has version 1 of the schema; once a server has been started on it, it can be read", refusal.Message);

        await (await _directory.OpenAsync()).DisposeAsync();
        await using var log = await _directory.OpenReadOnlyAsync();
        Assert.Equal(Story.Lines(_story.Events), await log.ReadLinesAsync());
    }

    [Fact]
    public async Task A_damaged_log_of_version_1_is_refused()
    {
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite)) database.Execute("DROP TABLE room_event");
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => _directory.OpenAsync());
        Assert.Contains("room_event", refusal.Message, StringComparison.Ordinal);
        using var after = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        Assert.Equal(1, after.ReadInt64("PRAGMA user_version"));
    }
}
