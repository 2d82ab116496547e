using System.Buffers;
using System.Text;

namespace Parley.Server.Doors.Classic;

/// <summary>One message as it was read; the text is null when it was too long.</summary>
internal readonly record struct ClassicMessage(string? Text);

/// <summary>Finds the messages in a stream that has no framing.</summary>
/// <remarks>
/// What has arrived by one read is one message, and newlines split it. A character that the read has cut is left for the
/// next one. Knows nothing but the bytes.
/// </remarks>
/// <param name="messageBytesMax">The longest message that is taken.</param>
internal sealed class ClassicReader(int messageBytesMax)
{
    private bool _endsLines;
    private bool _isSkipping;

    /// <summary>Whether the buffer's last character is incomplete, so that the message waits for the rest.</summary>
    public bool IsCutInCharacter { get; private set; }

    /// <summary>How many bytes were too long to be messages, less those that were messages.</summary>
    public long UselessBytes { get; private set; }

    /// <summary>Takes the messages from what has been read.</summary>
    /// <param name="buffer">Everything unread.</param>
    /// <param name="isLast">Whether nothing more is waited for, so that a cut character is taken as it is.</param>
    public (IReadOnlyList<ClassicMessage> Messages, SequencePosition Consumed) Read(ReadOnlySequence<byte> buffer, bool isLast)
    {
        var messages = new List<ClassicMessage>();
        var rest = new SequenceReader<byte>(buffer);
        while (rest.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            Take(line, messages);
            _endsLines = true;
            _isSkipping = false;
        }

        var tail = rest.UnreadSequence;
        IsCutInCharacter = !isLast && tail.Length <= messageBytesMax && EndsInsideCharacter(tail);
        if (IsCutInCharacter) return (messages, tail.Start);

        if (!tail.IsEmpty) Take(tail, messages);
        return (messages, buffer.End);
    }

    private void Take(ReadOnlySequence<byte> bytes, List<ClassicMessage> messages)
    {
        if (bytes.Length <= messageBytesMax && !_isSkipping)
        {
            UselessBytes = Math.Max(0, UselessBytes - bytes.Length);
            messages.Add(new ClassicMessage(Encoding.UTF8.GetString(bytes).TrimEnd('\r')));
            return;
        }

        UselessBytes += bytes.Length;
        if (!_isSkipping) messages.Add(default);

        // Only a client that ends its lines is expected to end this one too; for any other, the next read is a new message.
        _isSkipping = _endsLines;
    }

    private static bool EndsInsideCharacter(ReadOnlySequence<byte> bytes)
    {
        Span<byte> end = stackalloc byte[(int)Math.Min(3, bytes.Length)];
        bytes.Slice(bytes.Length - end.Length).CopyTo(end);
        for (var back = 1; back <= end.Length; back++)
        {
            var length = end[^back] switch { >= 0xF0 and <= 0xF4 => 4, >= 0xE0 and < 0xF0 => 3, >= 0xC2 and < 0xE0 => 2, < 0x80 => 1, _ => 0 };
            if (length > 0) return length > back;
        }

        return false;
    }
}
