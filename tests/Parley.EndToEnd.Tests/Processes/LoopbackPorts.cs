using System.Collections.Concurrent;
using System.Net.NetworkInformation;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>Ports for programs that cannot choose one themselves, or that have to come back to theirs.</summary>
internal static class LoopbackPorts
{
    // Below the ports that systems hand out to connections, so that none of those takes it in the meantime.
    private const int First = 20_000;
    private const int Last = 32_000;

    // A program takes its port some time after it was chosen for it.
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that nothing uses now, and that no other test is given.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsUntouched(port) && Given.TryAdd(port, true)) return port;
        }
    }

    /// <summary>Whether nobody listens there.</summary>
    public static bool IsFree(int port) =>
        !IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    /// <summary>Whether a program can listen there that, like the tutorials' servers, does not set SO_REUSEADDR.</summary>
    /// <remarks>So no connection of an earlier listener may be left either, not even in TIME_WAIT.</remarks>
    public static bool IsUntouched(int port) => IsFree(port)
        && !IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(connection => connection.LocalEndPoint.Port == port);

    /// <summary>Waits until a program listens there that does not say so in any other way.</summary>
    public static async Task WaitForListenerAsync(int port)
    {
        using var patience = new CancellationTokenSource(Transcript.Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (IsFree(port)) await again.WaitForNextTickAsync(patience.Token);
    }
}
