using System.Buffers;
using System.Text;

namespace Parley.Server.Doors.Plain;

/// <summary>One line as it was read; the text is null when it was too long.</summary>
internal readonly record struct PlainLine(string? Text);

/// <summary>Finds the lines in what <c>nc</c> or <c>telnet</c> sends: ended by LF or CR LF, telnet negotiation left out.</summary>
/// <remarks>Knows nothing but the bytes. A line that is too long is skipped to its end.</remarks>
internal sealed class PlainLines(int lineBytesMax)
{
    private const byte InterpretAsCommand = 0xFF;
    private const byte SubnegotiationBegin = 0xFA;
    private const byte SubnegotiationEnd = 0xF0;
    private const byte Will = 0xFB;
    private const byte Dont = 0xFE;

    private bool _isSkipping;

    /// <summary>How much of the line that is being skipped has come.</summary>
    public long SkippedBytes { get; private set; }

    /// <summary>Takes the next line from the front of the buffer; false when there is no whole one.</summary>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out PlainLine line)
    {
        line = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> bytes, (byte)'\n'))
        {
            if (!_isSkipping && buffer.Length <= lineBytesMax) return false;
            SkippedBytes += buffer.Length;
            buffer = buffer.Slice(buffer.End);
            var isNew = !_isSkipping;
            _isSkipping = true;
            return isNew;
        }

        buffer = reader.UnreadSequence;
        if (_isSkipping)
        {
            _isSkipping = false;
            SkippedBytes = 0;
            return TryRead(ref buffer, out line);
        }

        if (bytes.Length <= lineBytesMax) line = new PlainLine(Decode(bytes));
        return true;
    }

    private static string Decode(ReadOnlySequence<byte> bytes)
    {
        var line = bytes.ToArray().AsSpan();
        if (line.Contains(InterpretAsCommand)) line = WithoutTelnet(line);
        return Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
    }

    /// <summary>Takes out the commands of RFC 854, which are no part of the text.</summary>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc854"/>
    private static Span<byte> WithoutTelnet(Span<byte> line)
    {
        var kept = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != InterpretAsCommand)
            {
                line[kept++] = line[i];
                continue;
            }

            if (++i >= line.Length) break;
            if (line[i] == SubnegotiationBegin)
            {
                var end = line[i..].IndexOf((ReadOnlySpan<byte>)[InterpretAsCommand, SubnegotiationEnd]);
                i = end < 0 ? line.Length : i + end + 1;
            }
            else if (line[i] is >= Will and <= Dont) i++;
        }

        return line[..kept];
    }
}
