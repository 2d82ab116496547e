using System.Globalization;
using Spectre.Console.Rendering;

namespace Parley.Cli.Terminal;

/// <summary>How many cells of a terminal a text fills.</summary>
/// <remarks>
/// Terminals differ on joined emoji; where they do, this is the widest that any of them draws, because a line that is
/// thought too long only scrolls early, while one that is thought too short would wrap. Pure; safe from any thread.
/// </remarks>
internal static class CellWidth
{
    private const char EmojiPresentation = '\uFE0F';

    public static int Of(string text)
    {
        if (IsSimple(text)) return text.Length;

        var cells = 0;
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            var character = characters.GetTextElement();
            var width = new Segment(character).CellCount();
            cells += character.Contains(EmojiPresentation, StringComparison.Ordinal) ? Math.Max(2, width) : width;
        }

        return cells;
    }

    private static bool IsSimple(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
