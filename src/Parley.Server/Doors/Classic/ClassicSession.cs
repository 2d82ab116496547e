using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Classic;

/// <summary>A tutorial's client in the lobby.</summary>
internal sealed class ClassicSession(
    SessionId id, ConnectionContext connection, ClassicRendering rendering, Framing framing, DoorContext door)
    : LocalSession(id, connection, framing, door.Options.SendQueueBytesMax)
{
    private volatile string _nick = "";

    /// <summary>What the client called itself; it keeps writing that before what it says, whatever the server calls it.</summary>
    public string RequestedNick { get; set; } = "";

    /// <summary>Takes off the sender's own name. Anybody else's stays, so nobody can speak as another.</summary>
    public string WithoutOwnName(string text)
    {
        foreach (var name in (ReadOnlySpan<string>)[RequestedNick, _nick])
        {
            if (name.Length > 0 && text.StartsWith(name, StringComparison.Ordinal) && text.AsSpan(name.Length).StartsWith(": "))
                return text[(name.Length + 2)..];
        }

        return text;
    }

    public override void OnEvent(CommittedEvent committed)
    {
        Send(committed.In(rendering));
        if (committed.Event.By.Id != Person) return;
        switch (committed.Event)
        {
            case Joined:
                Send(rendering.Encode("Connected to server!"));
                break;
            case NickChanged changed:
                _nick = changed.Nick.Value;
                break;
            case Quit { Reason: { } why } when !IsLeaving:
                Notice($"you have to leave: {why}");
                break;
        }
    }

    public override void OnReply(Reply reply, object? context)
    {
        switch (reply)
        {
            case Prompt prompt:
                Send(prompt.Bytes);
                break;
            case Welcome welcome:
                _nick = welcome.Who.Nick.Value;
                door.Arrived(this, welcome);
                if (welcome.WhyAnother is { } why) Notice($"{Wording.Of(why)}; you are {_nick}");
                break;
            case HandshakeTimedOut timedOut:
                Notice(string.Create(CultureInfo.InvariantCulture, $"no nickname came within {timedOut.After.TotalSeconds:0.##} seconds; goodbye"));
                break;
            case ServerStopping:
                Notice("the server is shutting down");
                break;
            case TextEmpty:
                break;
            case Refusal refusal:
                Notice(Wording.Of(refusal));
                if (Person is null) Close("it could not arrive");
                break;
        }
    }

    private void Notice(string text) => Send(rendering.Encode(Wording.Notice + text));
}
