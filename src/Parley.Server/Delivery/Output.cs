using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parley.Server.Delivery;

/// <summary>Where the bytes for one connection go.</summary>
/// <remarks>For one writer, which begins a write when the last one is complete. Never blocks.</remarks>
internal abstract class Output
{
    /// <summary>Writes all these bytes.</summary>
    /// <param name="bytes">The caller's again when this returns, complete or not.</param>
    /// <returns>Complete when the connection can take more; false when it is gone.</returns>
    public abstract ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes);

    /// <summary>Prefetches what writing takes (<see cref="Cache"/>).</summary>
    public virtual void Prefetch()
    {
    }

    /// <summary>Says that what is written from here on has the connection's end right behind it: the two may leave together.</summary>
    /// <remarks>Only where it does not matter how writes are divided: what remains may be more than one.</remarks>
    public virtual void ExpectEnd()
    {
    }

    /// <summary>The shortest way to the other side: the socket itself, unless something on the way changes the bytes.</summary>
    public static Output Of(ConnectionContext connection)
    {
        if (connection is IDirectConnection direct) return direct.Output;
        return connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket } && connection.Features.Get<ITlsHandshakeFeature>() is null
            ? new SocketOutput(socket)
            : new PipeOutput(connection.Transport.Output);
    }
}
