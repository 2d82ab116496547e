using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>An IRC client.</summary>
internal sealed class IrcSession(SessionId id, ConnectionContext connection, DoorContext door)
    : LocalSession(id, connection, Framing.Terminated, door.Options.SendQueueBytesMax)
{
    private volatile Identity? _who;
    private long _pingedAt = -1;
    private UserModes _modes;

    /// <summary>What it has said of itself. For the connection's own task.</summary>
    public IrcRegistration Registration { get; } = new();

    /// <summary>Its attempt to log in. For the connection's own task.</summary>
    public IrcSasl Sasl { get; } = new();

    /// <summary>The fingerprint of the certificate that the connection was made with; null without one.</summary>
    public string? Fingerprint { get; } = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate
        ? Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))
        : null;

    /// <summary>What it is called; empty before it has arrived. Set by its shard.</summary>
    public string CurrentNick => _who?.Nick.Value ?? "";

    /// <summary>Set when the client has said goodbye: why. For the connection's own task.</summary>
    public string? Goodbye { get; set; }

    /// <summary>Whom it watches, for its door; set by its shard.</summary>
    public ImmutableArray<string> Watched { get; private set; } = [];

    /// <summary>The server's name, as lines name it.</summary>
    public string ServerName => door.Options.ServerName;

    /// <summary>What numerics call this session.</summary>
    private string Target => _who?.Nick.Value ?? "*";

    public override void OnEvent(CommittedEvent committed)
    {
        var happened = committed.Event;
        var isOwn = happened.By.Id == Person;

        // What one says oneself does not come back, unless it was said to oneself.
        if (happened is Said said && isOwn && !IsToOneself(said)) return;

        // The one who invites is answered by a numeric; the one who was invited is told.
        if (happened is Invited && isOwn) return;

        // A numeric, so it comes from the server.
        if (happened is Knocked { Room: NamedRoom { Name.Value: var room } } knocked)
            Send([IrcLine.Of(Numeric.Knock.Code, room, room, IrcRendering.Source(knocked.By), knocked.Text ?? "has asked for an invite.")]);

        Send(committed.In(IrcRendering.Plain));
        switch (happened)
        {
            case NickChanged changed when isOwn:
                _who = _who! with { Nick = changed.Nick };
                break;
            case LoggedIn loggedIn when isOwn:
                _who = _who! with { Account = loggedIn.Account };
                Send([LoggedInLine()]);
                break;
            case LoggedOut when isOwn:
                _who = _who! with { Account = null };
                Send([IrcLine.Of(Numeric.LoggedOut, IrcRendering.Source(_who), "You are now logged out")]);
                break;
            case SessionDetached detached when detached.Session == Id:
                Send([IrcLine.Of("ERROR", $"Closing link: ({detached.Reason ?? "Client quit"})")]);
                break;
            case UserModesChanged changed when isOwn:
                OnOwnModes(changed.Modes);
                break;
            case Quit quit when isOwn:
                Send([IrcLine.Of("ERROR", $"Closing link: ({quit.Reason ?? "Client quit"})")]);
                break;
        }
    }

    public override void OnReply(Reply reply, object? context)
    {
        var request = context as IrcRequest;
        switch (reply)
        {
            case IrcLines lines:
                Send(lines.Lines);
                break;
            case Welcome welcome:
                _who = welcome.Who;
                door.Arrived(this, welcome);
                Send(IrcGreeting.Of(welcome.Who, door));
                break;
            case Attached attached:
                OnAttached(attached);
                break;
            case StillLoggedIn:
                Send([LoggedInLine()]);
                break;
            case RoomEntered entered:
                Send(IrcAnswers.Of(entered));
                break;
            case Forwarded forwarded:
                Send([IrcLine.Of("470", forwarded.From.Value, ((NamedRoom)forwarded.Entered.Room).Name.Value, "Forwarding to another channel") with { IsNumeric = true }]);
                Send(IrcAnswers.Of(forwarded.Entered));
                break;
            case TopicShown shown:
                Send(IrcAnswers.Of(shown));
                break;
            case InviteSent sent:
                Send([IrcLine.Of(Numeric.Inviting, sent.Nick.Value, sent.Room.Value)]);
                if (sent.Away is { } text) Send([IrcLine.Of(Numeric.Away, sent.Nick.Value, text)]);
                break;
            case IsAway away:
                Send([IrcLine.Of(Numeric.Away, away.Nick.Value, away.Text)]);
                break;
            case KnockDelivered delivered:
                Send([IrcLine.Of(Numeric.KnockDlvr, delivered.Room.Value, "Your KNOCK has been delivered")]);
                break;
            case ServerStopping:
                Send([IrcLine.Of("ERROR", "Closing link: (the server is shutting down)")]);
                break;
            case MonitorAdded added:
                OnMonitorAdded(added);
                break;
            case MonitorRemoved removed:
                foreach (var nick in removed.Nicks) Watch(nick, isWatched: false);
                break;
            case MonitorCleared:
                foreach (var watched in Watches.ToArray()) Watch(watched.Value, isWatched: false);
                break;
            case MonitorListed:
                Send([
                    .. IrcText.Pack(Watches.Select(nick => nick.Value), 350).Select(group => IrcLine.Of(Numeric.MonList, string.Join(',', group))),
                    IrcLine.Of(Numeric.EndOfMonList, "End of MONITOR list"),
                ]);
                break;
            case MonitorStatus status:
                Send(MonitorCommand.Lines(status.People));
                break;
            case Refusals several:
                foreach (var one in several.All) OnReply(one, context);
                break;
            case BannedFromServer banned:
                Send([IrcLine.Of(Numeric.YoureBannedCreep, $"You are banned from this server: {banned.Reason}"), IrcLine.Of("ERROR", $"Closing link: (banned: {banned.Reason})")]);
                Close("Banned");
                break;
            case Refusal refusal when request?.Service is { } service:
                Send([service.Notice(ServerName, Wording.Of(refusal))]);
                break;
            case Refusal refusal when request?.Name != "NOTICE":
                Send([IrcRefusals.Of(refusal, request)]);
                break;
        }
    }

    public override void OnPresence(Identity who, bool isHere) =>
        Send(MonitorCommand.Lines([new Watched(who.Nick.Value, isHere ? IrcRendering.Source(who) : null)]));

    public override void OnTick(TimeProvider time)
    {
        if (_who is null) return;
        var silence = time.GetElapsedTime(ReadAt);
        var after = door.Options.PingAfter;
        if (silence > after * 1.5)
        {
            Close($"Ping timeout: {silence.TotalSeconds:0} seconds");
        }
        else if (silence > after && _pingedAt != ReadAt)
        {
            _pingedAt = ReadAt;
            Send([IrcLine.Of("PING", ServerName)]);
        }
    }

    /// <summary>From here on it speaks for somebody who is here already: it learns what they are called and where they are.</summary>
    private void OnAttached(Attached attached)
    {
        if (attached.Was is { } was)
        {
            if (was.Nick.Value != attached.Who.Nick.Value)
                Send([IrcLine.Of("NICK", attached.Who.Nick.Value) with { Source = IrcRendering.Source(was) }]);
            _who = attached.Who;
            Send([LoggedInLine()]);
        }
        else
        {
            _who = attached.Who;
            door.Arrived(this, new Welcome(_who, null));
            Send(IrcGreeting.Of(_who, door));
        }

        OnOwnModes(attached.Modes);
        foreach (var room in attached.Rooms)
        {
            Send([IrcLine.Of("JOIN", ((NamedRoom)room.Room).Name.Value) with { Source = IrcRendering.Source(_who) }]);
            Send(IrcAnswers.Of(room));
        }
    }

    private IrcLine LoggedInLine() =>
        IrcLine.Of(Numeric.LoggedIn, IrcRendering.Source(_who!), $"{_who!.Account}", $"You are now logged in as {_who.Account}");

    private void OnMonitorAdded(MonitorAdded added)
    {
        var watched = new List<Watched>();
        foreach (var (i, one) in added.People.Index())
        {
            if (!Nick.TryParse(one.Nick, out _)) continue;
            if (Watches.Count >= MonitorCommand.Max)
            {
                var rest = string.Join(',', added.People.Skip(i).Select(person => person.Nick));
                Send([IrcLine.Of(Numeric.MonListFull, IrcLines.Text(MonitorCommand.Max), rest, "Monitor list is full.")]);
                break;
            }

            Watch(one.Nick, isWatched: true);
            watched.Add(one);
        }

        Send(MonitorCommand.Lines(watched));
    }

    private void Watch(string text, bool isWatched)
    {
        if (!Nick.TryParse(text, out var nick)) return;
        Shard.Watch(this, nick, isWatched);
        Watched = [.. Watches.Select(watched => watched.Value)];
    }

    /// <summary>Writes lines to this session. Only from its shard.</summary>
    private void Send(ImmutableArray<IrcLine> lines)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new IrcWriter(output);
        foreach (var line in lines)
        {
            writer.Source(line.Command == "ERROR" ? null : line.Source ?? ServerName).Command(line.Command);
            if (line.IsNumeric) writer.Middle(Target);
            var parameters = line.Fit(writer.BytesLeft);
            for (var i = 0; i < parameters.Length - 1; i++) writer.Middle(parameters[i]);
            if (parameters.Length > 0) writer.TrailingCut(parameters[^1]);
            writer.End();
        }

        Send(output.WrittenSpan.ToArray());
    }

    private bool IsToOneself(Said said) => said.Room is Conversation { First: var first, Second: var second } && first.Id == second.Id && first.Id == Person;

    private void OnOwnModes(UserModes modes)
    {
        if (modes.HasFlag(UserModes.Operator) && !_modes.HasFlag(UserModes.Operator))
            Send([IrcLine.Of(Numeric.YoureOper, "You are now an IRC operator")]);
        var parameters = UserModeLetters.Difference(_modes, modes);
        _modes = modes;
        if (parameters.Length > 0) Send([IrcLine.Of("MODE", [Target, parameters])]);
    }
}
