using System.Globalization;
using System.Text;

namespace Parley.Cli.Terminal;

/// <summary>A terminal whose last line is being typed on, while other lines appear above it.</summary>
/// <remarks>
/// Writes ANSI sequences and never reads. The typed line fills at most one row, one cell less than the screen is wide.
/// Nothing is written before <see cref="Draw"/> or <see cref="Close"/>, so a burst of lines is one write. One thread at a
/// time.
/// </remarks>
/// <param name="output">The terminal.</param>
/// <param name="columns">How many cells wide the terminal is now.</param>
internal sealed class Screen(TextWriter output, Func<int> columns)
{
    private const string EraseToEndOfLine = "\u001b[K";
    private const string EraseToEndOfScreen = "\u001b[J";
    private const string SaveCursor = "\u001b7";
    private const string RestoreCursor = "\u001b8";
    private const int ColumnsMin = 10;

    private readonly StringBuilder _pending = new();
    private int _drawnColumns;
    private int _cursorCells;
    private int _lineCells;

    /// <summary>What stands before the line being typed.</summary>
    public string Prompt { get; set; } = "> ";

    /// <summary>A line from anybody: made safe, and shown above the line being typed.</summary>
    public void Print(string line)
    {
        Erase();
        _pending.Append(TerminalText.Clean(line)).Append("\r\n");
    }

    /// <summary>Shows the line being typed as it is now, and everything that was printed before it.</summary>
    public void Draw(LineEditor editor)
    {
        Erase();
        _drawnColumns = Math.Max(columns(), ColumnsMin);
        var prompt = CellWidth.Of(Prompt) is var cells && cells <= _drawnColumns / 2 ? Prompt : "";
        var view = editor.View(_drawnColumns - 1 - CellWidth.Of(prompt));
        _pending.Append(prompt).Append(view.BeforeCursor);
        // The terminal remembers the place by itself: it may count the cells of a joined emoji in another way than we do.
        if (view.AfterCursor.Length > 0) _pending.Append(SaveCursor).Append(view.AfterCursor).Append(RestoreCursor);

        _cursorCells = CellWidth.Of(prompt) + CellWidth.Of(view.BeforeCursor);
        _lineCells = _cursorCells + CellWidth.Of(view.AfterCursor);
        Flush();
    }

    /// <summary>Takes the line being typed away, and leaves the terminal at the start of an empty line.</summary>
    public void Close()
    {
        Erase();
        Flush();
    }

    private void Erase()
    {
        if (_lineCells == 0) return;

        // A terminal that became narrower has wrapped the line: it begins some rows above the cursor.
        var now = Math.Max(columns(), 1);
        var rowsAbove = now < _drawnColumns ? _cursorCells / now : 0;
        if (rowsAbove > 0) _pending.Append(CultureInfo.InvariantCulture, $"\u001b[{rowsAbove}A");
        _pending.Append('\r').Append(_lineCells >= now ? EraseToEndOfScreen : EraseToEndOfLine);
        _lineCells = 0;
    }

    private void Flush()
    {
        output.Write(_pending);
        output.Flush();
        _pending.Clear();
    }
}
