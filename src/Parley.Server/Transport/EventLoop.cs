using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Parley.Server.Transport;

/// <summary>A thread that waits for many files at once and says which are ready; <c>epoll(7)</c>.</summary>
/// <remarks>
/// <para>In each turn first all that is ready is served, then the work that has been scheduled is done: so what is done with what was
/// read is done with all of it together. What is scheduled on <see cref="WhenIdle"/> is done when there is nothing else.</para>
/// <para>Nothing that is called from here may wait. Methods are safe from any thread.</para>
/// </remarks>
internal sealed class EventLoop : PipeScheduler, IDisposable
{
    private const int EventsPerTurnMax = 256;

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(4);

    // struct epoll_event is packed on x86 alone.
    private static readonly int EventBytes = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;
    private static readonly int DataOffset = EventBytes - sizeof(long);

    private readonly TimeSpan _patience;
    private readonly FileHandle _epoll;
    private readonly FileHandle _bell;
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly ConcurrentQueue<Work> _work = new();
    private readonly IdleScheduler _whenIdle;
    private IEpollSource?[] _sources = new IEpollSource?[256];
    private List<IEpollSource> _again = [];
    private List<IEpollSource> _againInHand = [];
    private volatile bool _isStopping;

    /// <summary>Since when something waits for the loop to be idle, as a timestamp; null when nothing was seen to wait.</summary>
    private long? _waitingSince;

    /// <summary>1 when nobody but the bell wakes the thread.</summary>
    private int _isAsleep;

    /// <param name="name">What its thread is called.</param>
    /// <param name="patience">How long what is scheduled on <see cref="WhenIdle"/> waits for the rest at the most; four milliseconds if null.</param>
    /// <exception cref="IOException">The system has no room for it.</exception>
    public EventLoop(string name, TimeSpan? patience = null)
    {
        _patience = patience ?? DefaultPatience;
        _epoll = Open(Libc.EpollCreate(Libc.CloseOnExec));
        _bell = Open(Libc.EventFile(0, Libc.NonBlockingCloseOnExec));
        Control(EpollOperation.Add, _bell, EpollEvents.Readable | EpollEvents.EdgeTriggered);
        _whenIdle = new IdleScheduler(this);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Does work on the loop's thread when nothing else is to be done there, or a little later: so more has come together by then.</summary>
    public PipeScheduler WhenIdle => _whenIdle;

    /// <summary>Whether the caller is on this loop's thread.</summary>
    public bool IsHere => Thread.CurrentThread == _thread;

    /// <summary>Watches a file until it is taken out by <see cref="Remove"/> and closed.</summary>
    /// <exception cref="IOException">The system has no room for one more.</exception>
    public void Add(SafeHandle file, IEpollSource source, EpollEvents events)
    {
        var descriptor = Descriptor(file);
        lock (_lock)
        {
            if (descriptor >= _sources.Length)
            {
                var more = new IEpollSource?[Math.Max(descriptor + 1, _sources.Length * 2)];
                _sources.CopyTo(more);
                Volatile.Write(ref _sources, more);
            }

            _sources[descriptor] = source;
        }

        try
        {
            Control(EpollOperation.Add, file, events);
        }
        catch (IOException)
        {
            Remove(file);
            throw;
        }
    }

    /// <summary>Watches a file for something else from now on; says at once what it is ready for.</summary>
    public void Watch(SafeHandle file, EpollEvents events) => Control(EpollOperation.Modify, file, events);

    /// <summary>Calls nothing about a file any more, but for what may be under way just now. Before it is closed.</summary>
    public void Remove(SafeHandle file)
    {
        lock (_lock) _sources[Descriptor(file)] = null;
    }

    /// <summary>The sources that are watched now.</summary>
    public IEpollSource[] Sources()
    {
        lock (_lock) return [.. _sources.OfType<IEpollSource>()];
    }

    /// <summary>Serves a source again when the others have had their turn. Only on this loop's thread.</summary>
    public void ServeAgain(IEpollSource source) => _again.Add(source);

    /// <summary>Does this on the loop's thread, soon and in order.</summary>
    public override void Schedule(Action<object?> action, object? state)
    {
        _work.Enqueue(new(action, state));
        WakeUp();
    }

    public void Dispose()
    {
        _isStopping = true;
        Ring();
        if (!IsHere) _thread.Join();
        _bell.Dispose();
        _epoll.Dispose();
    }

    private void Run()
    {
        var events = new byte[EventsPerTurnMax * EventBytes];
        while (!_isStopping)
        {
            var count = Libc.EpollWait(_epoll, events, EventsPerTurnMax, MaySleep() ? -1 : 0);
            Volatile.Write(ref _isAsleep, 0);
            for (var i = 0; i < count; i++)
            {
                var one = events.AsSpan(i * EventBytes, EventBytes);
                var descriptor = MemoryMarshal.Read<int>(one[DataOffset..]);
                SourceOf(descriptor)?.OnReady((EpollEvents)MemoryMarshal.Read<uint>(one));
            }

            (_again, _againInHand) = (_againInHand, _again);
            foreach (var source in _againInHand) source.OnReady(EpollEvents.Readable);
            _againInHand.Clear();

            var worked = DoAll(_work);
            if (IsTimeForTheRest(isIdle: count == 0 && worked == 0 && _again.Count == 0)) DoAll(_whenIdle.Work);
        }
    }

    /// <summary>Does what waits now: what is scheduled by that comes after those who have become ready meanwhile.</summary>
    /// <returns>How much it was.</returns>
    private static int DoAll(ConcurrentQueue<Work> queue)
    {
        var count = queue.Count;
        for (var left = count; left > 0 && queue.TryDequeue(out var work); left--) work.Action(work.State);
        return count;
    }

    private bool IsTimeForTheRest(bool isIdle)
    {
        if (_whenIdle.Work.IsEmpty) return false;
        _waitingSince ??= Stopwatch.GetTimestamp();
        if (!isIdle && Stopwatch.GetElapsedTime(_waitingSince.Value) < _patience) return false;
        _waitingSince = null;
        return true;
    }

    /// <summary>Whether there is nothing to do; whoever schedules something after that rings.</summary>
    private bool MaySleep()
    {
        if (_again.Count > 0) return false;
        Interlocked.Exchange(ref _isAsleep, 1);
        return _work.IsEmpty && _whenIdle.Work.IsEmpty;
    }

    private void WakeUp()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1) Ring();
    }

    private void Ring()
    {
        ReadOnlySpan<long> once = [1];
        Libc.Write(_bell, MemoryMarshal.AsBytes(once), sizeof(long));
    }

    /// <summary>Null for the bell, and for a file that has been taken out meanwhile.</summary>
    private IEpollSource? SourceOf(int descriptor)
    {
        var sources = Volatile.Read(ref _sources);
        return descriptor < sources.Length ? sources[descriptor] : null;
    }

    private void Control(EpollOperation operation, SafeHandle file, EpollEvents events)
    {
        Span<byte> one = stackalloc byte[EventBytes];
        one.Clear();
        MemoryMarshal.Write(one, (uint)events);
        MemoryMarshal.Write(one[DataOffset..], Descriptor(file));
        if (Libc.EpollControl(_epoll, operation, file, one) < 0) throw LastError();
    }

    private static int Descriptor(SafeHandle file) => (int)file.DangerousGetHandle();

    private static FileHandle Open(int descriptor) => descriptor >= 0 ? new FileHandle(descriptor) : throw LastError();

    private static IOException LastError() => new($"A connection cannot be watched: {Marshal.GetLastPInvokeErrorMessage()}");

    private readonly record struct Work(Action<object?> Action, object? State);

    private sealed class IdleScheduler(EventLoop loop) : PipeScheduler
    {
        public ConcurrentQueue<Work> Work { get; } = new();

        public override void Schedule(Action<object?> action, object? state)
        {
            Work.Enqueue(new(action, state));
            loop.WakeUp();
        }
    }
}
