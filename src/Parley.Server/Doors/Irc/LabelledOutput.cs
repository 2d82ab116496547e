using Parley.Server.Delivery;

namespace Parley.Server.Doors.Irc;

/// <summary>What goes to one session, the answers to requests with a label marked as such.</summary>
/// <remarks>
/// While a response is not complete, it and all that comes between is held (<see cref="IrcResponse"/>). Touched by the
/// session's shard only.
/// </remarks>
/// <param name="session">Whose it is. No more is held than may wait for it; what is more goes out without a label.</param>
/// <param name="serverName">Who the server is, as lines name it.</param>
/// <seealso href="https://ircv3.net/specs/extensions/labeled-response"/>
internal sealed class LabelledOutput(LocalSession session, string serverName)
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

    /// <summary>Prefetches what writing takes (<see cref="Cache"/>).</summary>
    public void Prefetch() => Cache.Prefetch(in _response);

    /// <summary>Writes whole lines, or holds them while a response is not complete.</summary>
    public void Write(byte[] lines)
    {
        if (lines.Length == 0) return;
        if (_response is not { } response)
        {
            Send(lines);
            return;
        }

        // More than may wait for a client may not be held for it either: the queue says what becomes of it.
        response.Add(lines, isPart: Answering?.Label is not null);
        if (response.Bytes <= session.SendQueueBytesMax) return;
        _response = null;
        foreach (var line in response.Lines) Send(line);
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
        foreach (var line in response.Complete(label, serverName, batch)) Send(line);
    }

    private void Send(byte[] lines) => session.Shard.Send(session, lines);
}
