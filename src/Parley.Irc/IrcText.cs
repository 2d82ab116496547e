using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Parley.Irc;

/// <summary>Fits texts and lists into lines. Lengths are bytes of UTF-8.</summary>
public static class IrcText
{
    /// <summary>The bytes that are left for the last parameter of a line that begins like this and has a <c>:</c> before it.</summary>
    /// <remarks>
    /// The order of parameters does not matter, so for RPL_ISUPPORT, where the list stands before a text, name that text among
    /// <paramref name="parameters"/>. May be negative.
    /// </remarks>
    public static int RoomFor(string source, string command, params ReadOnlySpan<string> parameters) =>
        RoomFor(Bytes(source), command, parameters);

    /// <inheritdoc cref="RoomFor(string, string, ReadOnlySpan{string})"/>
    public static int RoomFor(int sourceBytes, string command, params ReadOnlySpan<string> parameters)
    {
        var room = IrcLimits.BodyBytesMax - sourceBytes - Bytes(command) - ": ".Length - " :".Length;
        foreach (var parameter in parameters) room -= 1 + Bytes(parameter);
        return room;
    }

    /// <summary>The longest beginning of the text that fits and ends after a whole user-perceived character.</summary>
    /// <remarks>Where not even one such character fits, after a whole code point.</remarks>
    public static string Cut(string text, int bytesMax) => Fits(text, bytesMax) ? text : text[..LengthThatFits(text, bytesMax)];

    /// <inheritdoc cref="Cut(string, int)"/>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int bytesMax) =>
        Fits(text, bytesMax) ? text : text[..LengthThatFits(text, bytesMax)];

    /// <summary>The text in pieces of at most <paramref name="bytesMax"/> bytes, which joined are the text.</summary>
    /// <remarks>
    /// A piece ends after a space where there is one in its second half, otherwise after a whole user-perceived character; only one
    /// that is longer than a piece is divided, between code points. An empty text is one empty piece.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 4 bytes: not every code point fits.</exception>
    public static ImmutableArray<string> Split(string text, int bytesMax)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        var rest = text.AsSpan();
        do pieces.Add(TakePiece(ref rest, bytesMax).ToString());
        while (!rest.IsEmpty);
        return pieces.ToImmutable();
    }

    /// <summary>Takes the first of the pieces of <see cref="Split"/> off the front of <paramref name="rest"/>: all of it, if it fits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 4 bytes: not every code point fits.</exception>
    public static ReadOnlySpan<char> TakePiece(ref ReadOnlySpan<char> rest, int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesMax, 4);

        var length = rest.Length;
        if (!Fits(rest, bytesMax))
        {
            length = LengthThatFits(rest, bytesMax);
            var space = rest[..length].LastIndexOf(' ') + 1;
            if (space > length / 2 && IsBoundary(rest, space)) length = space;
        }

        var piece = rest[..length];
        rest = rest[length..];
        return piece;
    }

    /// <summary>The items in groups that fit a line when joined with one byte between them: names, channels, tokens.</summary>
    /// <remarks>Lazy and in order. An item that is too long by itself is a group of its own: limits on names are the caller's.</remarks>
    /// <param name="items">What to group.</param>
    /// <param name="bytesMax">The longest group, its separators counted.</param>
    /// <param name="itemsMax">The most items in a group; for RPL_ISUPPORT <see cref="IrcLimits.IsupportTokensMax"/>.</param>
    public static IEnumerable<ImmutableArray<string>> Pack(IEnumerable<string> items, int bytesMax, int itemsMax = int.MaxValue)
    {
        var group = ImmutableArray.CreateBuilder<string>();
        var bytes = 0;
        foreach (var item in items)
        {
            var more = 1 + Bytes(item);
            if (group.Count > 0 && (bytes + more > bytesMax || group.Count >= itemsMax))
            {
                yield return group.DrainToImmutable();
                bytes = 0;
            }

            bytes += group.Count == 0 ? more - 1 : more;
            group.Add(item);
        }

        if (group.Count > 0) yield return group.DrainToImmutable();
    }

    // No character is less than a byte, and none of UTF-16's units more than three.
    private static bool Fits(ReadOnlySpan<char> text, int bytesMax) =>
        text.Length <= bytesMax && (text.Length <= bytesMax / 3 || Bytes(text) <= bytesMax);

    private static int Bytes(ReadOnlySpan<char> text) => Encoding.UTF8.GetByteCount(text);

    private static int LengthThatFits(ReadOnlySpan<char> text, int bytesMax)
    {
        var length = 0;
        var bytes = 0;
        while (length < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text[length..]);
            bytes += Bytes(text.Slice(length, next));
            if (bytes > bytesMax) break;
            length += next;
        }

        return length > 0 ? length : CodePointsThatFit(text, bytesMax);
    }

    private static int CodePointsThatFit(ReadOnlySpan<char> text, int bytesMax)
    {
        var length = 0;
        var bytes = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var rune, out var consumed);
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax) break;
            length += consumed;
        }

        return length;
    }

    // A space may carry a combining mark, and belongs to it then.
    private static bool IsBoundary(ReadOnlySpan<char> text, int index) => StringInfo.GetNextTextElementLength(text[(index - 1)..]) == 1;
}
