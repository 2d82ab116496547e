using System.Globalization;
using System.Text;

namespace Parley.Client.Tests;

/// <summary>A terminal that understands what <c>Screen</c> writes, and wraps and reflows as terminals do. One cell a character.</summary>
internal sealed class VirtualTerminal(int columns) : TextWriter
{
    // A row ends with a line feed of its own, or goes on in the next.
    private readonly List<(StringBuilder Text, bool GoesOn)> _rows = [(new StringBuilder(), false)];
    private int _row;
    private int _column;
    private (int Row, int Column) _saved;
    private string _sequence = "";

    public int Columns { get; private set; } = columns;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The screen as text, the cursor as <c>|</c>; rows end with newlines, and trailing spaces are dropped.</summary>
    public string Shown
    {
        get
        {
            var rows = _rows.Select(row => row.Text.ToString()).ToArray();
            rows[_row] = rows[_row].PadRight(_column).Insert(_column, "|");
            return string.Join('\n', rows.Select(row => row.TrimEnd()));
        }
    }

    public void Resize(int columns)
    {
        var cursor = 0;
        for (var row = _row - 1; row >= 0 && _rows[row].GoesOn; row--) cursor += _rows[row].Text.Length;
        cursor += _column;

        var lines = new List<(string Text, bool HasCursor)>();
        var line = "";
        var hasCursor = false;
        for (var row = 0; row < _rows.Count; row++)
        {
            line += _rows[row].Text;
            hasCursor |= row == _row;
            if (_rows[row].GoesOn) continue;
            lines.Add((line, hasCursor));
            (line, hasCursor) = ("", false);
        }

        Columns = columns;
        _rows.Clear();
        foreach (var (text, isCursorLine) in lines)
        {
            if (isCursorLine) (_row, _column) = (_rows.Count + (cursor / columns), cursor % columns);
            var pieces = text.Length == 0 ? [""] : text.Chunk(columns).Select(piece => new string(piece)).ToArray();
            for (var i = 0; i < pieces.Length; i++) _rows.Add((new StringBuilder(pieces[i]), i < pieces.Length - 1));
        }

        while (_rows.Count <= _row) _rows.Add((new StringBuilder(), false));
    }

    public override void Write(char value)
    {
        if (_sequence.Length > 0 || value == '\u001b') Interpret(value);
        else if (value == '\r') _column = 0;
        else if (value == '\n') MoveDown();
        else Put(value);
    }

    private void Put(char value)
    {
        if (_column == Columns)
        {
            _rows[_row] = (_rows[_row].Text, true);
            _column = 0;
            MoveDown();
        }

        var text = _rows[_row].Text;
        text.Append(' ', Math.Max(0, _column + 1 - text.Length));
        text[_column++] = value;
    }

    private void MoveDown()
    {
        if (++_row == _rows.Count) _rows.Add((new StringBuilder(), false));
    }

    private void Interpret(char value)
    {
        _sequence += value;
        if (_sequence is "\u001b7") _saved = (_row, _column);
        else if (_sequence is "\u001b8") (_row, _column) = _saved;
        else if (value == 'K') CutRow();
        else if (value == 'J')
        {
            CutRow();
            _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
        }
        else if (value == 'A') _row -= int.Parse(_sequence.AsSpan(2, _sequence.Length - 3), CultureInfo.InvariantCulture);
        else if (value is '\u001b' or '[' || char.IsAsciiDigit(value)) return;
        else throw new InvalidDataException($"A sequence that this terminal does not know: {_sequence[1..]}");

        _sequence = "";
    }

    private void CutRow()
    {
        var text = _rows[_row].Text;
        text.Length = Math.Min(text.Length, _column);
        _rows[_row] = (text, false);
    }
}
