using Parley.Cli.Serving;

namespace Parley.Client.Tests.Cli;

/// <summary>When a server gives memory back.</summary>
public sealed class MemoryTrimmerTests : IDisposable
{
    private readonly Ticks _ticks = new();
    private readonly MemoryTrimmer _trimmer;
    private long _allocated;
    private int _trims;

    public MemoryTrimmerTests() => _trimmer = new MemoryTrimmer(_ticks, () => _allocated, () => _trims++);

    public void Dispose() => _trimmer.Dispose();

    [Fact]
    public void After_a_wave_it_trims_once()
    {
        Pass(MemoryTrimmer.WorthBytesMin);
        Pass(MemoryTrimmer.WorthBytesMin);
        Assert.Equal(0, _trims);

        Pass(MemoryTrimmer.QuietBytesMax);
        Assert.Equal(1, _trims);

        for (var i = 0; i < 10; i++) Pass(0);
        Assert.Equal(1, _trims);
    }

    [Fact]
    public void While_it_is_busy_it_leaves_memory_to_the_collector()
    {
        for (var i = 0; i < 1000; i++) Pass(MemoryTrimmer.QuietBytesMax + 1);
        Assert.Equal(0, _trims);
    }

    [Fact]
    public void A_little_talk_is_not_worth_it_until_there_was_much_of_it()
    {
        const long little = 1024;
        for (var allocated = little; allocated < MemoryTrimmer.WorthBytesMin; allocated += little) Pass(little);
        Assert.Equal(0, _trims);

        Pass(little);
        Assert.Equal(1, _trims);
    }

    private void Pass(long allocatedBytes)
    {
        _allocated += allocatedBytes;
        _ticks.Tick();
    }

    /// <summary>A clock with one timer, which fires when the test says so.</summary>
    private sealed class Ticks : TimeProvider, ITimer
    {
        private Action? _tick;

        public void Tick() => _tick!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
