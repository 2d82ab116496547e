using Parley.Server.Delivery;

namespace Parley.Server.Node;

/// <summary>One thing that waits for the loop.</summary>
/// <param name="Session">Who gets the reply; null when the node itself asks.</param>
/// <param name="Command">What to decide; null for a reply of the door's own, which only wants its place in the order.</param>
/// <param name="Reply">The door's own reply.</param>
/// <param name="Context">What the door wants to know again when the reply comes: which command it was.</param>
/// <param name="Asked">Gets the reply too, once the session has been given all that came of the command.</param>
internal readonly record struct Request(
    LocalSession? Session,
    Command? Command,
    Reply? Reply = null,
    object? Context = null,
    TaskCompletionSource<Reply?>? Asked = null)
{
    /// <summary>Whether the session is over with this, whatever becomes of the command.</summary>
    public bool IsLast => Command is Leave;

    /// <summary>Whether it must happen sooner or later: a failed append puts it off, but does not refuse it.</summary>
    public bool IsOwed => Command is Leave or EndSessionsOfNode;
}
