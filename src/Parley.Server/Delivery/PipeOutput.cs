using System.Buffers;
using System.IO.Pipelines;

namespace Parley.Server.Delivery;

/// <summary>Writes to a pipe, behind which something makes other bytes of these: TLS, for one.</summary>
internal sealed class PipeOutput(PipeWriter pipe) : Output
{
    public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes)
    {
        try
        {
            pipe.Write(bytes);
            var flush = pipe.FlushAsync();
            return flush.IsCompletedSuccessfully ? new(!flush.Result.IsCompleted) : new(FlushedAsync(flush));
        }
        catch (Exception e) when (IsGone(e))
        {
            return new(false);
        }
    }

    private static async Task<bool> FlushedAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            return !(await flush).IsCompleted;
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
    }

    /// <summary>Whether the connection is closed or aborted, on whichever side.</summary>
    private static bool IsGone(Exception e) => e is IOException or InvalidOperationException or OperationCanceledException;
}
