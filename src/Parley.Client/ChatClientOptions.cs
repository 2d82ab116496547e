namespace Parley.Client;

/// <summary>How patient a <see cref="ChatClient"/> is. The defaults suit people on any network.</summary>
public sealed record ChatClientOptions
{
    /// <summary>How long connecting may take, and then as long again a classic server's prompt.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a server may take for its first words before we go on without them: a plain server's welcome, or what a
    /// classic server says to the name.
    /// </summary>
    public TimeSpan GreetingWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The least time between two messages to a server that takes what arrives in one read for one message. Two that run
    /// into each other are shown as one.
    /// </summary>
    public TimeSpan SendSpacing { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the rest of an unfinished line is waited for where a server may not end its lines.</summary>
    public TimeSpan PartialLineWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long leaving waits for the server to close its side too, before it is done with a reset.</summary>
    public TimeSpan LeaveWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The clock of all of these.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
