using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Accounts;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>An IRC client.</summary>
internal sealed class IrcSession : LocalSession
{
    private readonly DoorUrl _url;
    private readonly DoorContext _door;
    private readonly LabelledOutput _output;
    private ImmutableArray<IrcOffer> _offered;
    private IrcFeatures _features;
    private IrcRendering _rendering = IrcRendering.Plain;
    private long _batches;
    private Identity? _who;
    private (Identity? Who, int SourceBytes) _measured;
    private bool _isToldTheEnd;
    private long _pingedAt = -1;
    private UserModes _modes;

    public IrcSession(SessionId id, ConnectionContext connection, DoorUrl url, DoorContext door)
        : base(id, connection, Framing.Terminated, door.Options.SendQueueBytesMax)
    {
        _url = url;
        _door = door;
        _offered = IrcCapabilities.OfferedAt(url, door.Options);
        _output = new LabelledOutput(Send, ServerName, SendQueueBytesMax);
        Monitor = new IrcMonitor(this);
        Fingerprint = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate
            ? Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))
            : null;
    }

    /// <summary>What it has said of itself. For the connection's own task.</summary>
    public IrcRegistration Registration { get; } = new();

    /// <summary>Its attempt to log in; null while there is none. For the connection's own task.</summary>
    public IrcSasl? Sasl { get; set; }

    /// <summary>The fingerprint of the certificate that the connection was made with; null without one.</summary>
    public string? Fingerprint { get; }

    /// <summary>What it has asked for. For the connection's own task; what it is sent changes when its shard comes to that.</summary>
    public IrcFeatures Features { get; set; }

    /// <summary>The newest version of capability negotiation that it has asked for. Set by the connection's own task.</summary>
    public int CapVersion { get; set; }

    /// <summary>The message of several lines that it is sending; null while there is none. For the connection's own task.</summary>
    public MultilineBatch? Multiline { get; set; }

    /// <summary>Set when the client has said goodbye: why. For the connection's own task.</summary>
    public string? Goodbye { get; set; }

    /// <summary>What it wants to be told of others.</summary>
    public MetadataSubscriptions Metadata { get; } = new();

    /// <summary>Whom it watches.</summary>
    public IrcMonitor Monitor { get; }

    /// <summary>The server's name, as lines name it.</summary>
    public string ServerName => _door.Options.ServerName;

    /// <summary>Who it is, as far as its shard has told it; null until it has arrived.</summary>
    public Identity? Who => Volatile.Read(ref _who);

    /// <summary>The bytes of its own source in the lines that others get. For the connection's own task, once it has arrived.</summary>
    public int SourceBytes
    {
        get
        {
            var who = Who!;
            if (!ReferenceEquals(who, _measured.Who)) _measured = (who, IrcRendering.SourceBytes(who));
            return _measured.SourceBytes;
        }
    }

    /// <summary>What numerics call this session.</summary>
    private string Target => _who?.Nick.Value ?? "*";

    public override bool AsksForHistory => Features.HasFlag(IrcFeatures.ChatHistory);

    protected override bool HoldsBack => _output.IsHolding;

    /// <summary>A reference for a batch that no other batch of this session has. From any thread.</summary>
    public string NextBatch() => IrcLines.Text(Interlocked.Increment(ref _batches));

    /// <summary>A reference for a batch of RPL_ISUPPORT, for clients that want them in one; null for others.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/extended-isupport#draftisupport-batch"/>
    public string? IsupportBatch(IrcFeatures features) =>
        features.HasFlag(IrcFeatures.Batch | IrcFeatures.ExtendedIsupport) ? NextBatch() : null;

    public override void OnEvent(CommittedEvent committed)
    {
        if (_isToldTheEnd) return;

        var isFromHere = ReferenceEquals(committed.Origin.Session, this);
        _output.Answering = isFromHere && committed.Event is not (Said or Reacted or Redacted) ? committed.Origin.Context as IrcRequest : null;
        Show(committed, isFromHere);
        _output.Answering = null;
    }

    public override void OnBurst(CommittedBurst burst)
    {
        if (ReferenceEquals(burst.Origin.Session, this)) base.OnBurst(burst);
        else if (!_isToldTheEnd) _output.Write(burst.In(_rendering));
    }

    public override void OnSignal(PassingSignal passing)
    {
        if (ReferenceEquals(passing.Origin.Session, this))
        {
            Echo(passing, passing.Origin);
            if (!IsToOneself(passing.Signal.Room)) return;
        }

        _output.Write(passing.In(_rendering));
    }

    public override void OnReply(Reply reply, object? context)
    {
        var request = context as IrcRequest;
        if (reply is ResponseComplete)
        {
            _output.Complete(request!.Label!, NextBatch());
            return;
        }

        _output.Answering = request;
        Answer(reply, request);
        _output.Answering = null;
    }

    public override void OnReload()
    {
        var before = _offered;
        _offered = IrcCapabilities.OfferedAt(_url, _door.Options);
        if (!_features.HasFlag(IrcFeatures.CapNotify)) return;

        var gone = before.Where(offer => !offer.Capability.IsNotice && !_offered.Any(now => now.Capability == offer.Capability)).ToArray();
        if (gone.Length > 0) Send(CapCommand.Lines("DEL", gone.Select(offer => offer.Capability.Name), isContinued: false));
        var news = _offered.Except(before).Select(offer => offer.Text(CapVersion >= IrcCapabilities.Version)).ToArray();
        if (news.Length > 0) Send(CapCommand.Lines("NEW", news, isContinued: false));
    }

    private void Show(CommittedEvent committed, bool isFromHere)
    {
        var happened = committed.Event;
        var isOwn = happened.By.Id == Person;

        if (happened is Redacted && !_features.HasFlag(IrcFeatures.MessageRedaction)) return;
        if (happened is Said or Reacted or Redacted)
        {
            if (isFromHere) Echo(committed, committed.Origin);
            if (!isFromHere || IsToOneself(((RoomEvent)happened).Room)) _output.Write(committed.In(_rendering));
            return;
        }

        if (happened is RoomRenamed renamed && !_features.HasFlag(IrcFeatures.ChannelRename))
        {
            MoveTo(renamed);
            return;
        }

        // A numeric, so it comes from the server.
        if (happened is Knocked { Room: NamedRoom { Name.Value: var room } } knocked)
            Send([IrcLine.Of(Numeric.Knock.Code, room, room, IrcRendering.Source(knocked.By), knocked.Text ?? "has asked for an invite.")]);

        if (IsShown(happened, isFromHere)) _output.Write(committed.In(_rendering));
        switch (happened)
        {
            case ReadMarked marked when IsShown(marked, isFromHere):
                Send([MarkreadCommand.Line(marked.Room is NamedRoom { Name: var name } ? name.Value : ((Conversation)marked.Room).Other(marked.By.Id).Nick.Value, marked.UpTo)]);
                break;
            case NickChanged changed when isOwn:
                _who = _who! with { Nick = changed.Nick };
                break;
            case Joined joined when isOwn && !isFromHere:
                _ = LookIntoAsync((NamedRoom)joined.Room);
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
                SayTheEnd(detached.Reason ?? "Client quit");
                break;
            case PersonMetadataChanged changed when _who is not null && !(isFromHere && committed.Origin.Context is IrcRequest { Name: "METADATA" }):
                Tell(changed.By.Nick.Value, changed.Changes, changed.At);
                break;
            case RoomMetadataChanged { Room: NamedRoom { Name.Value: var where } } changed when !isFromHere:
                Tell(where, changed.Changes, changed.At);
                break;
            case UserModesChanged changed when isOwn:
                OnOwnModes(changed.Modes);
                break;
            case Quit quit when isOwn:
                SayTheEnd(quit.Reason ?? "Client quit");
                break;
        }
    }

    /// <summary>Tells a client that knows no other name of a room that it has left the one and is in the other.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/channel-rename#fallback"/>
    private void MoveTo(RoomRenamed renamed)
    {
        var before = ((NamedRoom)renamed.Room).Name;
        if (before == renamed.Name || _who is null) return;

        var room = new NamedRoom(renamed.Room.Id, renamed.Name);
        _output.Write(IrcRendering.Plain.Render(new Parted(renamed.Room, _who, renamed.Reason)));
        _output.Write(IrcRendering.Plain.Render(new Joined(room, _who)));
        _ = LookIntoAsync(room);
    }

    /// <summary>Whether the client is told of this at all.</summary>
    private bool IsShown(Event happened, bool isFromHere) => happened switch
    {
        // The one who invites is answered by a numeric; the one who was invited is told.
        Invited invited => invited.Who.Id == Person || (!isFromHere && _features.HasFlag(IrcFeatures.InviteNotify)),
        AwayChanged => !isFromHere && _features.HasFlag(IrcFeatures.AwayNotify),
        LoggedIn or LoggedOut => _features.HasFlag(IrcFeatures.AccountNotify),
        RealNameChanged => _features.HasFlag(IrcFeatures.Setname),
        ReadMarked => isFromHere || _features.HasFlag(IrcFeatures.ReadMarker),
        HostChanged => _features.HasFlag(IrcFeatures.Chghost),
        _ => true,
    };

    private void Answer(Reply reply, IrcRequest? request)
    {
        switch (reply)
        {
            case FeaturesChanged changed:
                Send(changed.Lines);
                _features = changed.Features;
                _rendering = IrcRendering.For(_features);
                IsWatchingClosely = _features.HasFlag(IrcFeatures.ExtendedMonitor);
                break;
            case Welcome welcome:
                _who = welcome.Who;
                _door.Arrived(this, welcome);
                Send(IrcGreeting.Of(welcome.Who, _door, IsupportBatch(_features)));
                break;
            case Attached attached:
                OnAttached(attached);
                break;
            case Missed missed:
                ShowMissed(missed);
                break;
            case SaidAgain again when _features.HasFlag(IrcFeatures.EchoMessage):
                _output.Write(_rendering.Render(again.Said));
                break;
            case StillLoggedIn:
                Send([LoggedInLine()]);
                break;
            case ServerStopping:
                SayTheEnd("the server is shutting down");
                break;
            case MonitorAnswer asked:
                Send(Monitor.Do(asked));
                break;
            case MetadataSynced synced:
                Send(MetadataLines.Of(synced, _features.HasFlag(IrcFeatures.Batch) ? NextBatch() : null));
                break;
            case HistoryBatch batch:
                foreach (var line in batch.Lines(_rendering, _features, ServerName, NextBatch())) _output.Write(line);
                break;
            case TargetsBatch batch:
                foreach (var line in batch.Lines(_features, ServerName, NextBatch())) _output.Write(line);
                break;
            case NoConversation nobody when request?.Name is "CHATHISTORY":
                Answer(new HistoryBatch("chathistory", IrcRequest.Word(nobody.Nick), []), request);
                break;
            case NoSuchRoom or NotInRoom or RoomNameInvalid or NoConversation when request?.Name is "SEARCH":
                Answer(new HistoryBatch("soju.im/search", null, []), request);
                break;
            case Refusals several:
                foreach (var one in several.All) Answer(one, request);
                break;
            case BannedFromServer banned:
                Send([IrcLine.Of(Numeric.YoureBannedCreep, $"You are banned from this server: {banned.Reason}")]);
                SayTheEnd($"Banned ({banned.Reason})");
                Close($"Banned ({banned.Reason})");
                break;
            case Refusal refusal when request?.Service is { } service:
                Send([service.Notice(ServerName, Wording.Of(refusal))]);
                break;
            case Refusal refusal when request?.Name != "NOTICE":
                Send([IrcRefusals.Of(refusal, request)]);
                break;
            case Answer answer:
                Send(IrcAnswers.Of(answer, request, _features));
                break;
        }
    }

    public override void OnPresence(Identity who, bool isHere)
    {
        Send(IrcMonitor.Lines([new Watched(who.Nick.Value, isHere ? IrcRendering.Source(who) : null)]));
        if (isHere) _ = AskAsync(CatchUp(who.Nick.Value));
    }

    public override void OnTick(TimeProvider time)
    {
        if (_who is null) return;
        var silence = time.GetElapsedTime(ReadAt);
        var after = _door.Options.PingAfter;
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

    private void ShowMissed(Missed missed)
    {
        // Who sees the time of each line needs no words for it.
        if (missed.IsCut) Send([IrcLine.Notice("More was said while you were not connected than is shown here.")]);
        else if (missed.Messages.Count > 0 && !_features.HasFlag(IrcFeatures.ServerTime)) Send([IrcLine.Notice("What was said while you were not connected:")]);
        foreach (var message in missed.Messages)
        {
            _output.Write(_rendering.Render(message));
            OnGiven(message);
        }

        Release();
    }

    /// <summary>From here on it speaks for somebody who is here already: it learns what they are called and where they are.</summary>
    private void OnAttached(Attached attached)
    {
        if (attached.Absence is not null) Hold();
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
            _door.Arrived(this, new Welcome(_who, null));
            Send(IrcGreeting.Of(_who, _door, IsupportBatch(_features)));
        }

        OnOwnModes(attached.Modes);
        foreach (var room in attached.Rooms)
        {
            var name = ((NamedRoom)room.Room).Name.Value;
            var join = _features.HasFlag(IrcFeatures.ExtendedJoin)
                ? IrcLine.Of("JOIN", name, $"{_who.Account}", attached.RealName)
                : IrcLine.Of("JOIN", name);
            Send([join with { Source = IrcRendering.Source(_who) }]);
            Send(IrcAnswers.Of(room, _features));
        }

        _ = AskAsync(CatchUp(null));
    }

    /// <summary>The client is in a room that it did not ask for, through another session or under another name: it has to learn who is there.</summary>
    private Task LookIntoAsync(NamedRoom room) => AskAsync(new ShowRoom(Id, room.Id), CatchUp(room.Name.Value));

    /// <summary>What to ask for the metadata that the client wants, of somebody, or of a room and those in it, or of all; null when it wants none.</summary>
    private SyncMetadata? CatchUp(string? target) => _features.HasFlag(IrcFeatures.Metadata) ? Metadata.CatchUp(Id, target) : null;

    /// <summary>Tells what else is said of somebody, or of a room, as far as the client wants to know.</summary>
    private void Tell(string target, ImmutableArray<MetadataEntry> changes, DateTimeOffset at)
    {
        if (_features.HasFlag(IrcFeatures.Metadata)) Send([.. Metadata.Lines(target, changes, _features.HasFlag(IrcFeatures.ServerTime) ? at : null)]);
    }

    /// <summary>Asks for what the client has to learn though it did not ask itself.</summary>
    private async Task AskAsync(params Command?[] commands)
    {
        try
        {
            foreach (var command in commands.OfType<Command>()) await _door.Node.SubmitAsync(this, command);
        }
        catch (ChannelClosedException)
        {
            // The server stops.
        }
    }

    private IrcLine LoggedInLine() =>
        IrcLine.Of(Numeric.LoggedIn, IrcRendering.Source(_who!), $"{_who!.Account}", $"You are now logged in as {_who.Account}");

    /// <summary>Writes lines to this session. Only from its shard.</summary>
    private void Send(ImmutableArray<IrcLine> lines)
    {
        var builder = IrcLineBuilder.Take();
        var writer = builder.Writer;
        foreach (var line in lines)
        {
            writer.Tags(line.Tags).Source(line.Command == "ERROR" ? null : line.Source ?? ServerName).Command(line.Command);
            if (line.IsNumeric) writer.Middle(Target);
            var parameters = line.Fit(writer.BytesLeft);
            for (var i = 0; i < parameters.Length - 1; i++) writer.Middle(parameters[i]);
            if (parameters.Length > 0) writer.TrailingCut(parameters[^1]);
            writer.End();
        }

        _output.Write(builder.Finish());
    }

    /// <summary>The last line, once: why the connection ends.</summary>
    private void SayTheEnd(string why)
    {
        if (_isToldTheEnd) return;
        _isToldTheEnd = true;
        Send([IrcLine.Of("ERROR", $"Closing link: ({why})")]);
    }

    /// <summary>What was said here does not come back, unless the client wants it to. That is the response, not what comes to those who speak to themselves.</summary>
    private void Echo(Rendered said, Origin origin)
    {
        if (_features.HasFlag(IrcFeatures.EchoMessage)) _output.Write(said.In(_rendering), origin.Context as IrcRequest);
    }

    private bool IsToOneself(RoomRef room) => room is Conversation { First: var first, Second: var second } && first.Id == second.Id && first.Id == Person;

    private void OnOwnModes(UserModes modes)
    {
        if (modes.HasFlag(UserModes.Operator) && !_modes.HasFlag(UserModes.Operator))
            Send([IrcLine.Of(Numeric.YoureOper, "You are now an IRC operator")]);
        var parameters = UserModeLetters.Difference(_modes, modes);
        _modes = modes;
        if (parameters.Length > 0) Send([IrcLine.Of("MODE", [Target, parameters])]);
    }
}
