using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

/// <summary>A session without a door: what it is told and what is written to it goes where the test says.</summary>
internal sealed class HearingSession : LocalSession
{
    private HearingSession(SessionId id, Taking connection, Framing framing)
        : base(id, new DefaultConnectionContext { Transport = connection }, framing, 1 << 20)
    {
    }

    /// <summary>What it does when it is told something of one of these kinds: event, reply, tick, reload, presence.</summary>
    public Action<string> OnTold { get; init; } = _ => { };

    /// <summary>A session of this number.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="onWrite">Gets what is written to its connection; may throw.</param>
    /// <param name="onTold">See <see cref="OnTold"/>.</param>
    /// <param name="framing">How what waits for it is put together; <see cref="Framing.Terminated"/> by default.</param>
    public static HearingSession Of(int number, Action<byte[]>? onWrite = null, Action<string>? onTold = null, Framing? framing = null) =>
        new(new SessionId(0, number), new Taking(onWrite ?? (_ => { })), framing ?? Framing.Terminated) { OnTold = onTold ?? (_ => { }) };

    /// <inheritdoc cref="LocalSession.Hold"/>
    public new void Hold() => base.Hold();

    /// <inheritdoc cref="LocalSession.Release"/>
    public new void Release() => base.Release();

    public override void OnEvent(CommittedEvent committed) => OnTold("event");

    public override void OnReply(Reply reply, object? context) => OnTold("reply");

    public override void OnTick(TimeProvider time) => OnTold("tick");

    public override void OnReload() => OnTold("reload");

    public override void OnPresence(Identity who, bool isHere) => OnTold("presence");

    /// <summary>Takes everything at once.</summary>
    private sealed class Taking(Action<byte[]> onWrite) : PipeWriter, IDuplexPipe
    {
        private readonly byte[] _bytes = new byte[Framing.GatheredBytesMax];
        private int _written;

        public PipeReader Input { get; } = PipeReader.Create(Stream.Null);

        public PipeWriter Output => this;

        public override void Advance(int bytes) => _written += bytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.AsMemory(_written);

        public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.AsSpan(_written);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var written = _bytes[.._written];
            _written = 0;
            onWrite(written);
            return new(default(FlushResult));
        }

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
