using System.Collections.Frozen;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Writes events and snapshots into the tables, with commands prepared once.</summary>
/// <remarks>For the writer's thread. The commands are disposed with their connection.</remarks>
internal sealed class EventInserts(SqliteConnection connection) : IDisposable
{
    private const int SnapshotsKept = 2;

    private static readonly FrozenDictionary<string, byte[]> KindsInUtf8 =
        EventCodec.KindNames.ToFrozenDictionary(kind => kind, Encoding.UTF8.GetBytes);

    private readonly SqliteCommand _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly SqliteCommand _commit = connection.Prepare("COMMIT");
    private readonly SqliteCommand _rollback = connection.Prepare("ROLLBACK");

    private readonly HotInsert _event = new(connection, "INSERT INTO event (sequence, at, kind, data) VALUES (?1, ?2, ?3, ?4)");
    private readonly HotInsert _roomEvent = new(connection, "INSERT INTO room_event (room, is_message, sequence) VALUES (?1, ?2, ?3)");

    private readonly EventErasures _erasures = new(connection);

    private readonly SqliteCommand _room = connection.Prepare(
        "INSERT OR IGNORE INTO room (folded, id, name) VALUES ($folded, $id, $name)", "$folded", "$id", "$name");

    private readonly SqliteCommand _snapshot = connection.Prepare(
        "INSERT OR REPLACE INTO snapshot (sequence, data) VALUES ($sequence, CAST($data AS TEXT))", "$sequence", "$data");

    private readonly SqliteCommand _oldSnapshots = connection.Prepare(
        $"DELETE FROM snapshot WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT {SnapshotsKept})");

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Undoes the transaction. Fails when SQLite has done so itself.</summary>
    public void Rollback() => _rollback.ExecuteNonQuery();

    public void Insert(Event stored) => Insert(stored, EventCodec.Write(stored));

    /// <summary>Inserts an event as it was written once, byte for byte.</summary>
    public void Insert(Event stored, ReadOnlySpan<byte> json)
    {
        _event
            .Bind(1, stored.Sequence.Value)
            .Bind(2, StoredTime.Write(stored.At))
            .Bind(3, KindsInUtf8[EventCodec.KindOf(stored)])
            .Bind(4, json)
            .Execute();
        foreach (var room in stored.History)
            _roomEvent.Bind(1, room.Value).Bind(2, stored.IsMessage ? 1 : 0).Bind(3, stored.Sequence.Value).Execute();
        if (stored is RoomCreated { Room: NamedRoom made })
            _room.With(made.Name.Folded, made.Id.Value, made.Name.Value).ExecuteNonQuery();
        if (stored.Erases is { } erasure) _erasures.Add(stored.Sequence, erasure);
    }

    /// <summary>Keeps a snapshot, and drops all but the newest two.</summary>
    public void InsertSnapshot(Sequence head, byte[] json)
    {
        _snapshot.With(head.Value, json).ExecuteNonQuery();
        _oldSnapshots.ExecuteNonQuery();
    }

    /// <summary>Erases the next of what is to be erased, little enough that nobody waits long; false when that was all.</summary>
    public bool EraseNext() => _erasures.EraseNext();

    public void Dispose()
    {
        _event.Dispose();
        _roomEvent.Dispose();
    }
}
