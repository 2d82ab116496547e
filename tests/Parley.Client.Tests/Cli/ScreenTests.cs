using Parley.Cli.Terminal;

namespace Parley.Client.Tests.Cli;

public sealed class ScreenTests : IDisposable
{
    private readonly VirtualTerminal _terminal = new(20);
    private readonly LineEditor _editor = new();
    private readonly Screen _screen;

    public ScreenTests() => _screen = new Screen(_terminal, () => _terminal.Columns);

    [Fact]
    public void A_line_that_arrives_appears_above_the_line_being_typed()
    {
        Type("half a li");
        _screen.Print("alice: hi");
        _screen.Draw(_editor);
        Type("ne");

        Shows("""
            alice: hi
            > half a line|
            """);
    }

    [Fact]
    public void A_line_that_arrives_leaves_the_cursor_where_it_was()
    {
        Type("hello");
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        _screen.Print("alice: hi");
        _screen.Draw(_editor);

        Shows("""
            alice: hi
            > hel|lo
            """);
    }

    [Fact]
    public void A_long_line_wraps_above_the_line_being_typed()
    {
        Type("typing");
        _screen.Print("alice: a line that is longer than the screen");
        _screen.Print("bob: short");
        _screen.Draw(_editor);

        Shows("""
            alice: a line that i
            s longer than the sc
            reen
            bob: short
            > typing|
            """);
    }

    [Fact]
    public void A_typed_line_longer_than_the_screen_stays_in_one_row()
    {
        Type("0123456789abcdefghij");
        Shows("> 3456789abcdefghij|");
        Press(ConsoleKey.Home);
        Shows("> |0123456789abcdefg");
        _screen.Print("alice: hi");
        _screen.Draw(_editor);
        Shows("""
            alice: hi
            > |0123456789abcdefg
            """);
    }

    [Fact]
    public void A_narrower_window_leaves_no_remains_of_the_typed_line()
    {
        _screen.Print("alice: hi");
        Type("0123456789abcdefghij");
        _terminal.Resize(10);
        _screen.Draw(_editor);

        Shows("""
            alice: hi
            > defghij|
            """);
    }

    [Fact]
    public void A_narrower_window_leaves_no_remains_behind_the_cursor_either()
    {
        _screen.Print("alice: hi");
        Type("0123456789abcdef");
        Press(ConsoleKey.Home);
        _terminal.Resize(10);
        _screen.Draw(_editor);

        Shows("""
            alice: hi
            > |0123456
            """);
    }

    [Fact]
    public void A_wider_window_shows_more_of_the_typed_line()
    {
        Type("0123456789abcdefghij");
        _terminal.Resize(30);
        _screen.Draw(_editor);
        Shows("> 0123456789abcdefghij|");
    }

    [Fact]
    public void What_arrives_cannot_move_the_cursor_or_erase_the_screen()
    {
        _screen.Print("mallory: \u001b[2J\u001b[Hgotcha\rover");
        Type("safe");

        Shows("""
            mallory: gotchaover
            > safe|
            """);
    }

    [Fact]
    public void Closing_takes_the_typed_line_away()
    {
        _screen.Print("alice: hi");
        Type("never sent");
        _screen.Close();

        Shows("""
            alice: hi
            |
            """);
    }

    public void Dispose() => _terminal.Dispose();

    private void Shows(string screen) => Assert.Equal(screen, _terminal.Shown, ignoreLineEndingDifferences: true);

    private void Type(string text)
    {
        foreach (var key in Keys.Typed(text))
        {
            _editor.Press(key);
            _screen.Draw(_editor);
        }
    }

    private void Press(params ConsoleKey[] keys)
    {
        foreach (var key in keys) _editor.Press(Keys.Of(key));
        _screen.Draw(_editor);
    }
}
