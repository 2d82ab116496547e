namespace Parley.Cli.Terminal;

/// <summary>Something that the terminal's one loop has to deal with.</summary>
internal abstract record TerminalEvent
{
    /// <summary>A key was pressed, or a character pasted.</summary>
    public sealed record KeyPressed(ConsoleKeyInfo Key) : TerminalEvent;

    /// <summary>The window changed, or was taken back from another program.</summary>
    public sealed record Redraw : TerminalEvent;

    /// <summary>The server sent a line.</summary>
    public sealed record LineArrived(string Line) : TerminalEvent;

    /// <summary>The connection has ended.</summary>
    public sealed record ServerGone : TerminalEvent;

    /// <summary>All that was entered before leaving is with the server.</summary>
    public sealed record AllSent : TerminalEvent;
}
