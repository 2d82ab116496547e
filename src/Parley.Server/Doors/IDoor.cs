using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.Server.Doors;

/// <summary>A way in: what listens at the address of a <see cref="DoorUrl"/>.</summary>
internal interface IDoor
{
    DoorUrl Url { get; }

    /// <summary>One line for the operator: how somebody joins here.</summary>
    /// <param name="at">Where it really listens.</param>
    string HowToJoin(IPEndPoint at);

    /// <summary>The last words to a connection that is not let in.</summary>
    byte[] TurnAway(string reason);

    /// <summary>Has the connections of a listener served here. Once, before it is opened.</summary>
    void ListenOn(ListenOptions listener);
}
