using System.Globalization;

namespace Parley;

/// <summary>How clients name a stored event: its <see cref="Sequence"/> as 16 hexadecimal digits in lower case.</summary>
/// <remarks>Of one width, so that ids sort as the log does. To clients they are opaque.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/message-ids"/>
public static class MessageId
{
    /// <summary>How many characters an id has.</summary>
    public const int Length = 16;

    /// <summary>The id of the event at this place in the log.</summary>
    public static string Of(Sequence sequence) => string.Create(Length, sequence, static (id, sequence) => Write(sequence, id));

    /// <summary>Writes the id of the event at this place in the log: <see cref="Length"/> characters.</summary>
    public static void Write(Sequence sequence, Span<char> id) =>
        sequence.Value.TryFormat(id, out _, "x16", CultureInfo.InvariantCulture);

    /// <summary>Reads an id; false for a text that no event can have.</summary>
    public static bool TryParse(string? text, out Sequence sequence)
    {
        sequence = default;
        if (text is not { Length: Length } || text.AsSpan().ContainsAnyInRange('A', 'F')
            || !long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value <= 0)
            return false;

        sequence = new Sequence(value);
        return true;
    }
}
