using System.IO.Pipelines;
using System.Text;

namespace Parley.Client.Tests;

/// <summary>The cutting of a stream, over a pipe whose reader runs inside each write: every read is the test's.</summary>
public sealed class IncomingLinesTests
{
    private readonly ManualTime _time = new();
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    [Theory]
    [InlineData(Framing.Newline)]
    [InlineData(Framing.NewlineOrPause)]
    [InlineData(Framing.NewlineOrRead)]
    internal async Task Lines_end_at_a_newline_with_or_without_a_carriage_return(Framing framing)
    {
        var lines = Lines(framing);
        await WriteAsync("one\ntwo\r\n\nfour\n");

        foreach (var line in new[] { "one", "two", "", "four" }) Assert.Equal(line, await Next(lines));
    }

    [Fact]
    public async Task What_one_read_brought_is_a_message_where_there_is_no_framing()
    {
        var lines = Lines(Framing.NewlineOrRead);
        await WriteAsync("bob joined!");
        Assert.Equal("bob joined!", await Next(lines));
        await WriteAsync("bob: a\nbob: b");
        Assert.Equal("bob: a", await Next(lines));
        Assert.Equal("bob: b", await Next(lines));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_newline_that_comes_after_its_line_was_shown_makes_no_empty_line(string newline)
    {
        var lines = Lines(Framing.NewlineOrRead);
        await WriteAsync("late");
        Assert.Equal("late", await Next(lines));
        await WriteAsync($"{newline}next");
        Assert.Equal("next", await Next(lines));
    }

    [Fact]
    public async Task A_character_that_a_read_cuts_is_put_together_again()
    {
        var lines = Lines(Framing.NewlineOrRead);
        var bytes = Encoding.UTF8.GetBytes("小🙂");
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            if (cut == 3) continue;
            await WriteAsync(bytes.AsMemory(0, cut));
            var next = Next(lines);
            Assert.False(next.IsCompleted);
            await WriteAsync(bytes.AsMemory(cut));
            Assert.Equal("小🙂", await next);
        }
    }

    [Fact]
    public async Task A_character_that_stays_cut_is_replaced_after_a_moment()
    {
        var lines = Lines(Framing.NewlineOrRead);
        await WriteAsync(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9 });
        var next = Next(lines);
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal("caf\uFFFD", await next);
    }

    [Fact]
    public async Task Invalid_bytes_are_replaced()
    {
        var lines = Lines(Framing.Newline);
        await WriteAsync(new byte[] { (byte)'a', 0xFF, (byte)'b', (byte)'\n' });
        Assert.Equal("a\uFFFDb", await Next(lines));
    }

    [Fact]
    public async Task An_unfinished_line_is_shown_when_a_moment_passes_without_more()
    {
        var lines = Lines(Framing.NewlineOrPause);
        await WriteAsync("Welcome to this ");
        var next = Next(lines);
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(next.IsCompleted);
        await WriteAsync("chatroom!");
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("Welcome to this chatroom!", await next);
    }

    [Fact]
    public async Task Where_every_line_ends_an_unfinished_one_is_waited_for()
    {
        var lines = Lines(Framing.Newline);
        await WriteAsync("slow ");
        var next = Next(lines);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(next.IsCompleted);
        await WriteAsync("line\n");
        Assert.Equal("slow line", await next);
    }

    [Fact]
    public async Task The_rest_is_shown_when_the_stream_ends()
    {
        var lines = Lines(Framing.Newline);
        await WriteAsync("last words");
        await _pipe.Writer.CompleteAsync();
        Assert.Equal("last words", await Next(lines));
        Assert.Null(await Next(lines));
    }

    [Fact]
    public async Task A_line_without_end_comes_in_pieces_that_cut_no_character()
    {
        var lines = Lines(Framing.Newline);
        var giant = "x" + string.Concat(Enumerable.Repeat("é", ChatClient.LineBytesMax));
        await WriteAsync($"{giant}\nafter\n");

        var pieces = new List<string>();
        while (string.Concat(pieces) != giant) pieces.Add(await Next(lines) ?? throw new InvalidDataException(string.Concat(pieces)));

        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, ChatClient.LineBytesMax));
        Assert.Equal("after", await Next(lines));
    }

    [Fact]
    public async Task A_line_of_just_the_limit_stays_whole()
    {
        var lines = Lines(Framing.Newline);
        var longest = new string('x', ChatClient.LineBytesMax);
        await WriteAsync($"{longest}\nafter\n");
        Assert.Equal(longest, await Next(lines));
        Assert.Equal("after", await Next(lines));
    }

    [Fact]
    public async Task A_prompt_is_found_wherever_it_is_cut()
    {
        const string greeting = "hello\nNICK";
        for (var cut = 1; cut < greeting.Length; cut++)
        {
            var pipe = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
            var lines = new IncomingLines(pipe.Reader, Framing.NewlineOrRead, new ChatClientOptions());
            var dialect = new ClassicDialect(DoorAddress.Parse("classic://host"), "bob", new ChatClientOptions());
            var finding = dialect.FindPromptAsync(pipe.Reader, lines, TestTime.Limit);

            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(greeting[..cut]), TestTime.Limit);
            Assert.False(finding.IsCompleted);
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(greeting[cut..]), TestTime.Limit);

            Assert.True(await finding);
            Assert.Equal("hello", await Next(lines));
        }
    }

    private IncomingLines Lines(Framing framing) =>
        new(_pipe.Reader, framing, new ChatClientOptions { TimeProvider = _time });

    private static Task<string?> Next(IncomingLines lines) => lines.NextAsync(TestTime.Limit).AsTask();

    private Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await _pipe.Writer.WriteAsync(bytes, TestTime.Limit);
}
