using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Writes events as a row of the table <c>page</c> has them: a line for each, with commas between them.</summary>
/// <remarks>
/// Of a message that has the room, the speaker and the kind of one before it, only the rest is written, and which line that one is:
/// <c>{"at":…,"like":3,"data":{"text":"…"}}</c>. Its memory is used again. For one thread at a time.
/// </remarks>
internal sealed class EventLines : IDisposable
{
    private const int NumberBytesMax = 20;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>The messages that are written whole, and their lines.</summary>
    private readonly List<(Said Message, int Line)> _models = [];

    public EventLines() => _json = new Utf8JsonWriter(_buffer, EventCodec.WriterOptions);

    public ReadOnlySpan<byte> Utf8 => _buffer.WrittenSpan;

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        _buffer.ResetWrittenCount();
        _models.Clear();
        Count = 0;
    }

    public void Add(Event stored)
    {
        if (stored is not Said message) AddWhole(stored);
        else if (FindLike(message) is { } line) AddRest(message, line);
        else
        {
            _models.Add((message, Count));
            AddWhole(message);
        }
    }

    /// <summary>Adds an event with its JSON object as it was written once, byte for byte; it has no line feeds in it.</summary>
    public void Add(StoredEvent stored)
    {
        Begin(stored.Microseconds);
        WriteKind(stored.Kind);
        _buffer.Write(stored.Json.Span);
        End();
    }

    /// <summary>Adds a line that a row has had.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        Separate();
        _buffer.Write(line);
    }

    public void Dispose() => _json.Dispose();

    private void AddWhole(Event stored)
    {
        Begin(StoredTime.Write(stored.At));
        WriteKind(EventCodec.KindOf(stored));
        EventCodec.Write(stored, _json);
        _json.Flush();
        End();
    }

    private void AddRest(Said message, int like)
    {
        Begin(StoredTime.Write(message.At));
        _buffer.Write(",\"like\":"u8);
        Write(like);
        BeginData();
        EventCodec.WriteOwn(message, _json);
        _json.Flush();
        End();
    }

    private int? FindLike(Said message)
    {
        for (var i = _models.Count - 1; i >= 0; i--)
        {
            var (model, line) = _models[i];
            if (EventCodec.HaveSameHead(model, message)) return line;
        }

        return null;
    }

    // Around what is said there are only numbers and names of ours: a writer that begins anew for each line takes longer than both.
    private void Begin(long microseconds)
    {
        Separate();
        _buffer.Write("{\"at\":"u8);
        Write(microseconds);
    }

    private void WriteKind(string kind)
    {
        _buffer.Write(",\"kind\":"u8);
        _json.Reset();
        _json.WriteStringValue(kind);
        _json.Flush();
        BeginData();
    }

    private void BeginData()
    {
        _buffer.Write(",\"data\":"u8);
        _json.Reset();
    }

    private void End() => _buffer.Write("}"u8);

    private void Write(long number)
    {
        number.TryFormat(_buffer.GetSpan(NumberBytesMax), out var bytes, default, CultureInfo.InvariantCulture);
        _buffer.Advance(bytes);
    }

    private void Separate()
    {
        if (Count++ > 0) _buffer.Write(",\n"u8);
    }
}
