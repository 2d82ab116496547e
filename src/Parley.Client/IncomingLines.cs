using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Parley.Client;

/// <summary>How a dialect tells where what was said ends, when no newline says so.</summary>
internal enum Framing
{
    /// <summary>Only a newline ends a line.</summary>
    Newline,

    /// <summary>A newline, or a moment in which nothing more comes.</summary>
    NewlineOrPause,

    /// <summary>A newline, or the end of what one read brought.</summary>
    NewlineOrRead,
}

/// <summary>Cuts the stream of a server into lines of text.</summary>
/// <remarks>
/// UTF-8; invalid bytes become U+FFFD, and a character that a read boundary cuts is put together again. A line longer than
/// <see cref="ChatClient.LineBytesMax"/> comes in pieces of at most that size, so that no server can make us grow. One
/// reader at a time.
/// </remarks>
internal sealed class IncomingLines(PipeReader input, Framing framing, ChatClientOptions options)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly Queue<string> _early = new();

    // A line was handed out before its end was seen: the newline that follows ends that one, and not an empty one.
    private bool _isMidLine;

    // The greeting may have looked at bytes that no newline ended, without taking them.
    private bool _hasPartialLine = true;

    /// <summary>How it is told where a line ends; for the reader to change.</summary>
    public Framing Framing { get; set; } = framing;

    /// <summary>Takes in what stood before a prompt that has been cut out, and what stands after it belongs to its line.</summary>
    public void AddBeforePrompt(ReadOnlySequence<byte> bytes)
    {
        while (TryTakeLine(ref bytes, out var line)) _early.Enqueue(line);
        if (!bytes.IsEmpty) _early.Enqueue(Decode(bytes));
        _isMidLine = true;
    }

    /// <summary>The next line without its end, or null when the server has ended the stream.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        if (_early.TryDequeue(out var early)) return early;

        while (true)
        {
            var result = await ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryTakeLine(ref buffer, out var line))
            {
                input.AdvanceTo(buffer.Start);
                _hasPartialLine = false;
                return line;
            }

            var isPause = result.IsCanceled && _hasPartialLine;
            if (!buffer.IsEmpty && (result.IsCompleted || isPause || (Framing == Framing.NewlineOrRead && EndsWhole(buffer))))
            {
                var text = Decode(WithoutCarriageReturn(buffer));
                input.AdvanceTo(buffer.End);
                _isMidLine = true;
                _hasPartialLine = false;
                return text;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return null;
            _hasPartialLine = !buffer.IsEmpty;
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_hasPartialLine || Framing == Framing.Newline) return await input.ReadAsync(cancellationToken);

        await using var pause = options.TimeProvider.CreateTimer(
            static input => ((PipeReader)input!).CancelPendingRead(), input, options.PartialLineWait, Timeout.InfiniteTimeSpan);
        return await input.ReadAsync(cancellationToken);
    }

    private bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out string line)
    {
        if (_isMidLine) SkipNewline(ref buffer);

        line = "";
        var newline = buffer.Slice(0, Math.Min(buffer.Length, ChatClient.LineBytesMax + 1)).PositionOf(LineFeed);
        if (newline is { } end)
        {
            line = Decode(WithoutCarriageReturn(buffer.Slice(0, end)));
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            _isMidLine = false;
            return true;
        }

        if (buffer.Length <= ChatClient.LineBytesMax) return false;

        var piece = buffer.Slice(0, ChatClient.LineBytesMax);
        piece = piece.Slice(0, piece.Length - CutCharacterBytes(piece));
        line = Decode(piece);
        buffer = buffer.Slice(piece.End);
        _isMidLine = true;
        return true;
    }

    private void SkipNewline(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty) return;

        var first = buffer.FirstSpan[0];
        var afterReturn = first == CarriageReturn ? buffer.Slice(1) : buffer;
        if (afterReturn.IsEmpty) return;
        if (afterReturn.FirstSpan[0] == LineFeed) buffer = afterReturn.Slice(1);
        _isMidLine = false;
    }

    private static ReadOnlySequence<byte> WithoutCarriageReturn(ReadOnlySequence<byte> line) =>
        !line.IsEmpty && line.Slice(line.Length - 1).FirstSpan[0] == CarriageReturn ? line.Slice(0, line.Length - 1) : line;

    private static bool EndsWhole(ReadOnlySequence<byte> bytes) => CutCharacterBytes(bytes) == 0;

    /// <summary>How many bytes at the end begin a character whose other bytes are missing.</summary>
    private static int CutCharacterBytes(ReadOnlySequence<byte> bytes)
    {
        Span<byte> tail = stackalloc byte[(int)Math.Min(bytes.Length, 4)];
        bytes.Slice(bytes.Length - tail.Length).CopyTo(tail);
        return Rune.DecodeLastFromUtf8(tail, out _, out var length) == OperationStatus.NeedMoreData ? length : 0;
    }

    private static string Decode(ReadOnlySequence<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
