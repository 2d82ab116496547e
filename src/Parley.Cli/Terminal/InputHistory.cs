namespace Parley.Cli.Terminal;

/// <summary>The lines that were entered before, for going back to them. Keeps the last <see cref="LinesMax"/>.</summary>
internal sealed class InputHistory
{
    public const int LinesMax = 100;

    private readonly List<string> _lines = [];
    private int _position;
    private string _draft = "";

    public void Add(string line)
    {
        if (line.Length > 0 && (_lines.Count == 0 || _lines[^1] != line)) _lines.Add(line);
        if (_lines.Count > LinesMax) _lines.RemoveAt(0);
        _position = _lines.Count;
    }

    /// <summary>The line before, or null at the oldest. The first step back keeps the line that is being typed.</summary>
    public string? Back(string current)
    {
        if (_position == 0) return null;
        if (_position == _lines.Count) _draft = current;
        return _lines[--_position];
    }

    /// <summary>The line after, at last the one that was being typed; null when that is shown already.</summary>
    public string? Forward()
    {
        if (_position == _lines.Count) return null;
        return ++_position == _lines.Count ? _draft : _lines[_position];
    }
}
