using System.Net.NetworkInformation;

namespace Parley.EndToEnd.Tests.Processes;

/// <summary>Ports for programs that cannot choose one themselves, or that have to come back to theirs.</summary>
internal static class FreePorts
{
    // Below the ports that systems hand out to connections, so that none of those takes it in the meantime.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>A port that nothing uses now.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port)) return port;
        }
    }

    /// <summary>Whether a program can listen there that, like the tutorials' servers, does not set SO_REUSEADDR.</summary>
    /// <remarks>So no connection of an earlier listener may be left either, not even in TIME_WAIT.</remarks>
    public static bool IsFree(int port)
    {
        var system = IPGlobalProperties.GetIPGlobalProperties();
        return !system.GetActiveTcpListeners().Any(listener => listener.Port == port)
            && !system.GetActiveTcpConnections().Any(connection => connection.LocalEndPoint.Port == port);
    }
}
