namespace Parley.Cli.Bench;

/// <summary>How a measuring client comes into a room and speaks there.</summary>
internal abstract class BenchDialect
{
    /// <summary>What the client sends first.</summary>
    public abstract string Hello(string nick, string room);

    /// <summary>What a line of the server asks for before the client is in the room.</summary>
    public abstract BenchStep Step(string line, string room);

    /// <summary>The line that says this in the room.</summary>
    public abstract string Say(string room, string text);

    /// <summary>The dialect of a door.</summary>
    /// <exception cref="FormatException">It is no URL, or there is no dialect for its scheme.</exception>
    public static BenchDialect Of(string url, out Uri door)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out door!) && door is { Port: > 0, Host.Length: > 0 })
        {
            switch (door.Scheme)
            {
                case "irc":
                    return new IrcBenchDialect();
                case "plain":
                    return new PlainBenchDialect();
            }
        }

        throw new FormatException($"'{url}' cannot be measured: write irc://host:port or plain://host:port");
    }
}

/// <summary>Where a client stands after a line, and what it sends now.</summary>
/// <param name="IsInRoom">Whether it has arrived.</param>
/// <param name="Reply">What it sends; null for nothing.</param>
/// <param name="Refusal">Why it will not arrive; null while it may.</param>
internal readonly record struct BenchStep(bool IsInRoom, string? Reply = null, string? Refusal = null);
