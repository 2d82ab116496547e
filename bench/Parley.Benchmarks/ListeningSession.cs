using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc;

namespace Parley.Benchmarks;

/// <summary>A session that hears everything, on a connection that takes everything at once.</summary>
internal sealed class ListeningSession(SessionId id)
    : LocalSession(id, new DefaultConnectionContext { Transport = new Taking() }, Framing.Terminated, 1 << 20)
{
    public override void OnEvent(CommittedEvent committed) => Send(committed.In(IrcRendering.Plain));

    public override void OnReply(Reply reply, object? context)
    {
    }

    private sealed class Taking : PipeWriter, IDuplexPipe
    {
        private static readonly byte[] Bytes = new byte[Framing.GatheredBytesMax];

        public PipeReader Input => PipeReader.Create(Stream.Null);

        public PipeWriter Output => this;

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => Bytes;

        public override Span<byte> GetSpan(int sizeHint = 0) => Bytes;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(default(FlushResult));

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
