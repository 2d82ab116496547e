using System.Buffers;
using System.Text.Json;

namespace Parley;

/// <summary>Events that are kept in memory as the bytes that a file would have.</summary>
/// <remarks>
/// As objects each of them would outlive several collections of garbage, only to be dropped: that costs as much as writing them to a
/// disk. The bytes lie in blocks that are used again. Events are counted from 0, the oldest that is kept. For one thread at a time.
/// </remarks>
internal sealed class EncodedEvents : IDisposable
{
    /// <summary>A collector treats a block like any other object, and an event without much text is a two-hundredth of it.</summary>
    private const int BlockBytes = 64 << 10;

    private readonly ArrayBufferWriter<byte> _encoded = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>How the message began that was encoded last: what somebody says comes in a row.</summary>
    private readonly ArrayBufferWriter<byte> _head = new();
    private Said? _headOf;
    private readonly List<Entry> _entries = [];
    private readonly Stack<Block> _free = new();
    private Block _last = new(BlockBytes);

    public EncodedEvents() => _json = new Utf8JsonWriter(_encoded, EventCodec.WriterOptions);

    public int Count => _entries.Count;

    /// <summary>One of them. Set, the bytes of what was there are wiped.</summary>
    public Event this[int index]
    {
        get
        {
            var entry = _entries[index];
            return EventCodec.Read(entry.Sequence, AtOf(index), entry.Kind, entry.Bytes);
        }

        set
        {
            var replaced = _entries[index];
            _entries[index] = Encode(value);
            replaced.Bytes.Clear();
            Release(replaced.Block);
        }
    }

    /// <summary>When it happened.</summary>
    public DateTimeOffset AtOf(int index) => new(_entries[index].UtcTicks, TimeSpan.Zero);

    public bool IsIndexed(int index) => EventCodec.IsIndexed(_entries[index].Kind);

    public bool IsMessage(int index) => _entries[index].IsMessage;

    /// <summary>Adds all of them, or none.</summary>
    /// <exception cref="EventLogException">One of them cannot be encoded.</exception>
    public void Add(IReadOnlyList<Event> events)
    {
        var count = _entries.Count;
        try
        {
            foreach (var added in events) _entries.Add(Encode(added));
        }
        catch (Exception e)
        {
            Remove(count, _entries.Count - count);
            throw new EventLogException($"the event cannot be stored: {e.Message}", e);
        }
    }

    /// <summary>Drops the oldest.</summary>
    public void RemoveFirst(int count) => Remove(0, count);

    public void Dispose() => _json.Dispose();

    private Entry Encode(Event stored)
    {
        _encoded.ResetWrittenCount();
        _json.Reset();
        if (stored is Said message && _headOf is not null && EventCodec.HaveSameHead(message, _headOf))
        {
            EventCodec.WriteOwn(message, _json);
            _json.Flush();
            return Keep(stored, _head.WrittenSpan, _encoded.WrittenSpan[1..]);
        }

        EventCodec.Write(stored, _json);
        _json.Flush();
        if (stored is Said other) KeepHead(other);
        return Keep(stored, [], _encoded.WrittenSpan);
    }

    private void KeepHead(Said message)
    {
        _headOf = message;
        _head.ResetWrittenCount();
        _head.Write(EventCodec.HeadOf(_encoded.WrittenSpan));
    }

    private Entry Keep(Event stored, ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        var length = head.Length + rest.Length;
        if (_last.Bytes.Length - _last.Used < length) _last = TakeBlock(length);
        var entry = new Entry(stored.Sequence, stored.At.UtcTicks, EventCodec.KindOf(stored), stored.IsMessage, _last, _last.Used, length);
        head.CopyTo(entry.Bytes);
        rest.CopyTo(entry.Bytes[head.Length..]);
        _last.Used += length;
        _last.Events++;
        return entry;
    }

    private void Remove(int start, int count)
    {
        for (var i = start; i < start + count; i++) Release(_entries[i].Block);
        _entries.RemoveRange(start, count);
    }

    private Block TakeBlock(int bytes) =>
        bytes > BlockBytes ? new Block(bytes)
        : _free.TryPop(out var free) ? free
        : new Block(BlockBytes);

    private void Release(Block block)
    {
        if (--block.Events > 0 || block == _last || block.Bytes.Length > BlockBytes) return;
        block.Used = 0;
        _free.Push(block);
    }

    private sealed class Block(int length)
    {
        public byte[] Bytes { get; } = new byte[length];

        public int Used { get; set; }

        /// <summary>How many of the events in it are kept.</summary>
        public int Events { get; set; }
    }

    private readonly record struct Entry(Sequence Sequence, long UtcTicks, string Kind, bool IsMessage, Block Block, int Start, int Length)
    {
        public Span<byte> Bytes => Block.Bytes.AsSpan(Start, Length);
    }
}
