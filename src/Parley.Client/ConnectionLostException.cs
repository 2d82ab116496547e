namespace Parley.Client;

/// <summary>What was to be sent cannot reach the server any more, because it closed the connection or the connection broke.</summary>
/// <remarks>Whether an earlier message arrived is not known: only its echo, where there is one, says so.</remarks>
public sealed class ConnectionLostException : IOException
{
    /// <summary>Makes one with a message for people.</summary>
    public ConnectionLostException(string message) : base(message)
    {
    }

    /// <summary>Makes one with a message for people and what the system said.</summary>
    public ConnectionLostException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
