using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Writes events and snapshots into the tables, with statements prepared once and buffers used again.</summary>
/// <remarks>For the writer's thread.</remarks>
internal sealed class EventInserts(Database database) : IDisposable
{
    private const int SnapshotsKept = 2;

    private static readonly FrozenDictionary<string, byte[]> KindsInUtf8 =
        EventCodec.KindNames.ToFrozenDictionary(kind => kind, Encoding.UTF8.GetBytes);

    private readonly Statement _begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = database.Prepare("COMMIT");
    private readonly Statement _event = database.Prepare("INSERT INTO event (sequence, at, kind, data) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _roomEvent = database.Prepare("INSERT INTO room_event (room, sequence) VALUES (?1, ?2)");
    private readonly Statement _room = database.Prepare("INSERT OR IGNORE INTO room (folded, id, name) VALUES (?1, ?2, ?3)");
    private readonly Statement _snapshot = database.Prepare("INSERT OR REPLACE INTO snapshot (sequence, data) VALUES (?1, ?2)");
    private readonly Statement _oldSnapshots = database.Prepare(
        $"DELETE FROM snapshot WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT {SnapshotsKept})");

    private readonly ArrayBufferWriter<byte> _json = new(4096);

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    /// <summary>Undoes the transaction, unless SQLite has done so itself.</summary>
    public void Rollback()
    {
        if (database.InTransaction) database.Execute("ROLLBACK");
    }

    public void Insert(Event stored)
    {
        _json.ResetWrittenCount();
        EventCodec.Write(stored, _json);
        _event
            .Bind(1, stored.Sequence.Value)
            .Bind(2, StoredTime.Write(stored.At))
            .Bind(3, KindsInUtf8[EventCodec.KindOf(stored)])
            .Bind(4, _json.WrittenSpan)
            .Execute();

        foreach (var room in stored.History) _roomEvent.Bind(1, room.Value).Bind(2, stored.Sequence.Value).Execute();
        if (stored is RoomCreated { Room: NamedRoom made })
            _room.Bind(1, made.Name.Folded).Bind(2, made.Id.Value).Bind(3, made.Name.Value).Execute();
    }

    /// <summary>Keeps a snapshot, and drops all but the newest two.</summary>
    public void InsertSnapshot(Sequence head, byte[] json)
    {
        _snapshot.Bind(1, head.Value).Bind(2, json).Execute();
        _oldSnapshots.Execute();
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _event, _roomEvent, _room, _snapshot, _oldSnapshots])
        {
            statement.Dispose();
        }
    }
}
