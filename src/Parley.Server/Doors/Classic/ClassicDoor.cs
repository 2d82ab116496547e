using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Classic;

/// <summary>
/// The protocol of the TCP chatroom tutorials: a prompt, a nickname, then messages without any framing.
/// <c>docs/protocol/classic.md</c> describes it.
/// </summary>
internal sealed class ClassicDoor : Door
{
    /// <summary>How long the rest of a cut UTF-8 character is waited for.</summary>
    private static readonly TimeSpan RestOfCharacter = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _prompt;
    private readonly ClassicRendering _rendering;
    private readonly Framing _framing;

    public ClassicDoor(DoorContext context, DoorUrl url)
        : base(context, url)
    {
        _prompt = Encoding.ASCII.GetBytes(url.Option("prompt", "NAME", "NICK"));
        var isLines = url.Option("framing", "none", "line") == "line";
        _rendering = new ClassicRendering(isAscii: url.Option("charset", "ascii", "utf-8") == "ascii", isLines);
        _framing = isLines ? Framing.Terminated : Framing.Unterminated;
    }

    public override string HowToJoin(IPEndPoint at) => $"the tutorials' client.py, to {at}";

    protected override LocalSession CreateSession(SessionId id, ConnectionContext connection) =>
        new ClassicSession(id, connection, _rendering, _framing, Context);

    protected override async Task<string?> ReadAsync(LocalSession session, PipeReader input)
    {
        await Node.ReplyAsync(session, new Prompt(_prompt));

        var reader = new ClassicReader(Context.Options.LineBytesMax);
        var isNamed = false;
        var patience = Context.Options.HandshakeTimeout;
        while (true)
        {
            var result = patience == Timeout.InfiniteTimeSpan ? await input.ReadAsync() : await ReadWithinAsync(input, patience);
            if (session.CloseReason is not null) return null;
            if (result.IsCanceled && !isNamed)
            {
                await Node.ReplyAsync(session, new HandshakeTimedOut(Context.Options.HandshakeTimeout));
                return null;
            }

            var isLast = result.IsCompleted || result.IsCanceled;
            var (messages, consumed) = reader.Read(result.Buffer, isLast);
            input.AdvanceTo(consumed, result.Buffer.End);
            foreach (var message in messages)
            {
                await Context.Guard.PaceAsync(session);
                if (isNamed) await SayAsync((ClassicSession)session, message);
                else await ArriveAsync((ClassicSession)session, message);
                isNamed = true;
            }

            if (reader.UselessBytes > Context.Options.UselessBytesMax) return "it sent too much without a line end";
            if (result.IsCompleted) return null;
            patience = reader.IsCutInCharacter ? RestOfCharacter : isNamed ? Timeout.InfiniteTimeSpan : Context.Options.HandshakeTimeout;
        }
    }

    private async Task ArriveAsync(ClassicSession session, ClassicMessage message)
    {
        session.RequestedNick = message.Text?.Trim() ?? "";
        await Node.SubmitAsync(session, Context.Arrive(session, session.RequestedNick, NickFallback.Another, Url.Scheme));
        await Node.SubmitAsync(session, new Join(session.Id, RoomName.Lobby.Value));
    }

    private async Task SayAsync(ClassicSession session, ClassicMessage message)
    {
        if (message.Text is not { } text)
        {
            await Node.ReplyAsync(session, new LineTooLong(Context.Options.LineBytesMax));
            return;
        }

        text = session.WithoutOwnName(text);
        if (!string.IsNullOrWhiteSpace(text))
            await Node.SubmitAsync(session, new Say(session.Id, RoomName.Lobby.Value, MessageKind.Message, text));
    }
}

/// <summary>The first that a client gets, alone.</summary>
internal sealed record Prompt(byte[] Bytes) : Answer;

/// <summary>The client did not say who it is in time.</summary>
internal sealed record HandshakeTimedOut(TimeSpan After) : Answer;
