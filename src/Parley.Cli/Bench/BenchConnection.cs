using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace Parley.Cli.Bench;

/// <summary>One measuring client: in one room, where it hears everybody and may speak.</summary>
internal sealed class BenchConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly BenchDialect _dialect;
    private readonly string _room;
    private readonly bool _hasThread;
    private readonly TaskCompletionSource _inRoom = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<BenchSender> _senders = [];
    private SequenceCheck[] _checks = [];
    private long _heard;

    /// <param name="dialect">How it speaks.</param>
    /// <param name="room">Where it will be.</param>
    /// <param name="hasThread">Whether it listens on a thread of its own, and does not wait for the others here.</param>
    public BenchConnection(BenchDialect dialect, string room, bool hasThread = false)
    {
        _dialect = dialect;
        _room = room;
        _hasThread = hasThread;
    }

    /// <summary>Latencies of what was sent in the time that counts.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>How many messages have come. From any thread.</summary>
    public long Heard => Volatile.Read(ref _heard);

    /// <summary>What has gone wrong with the numbers of each sender in its room.</summary>
    public IReadOnlyList<SequenceCheck> Checks => _checks;

    /// <summary>When the time that counts begins and ends, as timestamps; set before somebody speaks.</summary>
    public (long From, long To) Counted { get; set; }

    /// <summary>Connects, and returns when the client is in the room.</summary>
    /// <exception cref="IOException">The server is not there or does not let it in.</exception>
    public async Task JoinAsync(Uri door, string nick, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.ConnectAsync(door.Host, door.Port, cancellationToken);
            await SendAsync(_dialect.Hello(nick, _room));
        }
        catch (SocketException e)
        {
            throw new IOException($"{door}: {e.Message}", e);
        }

        _ = _hasThread
            ? Task.Factory.StartNew(() => ReceiveAsync(new BlockingStream(_socket)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : ReceiveAsync(new NetworkStream(_socket));
        await _inRoom.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Says who speaks in the room; before somebody does.</summary>
    public void Expect(IReadOnlyList<BenchSender> senders)
    {
        _senders = senders;
        _checks = [.. senders.Select(_ => new SequenceCheck())];
    }

    /// <summary>Says something in the room.</summary>
    public ValueTask SayAsync(string text) => SendAsync(_dialect.Say(_room, text));

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAsync(string text)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty) rest = rest[await _socket.SendAsync(rest)..];
    }

    private async Task ReceiveAsync(Stream stream)
    {
        var input = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync();
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, out var line)) await OnLineAsync(line);
                input.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted) throw new IOException("the server closed the connection");
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            _inRoom.TrySetException(e as IOException ?? new IOException(e.Message, e));
        }
    }

    private ValueTask OnLineAsync(in ReadOnlySequence<byte> line)
    {
        var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (BenchMessage.TryFind(bytes, out var message))
        {
            Hear(message);
            return default;
        }

        var step = _dialect.Step(Encoding.UTF8.GetString(bytes).TrimEnd('\r'), _room);
        if (step.Refusal is { } refusal) throw new IOException(refusal);
        if (step.IsInRoom) _inRoom.TrySetResult();
        return step.Reply is { } reply ? SendAsync(reply) : default;
    }

    private void Hear(in BenchMessage message)
    {
        if ((uint)message.Sender >= (uint)_checks.Length || !_checks[message.Sender].Take(message.Sequence)) return;
        if (message.SentAt >= Counted.From && message.SentAt < Counted.To) Latencies.Add(Stopwatch.GetElapsedTime(message.SentAt));
        Volatile.Write(ref _heard, _heard + 1);
        _senders[message.Sender].OnSeen(message.Sequence);
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out line, (byte)'\n')) return false;
        rest = reader.UnreadSequence;
        return true;
    }

    /// <summary>What is read asynchronously is waited for where it is asked for.</summary>
    private sealed class BlockingStream(Socket socket) : NetworkStream(socket)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
