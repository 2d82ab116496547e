using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Accounts;
using Parley.Server.Doors.Irc.Commands;
using Parley.Server.History;
using Parley.Server.Node;

namespace Parley.Server.Doors.Irc;

/// <summary>The IRC client protocol, as written down at <see href="https://modern.ircdocs.horse/"/>.</summary>
internal sealed class IrcDoor(DoorContext context, DoorUrl url) : Door(context, url)
{
    /// <summary>The loop that decides what is asked here.</summary>
    public new NodeLoop Node => Context.Node;

    /// <summary>For reading history.</summary>
    public IEventLog History => Context.History;

    /// <summary>For searching it.</summary>
    public MessageFinder Finder => Context.Finder;

    public ServerOptions Options => Context.Options;

    /// <summary>What the server says of itself.</summary>
    public string Description => Options.ServerDescription ?? Options.NetworkName;

    /// <summary>The server's clock.</summary>
    public TimeProvider Time => Context.Time;

    /// <summary>Does what people want about their accounts.</summary>
    public AccountDesk Accounts => Context.Accounts;

    /// <summary>The capabilities that clients can have here.</summary>
    public ImmutableArray<IrcOffer> OfferedCapabilities => IrcCapabilities.OfferedAt(Url, Options);

    /// <summary>The capability of this name, if clients can have it here.</summary>
    public IrcCapability? Offered(string name) => OfferedCapabilities.FirstOrDefault(offer => offer.Capability.Name == name).Capability;

    /// <summary>How many connections have not said who they are, through all doors.</summary>
    public int Strangers => Context.Strangers;

    /// <summary>The session of this number, of whichever door, if its connection is open at this server.</summary>
    public LocalSession? Find(SessionId session) => Context.Find(session);

    /// <summary>When this server was started.</summary>
    public DateTimeOffset StartedAt => Context.StartedAt;

    /// <summary>Whose word for a client's address is taken.</summary>
    public Gateways Gateways => Context.Gateways;

    /// <summary>Takes a gateway's word for where a session comes from; null, or why that address is turned away.</summary>
    public string? BringFrom(IrcSession session, IPAddress address) => Context.Guard.Move(session.Connection, address);

    /// <summary>Asks for the settings and certificates to be read again.</summary>
    public void RequestReload() => Context.RequestReload();

    /// <summary>What the world is asked when a connection has said who it is.</summary>
    public Arrive Arrive(IrcSession session, IrcRegistration registration) =>
        Context.Arrive(session, registration.Nick, NickFallback.Refuse, registration.User!) with
        {
            RealName = registration.RealName,
            Credentials = registration.Credentials is { } credentials ? Accounts.TakeOn(session, credentials, registration.Device) : null,
            Metadata = registration.Metadata,
        };

    public override string HowToJoin(IPEndPoint at) => $"any IRC client: /connect {at.Address} {at.Port}, /join #lobby";

    public override byte[] TurnAway(string reason) => Encoding.UTF8.GetBytes($"ERROR :Closing link: ({reason})\r\n");

    protected override LocalSession CreateSession(SessionId id, ConnectionContext connection) =>
        new IrcSession(id, connection, Url, Context);

    protected override async Task<string?> ReadAsync(LocalSession local, PipeReader input)
    {
        var session = (IrcSession)local;
        var lines = new IrcLineReader();
        var cameAt = Context.Time.GetTimestamp();
        while (true)
        {
            var patience = PatienceWith(session, cameAt);
            var result = patience == Timeout.InfiniteTimeSpan ? await input.ReadAsync() : await ReadWithinAsync(input, patience);
            if (session.CloseReason is { } reason) return reason;
            if (!session.Registration.IsComplete && (result.IsCanceled || patience == TimeSpan.Zero))
            {
                await Node.ReplyAsync(session, new IrcLines([IrcLine.Of("ERROR", "Closing link: (Registration timed out)")]));
                return null;
            }

            if (session.Multiline is { IsOver: false } batch && RestOf(MultilineBatch.OpenMax, batch.OpenedAt) == TimeSpan.Zero) await batch.TimeOutAsync();
            if (!result.IsCanceled) session.ReadAt = Context.Time.GetTimestamp();
            var buffer = result.Buffer;
            while (lines.Read(ref buffer, out var line) is var read and not IrcLineRead.Nothing)
            {
                await Context.Guard.PaceAsync(session);
                if (read == IrcLineRead.TooLong) await Node.ReplyAsync(session, IrcLines.Of(Numeric.InputTooLong, "Input line was too long"));
                else await IrcCommands.RunAsync(this, session, line);
                if (session.Goodbye is { } goodbye) return goodbye;
            }

            await RegistrationCommands.CheckNickAsync(session);
            if (lines.SkippedBytes > Options.UselessBytesMax) return "Input line was far too long";
            if (result.IsCompleted) return null;
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>How long to wait for more: whoever has not registered has one time for all of it, however busy they are; a message of several lines has one too.</summary>
    private TimeSpan PatienceWith(IrcSession session, long cameAt) =>
        !session.Registration.IsComplete && Options.HandshakeTimeout != Timeout.InfiniteTimeSpan ? RestOf(Options.HandshakeTimeout, cameAt)
        : session.Multiline is { IsOver: false } batch ? RestOf(MultilineBatch.OpenMax, batch.OpenedAt)
        : Timeout.InfiniteTimeSpan;

    /// <summary>What is left of a time that began then.</summary>
    private TimeSpan RestOf(TimeSpan time, long since)
    {
        var rest = time - Context.Time.GetElapsedTime(since);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }
}
