namespace Parley.Server.Delivery;

/// <summary>One way to turn an event into bytes. All sessions with the same rendering share the same bytes.</summary>
/// <remarks>Compared by reference, so one instance for each way, kept for the life of the server. Safe from any thread.</remarks>
internal abstract class Rendering
{
    /// <summary>The event as a whole message of the dialect; empty when it does not show there. Pure.</summary>
    public abstract byte[] Render(Event happened);
}
