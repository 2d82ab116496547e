using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>An IRC client.</summary>
internal sealed class IrcSession(SessionId id, ConnectionContext connection, DoorContext door)
    : LocalSession(id, connection, Framing.Terminated, door.Options.SendQueueBytesMax)
{
    private Identity? _who;
    private bool _isToldTheEnd;
    private long _pingedAt = -1;
    private UserModes _modes;

    /// <summary>What it has said of itself. For the connection's own task.</summary>
    public IrcRegistration Registration { get; } = new();

    /// <summary>Set when the client has said goodbye: why. For the connection's own task.</summary>
    public string? Goodbye { get; set; }

    /// <summary>Whom it watches, for its door; set by its shard.</summary>
    public ImmutableArray<string> Watched { get; private set; } = [];

    /// <summary>The server's name, as lines name it.</summary>
    public string ServerName => door.Options.ServerName;

    /// <summary>Who it is, as far as its shard has told it; null until it has arrived.</summary>
    public Identity? Who => Volatile.Read(ref _who);

    /// <summary>What numerics call this session.</summary>
    private string Target => _who?.Nick.Value ?? "*";

    public override void OnEvent(CommittedEvent committed)
    {
        if (_isToldTheEnd) return;

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
            case UserModesChanged changed when isOwn:
                OnOwnModes(changed);
                break;
            case Quit quit when isOwn:
                SayTheEnd(quit.Reason ?? "Client quit");
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
                SayTheEnd("the server is shutting down");
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
                Send([IrcLine.Of(Numeric.YoureBannedCreep, $"You are banned from this server: {banned.Reason}")]);
                SayTheEnd($"Banned ({banned.Reason})");
                Close($"Banned ({banned.Reason})");
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

    private void OnMonitorAdded(MonitorAdded added)
    {
        var watched = new List<Watched>();
        foreach (var (i, one) in added.People.Index())
        {
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
            writer.Source(line.Command == "ERROR" ? null : ServerName).Command(line.Command);
            if (line.IsNumeric) writer.Middle(Target);
            var parameters = line.Fit(writer.BytesLeft);
            for (var i = 0; i < parameters.Length - 1; i++) writer.Middle(parameters[i]);
            if (parameters.Length > 0) writer.TrailingCut(parameters[^1]);
            writer.End();
        }

        Send(output.WrittenSpan.ToArray());
    }

    /// <summary>The last line, once: why the connection ends.</summary>
    private void SayTheEnd(string why)
    {
        if (_isToldTheEnd) return;
        _isToldTheEnd = true;
        Send([IrcLine.Of("ERROR", $"Closing link: ({why})")]);
    }

    private bool IsToOneself(Said said) => said.Room is Conversation { First: var first, Second: var second } && first.Id == second.Id && first.Id == Person;

    private void OnOwnModes(UserModesChanged changed)
    {
        if (changed.Modes.HasFlag(UserModes.Operator) && !_modes.HasFlag(UserModes.Operator))
            Send([IrcLine.Of(Numeric.YoureOper, "You are now an IRC operator")]);
        var parameters = UserModeLetters.Difference(_modes, changed.Modes);
        _modes = changed.Modes;
        if (parameters.Length > 0) Send([IrcLine.Of("MODE", [Target, parameters])]);
    }
}
