using System.Runtime.InteropServices;
using Parley.Server.Transport;
using static Parley.Server.Tests.Transport.Wire;

namespace Parley.Server.Tests.Transport;

/// <summary>The order in which a loop does what it has to do.</summary>
public sealed class EventLoopTests
{
    [Fact]
    public void All_that_is_ready_is_served_before_the_work_that_comes_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        using var loop = new EventLoop("test");
        using var isHeld = new ManualResetEventSlim();
        using var mayGo = new ManualResetEventSlim();
        using var isDone = new CountdownEvent(2);
        var happened = new List<string>();
        using var first = new Bell(loop, OnReady);
        using var second = new Bell(loop, OnReady);

        // Held where it works: else it may look between the two bells, and see one of them only.
        loop.Schedule(
            _ =>
            {
                isHeld.Set();
                mayGo.Wait(Patience, Stop);
            },
            null);
        Assert.True(isHeld.Wait(Patience, Stop));
        first.Ring();
        second.Ring();
        mayGo.Set();

        Assert.True(isDone.Wait(Patience, Stop));
        Assert.Equal(["served", "served", "worked", "worked"], happened);

        void OnReady()
        {
            happened.Add("served");
            loop.Schedule(
                _ =>
                {
                    happened.Add("worked");
                    isDone.Signal();
                },
                null);
        }
    }

    [Fact]
    public void Work_from_anywhere_wakes_a_loop_that_sleeps_and_is_done_in_its_order_on_its_thread()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        using var loop = new EventLoop("test");
        using var isDone = new SemaphoreSlim(0);
        var done = new List<int>();

        // One by one, so that the loop is asleep or about to sleep each time; then all at once.
        for (var number = 0; number < 2_000; number++)
        {
            Schedule(number);
            Assert.True(isDone.Wait(Patience, Stop), $"Nobody did number {number}.");
        }

        for (var number = 2_000; number < 4_000; number++) Schedule(number);
        for (var number = 2_000; number < 4_000; number++) Assert.True(isDone.Wait(Patience, Stop));

        Assert.Equal(Enumerable.Range(0, 4_000), done);

        void Schedule(int number) => loop.Schedule(
            _ =>
            {
                if (loop.IsHere) done.Add(number);
                isDone.Release();
            },
            null);
    }

    [Fact]
    public void What_waits_for_the_loop_to_be_idle_comes_after_all_that_follows_from_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        using var loop = new EventLoop("test", TimeSpan.MaxValue);
        using var isDone = new ManualResetEventSlim();
        var happened = new List<string>();

        loop.Schedule(
            _ =>
            {
                loop.WhenIdle.Schedule(_ => isDone.Set(), null);
                loop.Schedule(_ => Then("first", () => loop.Schedule(_ => Then("second", () => { }), null)), null);
            },
            null);

        Assert.True(isDone.Wait(Patience, Stop));
        Assert.Equal(["first", "second"], happened);

        void Then(string what, Action next)
        {
            happened.Add(what);
            next();
        }
    }

    [Fact]
    public void A_loop_that_is_never_idle_does_in_the_end_what_waits_for_that()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        using var loop = new EventLoop("test");
        using var isDone = new ManualResetEventSlim();

        loop.Schedule(WorkOn, null);
        loop.WhenIdle.Schedule(_ => isDone.Set(), null);

        Assert.True(isDone.Wait(Patience, Stop));

        void WorkOn(object? state)
        {
            if (!isDone.IsSet) loop.Schedule(WorkOn, null);
        }
    }

    [Fact]
    public void Work_for_an_idle_loop_wakes_one_that_sleeps()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "epoll is Linux's.");
        using var loop = new EventLoop("test");
        using var isDone = new SemaphoreSlim(0);

        for (var number = 0; number < 2_000; number++)
        {
            loop.WhenIdle.Schedule(_ => isDone.Release(), null);
            Assert.True(isDone.Wait(Patience, Stop), $"Nobody did number {number}.");
        }
    }

    /// <summary>Something to watch that becomes ready when it is told to.</summary>
    private sealed class Bell : IEpollSource, IDisposable
    {
        private readonly FileHandle _file = new(Libc.EventFile(0, Libc.NonBlockingCloseOnExec));
        private readonly EventLoop _loop;
        private readonly Action _onReady;

        public Bell(EventLoop loop, Action onReady)
        {
            _loop = loop;
            _onReady = onReady;
            loop.Add(_file, this, EpollEvents.Readable | EpollEvents.EdgeTriggered);
        }

        public void OnReady(EpollEvents events) => _onReady();

        public void Ring()
        {
            ReadOnlySpan<long> once = [1];
            Assert.Equal(sizeof(long), Libc.Write(_file, MemoryMarshal.AsBytes(once), sizeof(long)));
        }

        public void Dispose()
        {
            _loop.Remove(_file);
            _file.Dispose();
        }
    }
}
