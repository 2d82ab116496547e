namespace Parley.Client;

/// <summary>What is said on the wire of one kind of door, seen from the client.</summary>
internal abstract class Dialect
{
    /// <summary>Whether the server sends back what we said.</summary>
    public abstract bool Echoes { get; }

    /// <summary>Whether a line that begins with a slash is a command.</summary>
    public virtual bool TakesCommands => false;

    /// <summary>The least time between two messages.</summary>
    public virtual TimeSpan SendSpacing => TimeSpan.Zero;

    /// <summary>The name that the server was told, or null.</summary>
    public abstract string? Nick { get; }

    /// <summary>Exchanges the first words, and returns the lines that follow them.</summary>
    /// <exception cref="IOException">The connection broke, or this server speaks another dialect.</exception>
    public abstract Task<IncomingLines> GreetAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Is shown each line that comes after them, by the one who reads.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public virtual Task HearAsync(string line, Connection connection) => Task.CompletedTask;

    /// <summary>The bytes of one line that we say.</summary>
    public abstract byte[] Encode(string line);
}
