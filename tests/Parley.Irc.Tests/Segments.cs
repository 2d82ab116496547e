using System.Buffers;

namespace Parley.Irc.Tests;

/// <summary>Sequences of bytes that lie in several pieces, as a pipe gives them.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Of(params IReadOnlyList<byte[]> pieces)
    {
        if (pieces.Count == 0) return default;

        var first = new Segment(pieces[0], null);
        var last = first;
        foreach (var piece in pieces.Skip(1)) last = new Segment(piece, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? previous)
        {
            Memory = bytes;
            if (previous is null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
