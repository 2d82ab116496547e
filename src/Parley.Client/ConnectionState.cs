namespace Parley.Client;

/// <summary>Whether a <see cref="ChatClient"/> is still in the room and, if not, who ended it.</summary>
public enum ConnectionState
{
    /// <summary>Lines may still come.</summary>
    Open,

    /// <summary>We left: the client was disposed.</summary>
    Left,

    /// <summary>The server ended the stream in good order.</summary>
    ServerClosed,

    /// <summary>The connection broke: reset, timed out, unreachable.</summary>
    Lost,
}
