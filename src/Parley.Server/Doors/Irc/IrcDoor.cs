using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors.Irc;

/// <summary>The IRC client protocol, as written down at <see href="https://modern.ircdocs.horse/"/>.</summary>
internal sealed class IrcDoor : Door
{
    public IrcDoor(DoorContext context, DoorUrl url)
        : base(context, url) => url.AllowOptions();

    /// <summary>The loop that decides what is asked here.</summary>
    public new NodeLoop Node => Context.Node;

    public ServerOptions Options => Context.Options;

    /// <summary>When this server was started.</summary>
    public DateTimeOffset StartedAt => Context.StartedAt;

    /// <summary>What the world is asked when a connection has said who it is.</summary>
    public Arrive Arrive(IrcSession session, IrcRegistration registration) =>
        Context.Arrive(session, registration.Nick, NickFallback.Refuse, registration.User!) with { RealName = registration.RealName };

    public override string HowToJoin(IPEndPoint at) => $"any IRC client: /connect {at.Address} {at.Port}, /join #lobby";

    protected override LocalSession CreateSession(SessionId id, ConnectionContext connection) =>
        new IrcSession(id, connection, Context);

    protected override async Task<string?> ReadAsync(LocalSession local, PipeReader input)
    {
        var session = (IrcSession)local;
        var lines = new IrcLineReader();
        while (true)
        {
            var patience = session.Registration.IsComplete ? Timeout.InfiniteTimeSpan : Options.HandshakeTimeout;
            var result = patience == Timeout.InfiniteTimeSpan ? await input.ReadAsync() : await ReadWithinAsync(input, patience);
            if (session.CloseReason is { } reason) return reason;
            if (result.IsCanceled && !session.Registration.IsComplete) return "Registration timed out";

            var buffer = result.Buffer;
            while (lines.Read(ref buffer, out var line) is var read and not IrcLineRead.Nothing)
            {
                if (read == IrcLineRead.TooLong) await Node.ReplyAsync(session, IrcLines.Of(Numeric.InputTooLong, "Input line was too long"));
                else await IrcCommands.RunAsync(this, session, line);
                if (session.Goodbye is { } goodbye) return goodbye;
            }

            if (lines.SkippedBytes > Options.UselessBytesMax) return "Input line was far too long";
            if (result.IsCompleted) return null;
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
