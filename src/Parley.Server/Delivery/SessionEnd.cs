namespace Parley.Server.Delivery;

/// <summary>A session is over: it is sent what waits for it, and nothing more.</summary>
internal sealed class SessionEnd(LocalSession session) : Outcome
{
    public LocalSession Session => session;
}
