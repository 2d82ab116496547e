using Parley.Cli.Terminal;

namespace Parley.Client.Tests.Cli;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Fact]
    public void Characters_go_where_the_cursor_is()
    {
        Type("held");
        Press(ConsoleKey.LeftArrow);
        Type("lo worl");
        Shows("hello worl|d");
    }

    [Theory]
    [InlineData("a🙂", "a|")]
    [InlineData("ae\u0301", "a|")]
    [InlineData("a👨‍👩‍👧", "a|")]
    [InlineData("a小", "a|")]
    public void Backspace_takes_a_whole_character(string text, string rest)
    {
        Type(text);
        Press(ConsoleKey.Backspace);
        Shows(rest);
    }

    [Fact]
    public void The_cursor_steps_over_whole_characters()
    {
        Type("a🙂b");
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        Shows("a|🙂b");
        Press(ConsoleKey.RightArrow);
        Shows("a🙂|b");
    }

    [Fact]
    public void The_cursor_stays_inside_the_line()
    {
        Press(ConsoleKey.LeftArrow, ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.RightArrow);
        Type("a");
        Press(ConsoleKey.RightArrow);
        Shows("a|");
    }

    [Fact]
    public void Delete_takes_the_character_under_the_cursor()
    {
        Type("abc");
        Press(ConsoleKey.Home, ConsoleKey.Delete);
        Shows("|bc");
        Control(ConsoleKey.D);
        Shows("|c");
    }

    [Fact]
    public void Home_and_end_have_their_control_keys_too()
    {
        Type("abc");
        Press(ConsoleKey.Home);
        Shows("|abc");
        Press(ConsoleKey.End);
        Shows("abc|");
        Control(ConsoleKey.A);
        Shows("|abc");
        Control(ConsoleKey.E);
        Shows("abc|");
        Control(ConsoleKey.B);
        Shows("ab|c");
        Control(ConsoleKey.F);
        Control(ConsoleKey.H);
        Shows("ab|");
    }

    [Fact]
    public void Control_u_and_k_cut_to_the_start_and_to_the_end()
    {
        Type("one two three");
        Control(ConsoleKey.W);
        Shows("one two |");
        Control(ConsoleKey.W);
        Shows("one |");
        Type("four");
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        Control(ConsoleKey.K);
        Shows("one fo|");
        Press(ConsoleKey.LeftArrow);
        Control(ConsoleKey.U);
        Shows("|o");
    }

    [Fact]
    public void Control_d_ends_only_an_empty_line()
    {
        Type("a");
        Assert.Equal(EditOutcome.Edited, _editor.Press(Keys.Control(ConsoleKey.D)));
        Press(ConsoleKey.Backspace);
        Assert.Equal(EditOutcome.Ended, _editor.Press(Keys.Control(ConsoleKey.D)));
    }

    [Theory]
    [InlineData('\r')]
    [InlineData('\n')]
    public void Enter_completes_the_line(char enter)
    {
        Type("done");
        Assert.Equal(EditOutcome.Entered, _editor.Press(Keys.Typed($"{enter}").Single()));
        Assert.Equal("done", _editor.Take());
        Shows("|");
    }

    [Fact]
    public void Controls_alt_keys_and_half_characters_are_no_text()
    {
        Type("a\u001b\u0007\u202e\ude42\tb");
        _editor.Press(Keys.Alt('x'));
        Shows("a b|");
    }

    [Fact]
    public void A_line_has_a_longest_length()
    {
        Type(new string('x', LineEditor.LengthMax - 1) + "🙂" + "yz");
        Assert.Equal(LineEditor.LengthMax, _editor.Text.Length);
        Assert.EndsWith("xy", _editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_and_down_go_through_what_was_entered_and_back_to_what_is_being_typed()
    {
        Enter("one");
        Enter("two");
        Enter("two");
        Type("draft");
        Press(ConsoleKey.UpArrow);
        Shows("two|");
        Control(ConsoleKey.P);
        Shows("one|");
        Press(ConsoleKey.UpArrow);
        Shows("one|");
        Press(ConsoleKey.DownArrow);
        Control(ConsoleKey.N);
        Shows("draft|");
        Press(ConsoleKey.DownArrow);
        Shows("draft|");
    }

    [Fact]
    public void Only_so_many_lines_are_remembered()
    {
        for (var i = 0; i <= InputHistory.LinesMax; i++) Enter($"{i}");
        for (var i = 0; i <= InputHistory.LinesMax; i++) Press(ConsoleKey.UpArrow);
        Shows("1|");
    }

    [Fact]
    public void A_line_longer_than_the_screen_scrolls_with_the_cursor()
    {
        Type("0123456789");
        Assert.Equal(new LineView("6789", ""), _editor.View(4));
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        Assert.Equal(new LineView("67", "89"), _editor.View(4));
        Press(ConsoleKey.Home);
        Assert.Equal(new LineView("", "0123"), _editor.View(4));
        Press(ConsoleKey.End);
        Assert.Equal(new LineView("6789", ""), _editor.View(4));
        Assert.Equal(new LineView("0123456789", ""), _editor.View(20));
    }

    [Fact]
    public void A_wide_character_is_shown_whole_or_not_at_all()
    {
        Type("小明小明");
        Assert.Equal(new LineView("小明", ""), _editor.View(5));
        Press(ConsoleKey.Home);
        Assert.Equal(new LineView("", "小明"), _editor.View(5));
    }

    private void Shows(string textWithCursor) => Assert.Equal(textWithCursor, _editor.Text.Insert(_editor.Cursor, "|"));

    private void Type(string text)
    {
        foreach (var key in Keys.Typed(text)) _editor.Press(key);
    }

    private void Press(params ConsoleKey[] keys)
    {
        foreach (var key in keys) _editor.Press(Keys.Of(key));
    }

    private void Control(ConsoleKey key) => _editor.Press(Keys.Control(key));

    private void Enter(string line)
    {
        Type(line);
        _editor.Press(Keys.Enter);
        _editor.Take();
    }
}
