namespace Parley.Server.Doors.Irc;

/// <summary>What goes to one session, the answers to requests with a label marked as such.</summary>
/// <remarks>
/// While a response is not complete, it and all that comes between is held (<see cref="IrcResponse"/>). Touched by the
/// session's shard only.
/// </remarks>
/// <param name="send">Sends whole lines.</param>
/// <param name="serverName">Who the server is, as lines name it.</param>
/// <param name="heldBytesMax">The most that is held; what is more goes out without a label.</param>
/// <seealso href="https://ircv3.net/specs/extensions/labeled-response"/>
internal sealed class LabelledOutput(Action<byte[]> send, string serverName, int heldBytesMax)
{
    private IrcResponse? _response;

    /// <summary>Whether something is held now.</summary>
    public bool IsHolding => _response is not null;

    /// <summary>The request that what is written from here on answers; null when nobody asked for it.</summary>
    public IrcRequest? Answering
    {
        get;
        set
        {
            field = value;
            if (value?.Label is not null) _response ??= new IrcResponse();
        }
    }

    /// <summary>Writes whole lines, or holds them while a response is not complete.</summary>
    public void Write(byte[] lines)
    {
        if (lines.Length == 0) return;
        if (_response is not { } response)
        {
            send(lines);
            return;
        }

        // More than may wait for a client may not be held for it either: the queue says what becomes of it.
        response.Add(lines, isPart: Answering?.Label is not null);
        if (response.Bytes <= heldBytesMax) return;
        _response = null;
        foreach (var line in response.Lines) send(line);
    }

    /// <summary>Writes whole lines that answer a request.</summary>
    public void Write(byte[] lines, IrcRequest? answering)
    {
        Answering = answering;
        Write(lines);
        Answering = null;
    }

    /// <summary>Lets go of what is held: the response is complete.</summary>
    /// <param name="label">What the client calls it.</param>
    /// <param name="batch">A reference for the batch of a response of several lines.</param>
    public void Complete(string label, string batch)
    {
        var response = _response ?? new IrcResponse();
        _response = null;
        foreach (var line in response.Complete(label, serverName, batch)) send(line);
    }
}
