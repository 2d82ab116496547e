namespace Parley.Client;

/// <summary>A server could not be joined; the message names its address and the cause.</summary>
public sealed class JoinFailedException : IOException
{
    /// <summary>Makes one with a message for people.</summary>
    public JoinFailedException(string message) : base(message)
    {
    }

    /// <summary>Makes one with a message for people and what the system said.</summary>
    public JoinFailedException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
