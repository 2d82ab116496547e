using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Plain;

/// <summary>
/// Lines of text, for <c>nc</c>, <c>telnet</c> and the select()-based client of the tutorials.
/// <c>docs/protocol/plain.md</c> describes it.
/// </summary>
internal sealed class PlainDoor(DoorContext context, DoorUrl url) : Door(context, url)
{
    public override string HowToJoin(IPEndPoint at) => $"nc {at.Address} {at.Port}";

    protected override LocalSession CreateSession(SessionId id, ConnectionContext connection) =>
        new PlainSession(id, connection, Context);

    protected override async Task<string?> ReadAsync(LocalSession local, PipeReader input)
    {
        var session = (PlainSession)local;
        await session.SubmitAsync(Context.Arrive(session, null, NickFallback.Another, Url.Scheme));
        await session.AskAsync(new Join(session.Id, RoomName.Lobby.Value));
        await session.History.ShowLastAsync();

        var lines = new PlainLines(Context.Options.LineBytesMax);
        while (true)
        {
            var result = await input.ReadAsync();
            if (session.CloseReason is not null) return null;

            var buffer = result.Buffer;
            while (lines.TryRead(ref buffer, out var line))
            {
                await Context.Guard.PaceAsync(session);
                if (await TakeAsync(session, line) is { } goodbye) return goodbye.Reason;
            }

            if (lines.SkippedBytes > Context.Options.UselessBytesMax) return "it sent too much without a line end";
            if (result.IsCompleted)
            {
                // What nc sends from a file may lack its last newline.
                if (!buffer.IsEmpty) await TakeAsync(session, new PlainLine(Encoding.UTF8.GetString(buffer).TrimEnd('\r')));
                return null;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Does what a line says; the result is the session's goodbye, if that is what it says.</summary>
    private async ValueTask<Goodbye?> TakeAsync(PlainSession session, PlainLine line)
    {
        switch (line.Text)
        {
            case null:
                await session.ReplyAsync(new LineTooLong(Context.Options.LineBytesMax));
                return null;
            case "":
                return null;
            case ['/', '/', ..]:
                await session.SayAsync(MessageKind.Message, line.Text[1..]);
                return null;
            case ['/', ..]:
                return await PlainCommands.RunAsync(session, line.Text);
            default:
                await session.SayAsync(MessageKind.Message, line.Text);
                return null;
        }
    }
}

/// <summary>The session ends because it wants to.</summary>
internal sealed record Goodbye(string? Reason);
