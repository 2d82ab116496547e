using System.Globalization;

namespace Parley.Cli.Terminal;

/// <summary>What a key press did to the line.</summary>
internal enum EditOutcome
{
    /// <summary>It changed the line or the cursor, or nothing.</summary>
    Edited,

    /// <summary>The line is complete: take it.</summary>
    Entered,

    /// <summary>Ctrl-D on an empty line: nothing more will be entered.</summary>
    Ended,
}

/// <summary>The part of a line that fits the screen.</summary>
/// <param name="BeforeCursor">What stands before the cursor.</param>
/// <param name="AfterCursor">What stands from the cursor on.</param>
internal readonly record struct LineView(string BeforeCursor, string AfterCursor);

/// <summary>The line being typed: key presses in, text and cursor out. Knows no console and no clock.</summary>
/// <remarks>
/// The cursor moves by user-perceived characters, so an emoji or an accented letter is one step and one backspace. Keys are
/// those of readline: arrows, Home, End, Delete, Ctrl-A, B, D, E, F, H, K, N, P, U and W. One thread at a time.
/// </remarks>
internal sealed class LineEditor
{
    /// <summary>The longest line, in UTF-16 units; what is typed beyond it is not taken.</summary>
    public const int LengthMax = 4096;

    private readonly InputHistory _history = new();
    private int _first;
    private char _highSurrogate;

    public string Text { get; private set; } = "";

    /// <summary>Where the next character goes, in UTF-16 units.</summary>
    public int Cursor { get; private set; }

    public EditOutcome Press(ConsoleKeyInfo key)
    {
        // A terminal sends Enter as a carriage return, and a paste may have line feeds.
        if (key.KeyChar is '\r' or '\n' || key.Key == ConsoleKey.Enter) return EditOutcome.Entered;
        if (IsControl(key, ConsoleKey.D))
        {
            if (Text.Length == 0) return EditOutcome.Ended;
            Replace(Cursor, Next(Cursor), "");
            return EditOutcome.Edited;
        }

        if (key.Modifiers == ConsoleModifiers.Control) PressControl(key.Key);
        else if (!TryMove(key.Key)) Insert(key);
        return EditOutcome.Edited;
    }

    /// <summary>The finished line; a new one begins.</summary>
    public string Take()
    {
        var line = Text;
        _history.Add(line);
        Show("");
        return line;
    }

    /// <summary>What is to be seen of the line in so many cells: always the cursor, and as much around it as fits.</summary>
    public LineView View(int cells)
    {
        _first = Math.Min(_first, Cursor);
        while (_first < Cursor && CellWidth.Of(Text[_first..Cursor]) > cells) _first = Next(_first);
        while (_first > 0 && CellWidth.Of(Text[Previous(_first)..]) <= cells) _first = Previous(_first);

        var room = cells - CellWidth.Of(Text[_first..Cursor]);
        var end = Cursor;
        while (end < Text.Length && CellWidth.Of(Text[end..Next(end)]) is var width && width <= room)
        {
            room -= width;
            end = Next(end);
        }

        return new LineView(Text[_first..Cursor], Text[Cursor..end]);
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) =>
        key.Key == letter && key.Modifiers == ConsoleModifiers.Control;

    private bool TryMove(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.LeftArrow: Cursor = Previous(Cursor); return true;
            case ConsoleKey.RightArrow: Cursor = Next(Cursor); return true;
            case ConsoleKey.Home: Cursor = 0; return true;
            case ConsoleKey.End: Cursor = Text.Length; return true;
            case ConsoleKey.UpArrow: Show(_history.Back(Text) ?? Text); return true;
            case ConsoleKey.DownArrow: Show(_history.Forward() ?? Text); return true;
            case ConsoleKey.Backspace: Replace(Previous(Cursor), Cursor, ""); return true;
            case ConsoleKey.Delete: Replace(Cursor, Next(Cursor), ""); return true;
            default: return false;
        }
    }

    private void PressControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: Cursor = 0; break;
            case ConsoleKey.B: Cursor = Previous(Cursor); break;
            case ConsoleKey.E: Cursor = Text.Length; break;
            case ConsoleKey.F: Cursor = Next(Cursor); break;
            case ConsoleKey.H: Replace(Previous(Cursor), Cursor, ""); break;
            case ConsoleKey.K: Replace(Cursor, Text.Length, ""); break;
            case ConsoleKey.N: Show(_history.Forward() ?? Text); break;
            case ConsoleKey.P: Show(_history.Back(Text) ?? Text); break;
            case ConsoleKey.U: Replace(0, Cursor, ""); break;
            case ConsoleKey.W or ConsoleKey.Backspace: Replace(WordStart(), Cursor, ""); break;
        }
    }

    private void Insert(ConsoleKeyInfo key)
    {
        var c = key.KeyChar;
        // Alt alone makes a command of a key; together with Control it is AltGr, which makes a character.
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt) && !key.Modifiers.HasFlag(ConsoleModifiers.Control)) return;
        if (char.IsHighSurrogate(c))
        {
            _highSurrogate = c;
            return;
        }

        var text = char.IsLowSurrogate(c) ? (_highSurrogate == 0 ? "" : $"{_highSurrogate}{c}") : c == '\t' ? " " : $"{c}";
        _highSurrogate = '\0';
        if (text.Length == 0 || TerminalText.IsUnsafe(text[0]) || Text.Length + text.Length > LengthMax) return;
        Replace(Cursor, Cursor, text);
    }

    private void Show(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private void Replace(int start, int end, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(end));
        Cursor = start + text.Length;
    }

    private int WordStart()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(Text[start - 1])) start--;
        while (start > 0 && !char.IsWhiteSpace(Text[start - 1])) start--;
        return start;
    }

    private int Next(int position) => position + StringInfo.GetNextTextElementLength(Text.AsSpan(position));

    private int Previous(int position)
    {
        var start = 0;
        while (start < position && Next(start) < position) start = Next(start);
        return start;
    }
}
