using System.Buffers;
using System.Text.Json;

namespace Parley.Server.Storage.Sqlite;

/// <summary>Writes events as a row of the table <c>page</c> has them: a line for each, with commas between them.</summary>
/// <remarks>Its memory is used again. For one thread at a time.</remarks>
internal sealed class EventLines : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public EventLines() => _json = new Utf8JsonWriter(_buffer, EventCodec.WriterOptions);

    public ReadOnlySpan<byte> Utf8 => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Add(Event stored)
    {
        Begin(stored);
        EventCodec.Write(stored, _json);
        End();
    }

    /// <summary>Adds an event with its JSON object as it was written once, byte for byte; it has no line feeds in it.</summary>
    public void Add(Event stored, ReadOnlySpan<byte> json)
    {
        Begin(stored);
        _json.WriteRawValue(json, skipInputValidation: true);
        End();
    }

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        Separate();
        _buffer.Write(line);
    }

    public void Dispose() => _json.Dispose();

    private void Begin(Event stored)
    {
        Separate();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber(Property.At, StoredTime.Write(stored.At));
        _json.WriteString(Property.Kind, EventCodec.KindOf(stored));
        _json.WritePropertyName(Property.Data);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
    }

    private void Separate()
    {
        if (_buffer.WrittenCount > 0) _buffer.Write(",\n"u8);
    }

    private static class Property
    {
        public static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
        public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
        public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    }
}
