using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Parley.Server.Transport;

/// <summary>Reads from a socket when it has something, and holds no memory while it has nothing.</summary>
/// <remarks>
/// For one reader at a time. Who waits goes on where the socket was found readable, on the thread of the
/// <see cref="EventLoop"/>, after one read: nobody who sends all the time keeps the others waiting. A read is cancelled
/// by <see cref="CancelPendingRead"/>, from any thread; cancellation tokens are not supported. A reset is an end like any other.
/// </remarks>
internal sealed class EpollReader(FileHandle socket, EventLoop loop, IEpollSource source) : PipeReader, IValueTaskSource<ReadResult>
{
    /// <summary>How much is read at once.</summary>
    private const int ReadBytes = 8 * 1024;

    /// <summary>With less room than this behind what is not consumed, that moves to a larger buffer.</summary>
    private const int RoomBytesMin = 1024;

    // The loop, the door and whoever cancels meet here; this guards all that follows.
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<ReadResult> _waiting;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _isWaiting;
    private bool _isExamined;
    private bool _isCanceled;
    private bool _isEnded;
    private bool _mayHaveMore;
    private bool _isLast;
    private bool _isUrgent;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled) throw new NotSupportedException("A read is cancelled by CancelPendingRead.");
        lock (_lock)
        {
            if (!HasAnswer && _mayHaveMore)
            {
                if (loop.IsHere) loop.ServeAgain(source);
                else Receive();
            }

            if (HasAnswer) return new(TakeAnswer());
            _waiting.Reset();
            _isWaiting = true;
            return new(this, _waiting.Version);
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        lock (_lock)
        {
            var hasAnswer = HasAnswer;
            result = hasAnswer ? TakeAnswer() : default;
            return hasAnswer;
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (_lock)
        {
            _start = consumed.GetInteger();
            _isExamined = examined.GetInteger() == _end;
            if (_start == _end) ReleaseBuffer();
        }
    }

    public override void CancelPendingRead()
    {
        lock (_lock)
        {
            _isCanceled = true;
            if (!_isWaiting) return;
        }

        Answer(elsewhere: true);
    }

    public override void Complete(Exception? exception = null)
    {
        lock (_lock)
        {
            _isEnded = true;
            _isWaiting = false;
            ReleaseBuffer();
        }
    }

    /// <summary>There may be something to read. On the loop's thread.</summary>
    /// <param name="isLast">Nothing will come after it, but the end itself has to be read too.</param>
    /// <param name="isUrgent">There is urgent data in it, before which a read ends though there is more.</param>
    public void OnReadable(bool isLast, bool isUrgent)
    {
        lock (_lock)
        {
            _mayHaveMore = true;
            _isLast |= isLast;
            _isUrgent |= isUrgent;
            if (!_isWaiting) return;
            Receive();
        }

        Answer(elsewhere: false);
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    private bool HasAnswer => _isCanceled || _isEnded || (_end > _start && !_isExamined);

    /// <summary>Lets who waits go on, if there is something for them.</summary>
    private void Answer(bool elsewhere)
    {
        ReadResult answer;
        lock (_lock)
        {
            if (!_isWaiting || !HasAnswer) return;
            _isWaiting = false;
            answer = TakeAnswer();
        }

        _waiting.RunContinuationsAsynchronously = elsewhere;
        _waiting.SetResult(answer);
    }

    private ReadResult TakeAnswer()
    {
        var unread = _buffer is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(_buffer, _start, _end - _start);
        var answer = new ReadResult(unread, _isCanceled, _isEnded);
        _isCanceled = false;
        return answer;
    }

    /// <summary>Reads once, behind what is there already.</summary>
    private void Receive()
    {
        MakeRoom();
        var room = _buffer.AsSpan(_end);
        nint received;
        do received = Libc.Receive(socket, room, room.Length, 0);
        while (received < 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall);

        // Less than there was room for is all there was; what comes after it is told anew, but for an end that has been told, and
        // for what is behind urgent data: that is looked for until nothing comes.
        _mayHaveMore = received == room.Length || _isLast || (_isUrgent && received > 0);
        _isUrgent &= received > 0;
        if (received > 0)
        {
            _end += (int)received;
            _isExamined = false;
            return;
        }

        // A reset ends it like a goodbye does: doors treat both the same.
        _isEnded = received == 0 || Marshal.GetLastPInvokeError() != Libc.WouldBlock;
        if (_start == _end) ReleaseBuffer();
    }

    [MemberNotNull(nameof(_buffer))]
    private void MakeRoom()
    {
        if (_buffer is not null && _buffer.Length - _end >= RoomBytesMin) return;

        var unread = _end - _start;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(ReadBytes, unread * 2));
        _buffer.AsSpan(_start, unread).CopyTo(larger);
        ReleaseBuffer();
        _buffer = larger;
        _end = unread;
    }

    private void ReleaseBuffer()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _start = _end = 0;
    }
}
