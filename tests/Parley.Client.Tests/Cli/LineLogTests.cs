using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Cli.Serving;

namespace Parley.Client.Tests.Cli;

/// <summary>The server's log on the terminal.</summary>
public sealed class LineLogTests : IDisposable
{
    private readonly Clock _clock = new();
    private readonly Writes _writes = new();
    private readonly LineLog _log;

    public LineLogTests() => _log = new LineLog(_writes, _clock);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Lines_that_come_together_leave_in_one_write()
    {
        Say("Nickname is bob");
        Say("It gets full.", LogLevel.Warning);
        Assert.Empty(_writes.All);

        _clock.Pass();
        Assert.Equal(["11:32:20 Nickname is bob\n11:32:20 warning: It gets full.\n"], _writes.All);

        Say("Nickname is eve");
        _clock.Pass();
        Assert.Equal("11:32:20 Nickname is eve\n", _writes.All[1]);
    }

    [Fact]
    public void A_terminal_is_not_told_what_to_do()
    {
        Say("Nickname is \e[2Jbob\n12:00:00 error: no");
        _clock.Pass();
        Assert.Equal(["11:32:20 Nickname is bob12:00:00 error: no\n"], _writes.All);
    }

    [Fact]
    public void An_exception_stands_below_its_line()
    {
        Say("It failed.", LogLevel.Error, new IOException("gone"));
        _clock.Pass();
        Assert.Equal(["11:32:20 error: It failed.\nSystem.IO.IOException: gone\n"], _writes.All);
    }

    [Fact]
    public void What_waits_is_written_at_the_end()
    {
        Say("The last.");
        _log.Dispose();
        Assert.Equal(["11:32:20 The last.\n"], _writes.All);
    }

    [Fact]
    public void A_terminal_that_takes_nothing_does_not_keep_the_server_from_ending()
    {
        using var takes = new ManualResetEventSlim();
        _writes.Before = () => takes.Wait(TestContext.Current.CancellationToken);
        Say("The last.");
        _log.Dispose();
        Assert.Empty(_writes.All);
        takes.Set();
    }

    [Fact]
    public void What_is_too_much_is_left_out_and_counted()
    {
        Say(new string('x', LineLog.WaitingMax));
        Say("One.");
        Say("Two.");
        _clock.Pass();
        Assert.EndsWith("xxx\n11:32:20 warning: 2 lines are left out here: they could not be written\n", Assert.Single(_writes.All), StringComparison.Ordinal);

        Say("Three.");
        _clock.Pass();
        Assert.Equal("11:32:20 Three.\n", _writes.All[1]);
    }

    [Fact]
    public void A_reader_who_has_gone_does_no_harm()
    {
        _writes.IsBroken = true;
        Say("Nobody reads this.");
        _clock.Pass();

        _writes.IsBroken = false;
        Say("But this.");
        _clock.Pass();
        Assert.Equal(["11:32:20 But this.\n"], _writes.All);
    }

    private void Say(string text, LogLevel level = LogLevel.Information, Exception? exception = null) =>
        _log.Log(level, default, text, exception, static (text, _) => text);

    /// <summary>What was written between two flushes, each in one piece.</summary>
    private sealed class Writes : StringWriter
    {
        public Writes()
            : base(CultureInfo.InvariantCulture) => NewLine = "\n";

        public List<string> All { get; } = [];

        public bool IsBroken { get; set; }

        public Action Before { get; set; } = () => { };

        public override void Flush()
        {
            Before();
            var written = ToString().ReplaceLineEndings("\n");
            GetStringBuilder().Clear();
            if (IsBroken) throw new IOException("Broken pipe");
            if (written.Length > 0) All.Add(written);
        }
    }

    /// <summary>A clock that stands still, with one timer that fires when the test says so.</summary>
    private sealed class Clock : TimeProvider, ITimer
    {
        private Action? _fire;
        private bool _isSet;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 5, 4, 11, 32, 20, TimeSpan.Zero);

        public void Pass()
        {
            Assert.True(_isSet);
            _isSet = false;
            _fire!();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _isSet = true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
