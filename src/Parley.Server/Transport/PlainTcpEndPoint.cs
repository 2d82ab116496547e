using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Parley.Server.Transport;

/// <summary>Where a door listens whose bytes go over TCP as they are.</summary>
/// <param name="at">The address and the port.</param>
/// <param name="serve">What is done with a connection, from accept to end.</param>
internal sealed class PlainTcpEndPoint(IPEndPoint at, ConnectionDelegate serve) : IPEndPoint(at.Address, at.Port)
{
    public ConnectionDelegate Serve => serve;
}
