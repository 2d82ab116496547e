using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Server.Doors;

namespace Parley.Server;

/// <summary>A door that is open.</summary>
/// <param name="Url">Its URL, with the port that was really bound. The client library and <c>parley join</c> take it.</param>
/// <param name="EndPoint">Where it listens.</param>
/// <param name="HowToJoin">How somebody without Parley comes in, in a few words.</param>
public sealed record OpenDoor(string Url, IPEndPoint EndPoint, string HowToJoin)
{
    internal static OpenDoor Of(IDoor door, ListenOptions listener)
    {
        var at = listener.EndPoint as IPEndPoint ?? door.Url.EndPoint;
        return new OpenDoor(door.Url.At(at), at, door.HowToJoin(at));
    }
}
