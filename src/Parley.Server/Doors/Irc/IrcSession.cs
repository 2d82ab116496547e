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
    private readonly IrcClient _client;
    private readonly IrcEventView _view;
    private ImmutableArray<IrcOffer> _offered;
    private (Identity? Who, int SourceBytes) _measured;
    private long _pingedAt = -1;

    public IrcSession(SessionId id, ConnectionContext connection, DoorUrl url, DoorContext door)
        : base(id, connection, Framing.Terminated, door.Options.SendQueueBytesMax)
    {
        _url = url;
        _door = door;
        _offered = IrcCapabilities.OfferedAt(url, door.Options);
        _client = new IrcClient(this, door.Options.ServerName);
        _view = new IrcEventView(this, _client);
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

    /// <inheritdoc cref="IrcClient.ServerName"/>
    public string ServerName => _client.ServerName;

    /// <summary>Who it is, as far as its shard has told it; null until it has arrived.</summary>
    public Identity? Who => _client.Who;

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

    public override bool AsksForHistory => Features.HasFlag(IrcFeatures.ChatHistory);

    protected override bool HoldsBack => _client.Output.IsHolding;

    /// <inheritdoc cref="IrcClient.NextBatch"/>
    public string NextBatch() => _client.NextBatch();

    /// <inheritdoc cref="IrcClient.IsupportBatch"/>
    public string? IsupportBatch(IrcFeatures features) => _client.IsupportBatch(features);

    /// <summary>The client is in a room that it did not ask for, through another session or under another name: it has to learn who is there.</summary>
    public void LookInto(NamedRoom room) => _ = AskAsync(new ShowRoom(Id, room.Id), CatchUp(room.Name.Value));

    public override void PrefetchToGive()
    {
        base.PrefetchToGive();
        _client.Prefetch();
    }

    public override void OnEvent(CommittedEvent committed)
    {
        if (!_client.IsToldTheEnd) _view.Show(committed);
    }

    public override void OnBurst(CommittedBurst burst)
    {
        if (ReferenceEquals(burst.Origin.Session, this)) base.OnBurst(burst);
        else if (!_client.IsToldTheEnd) _client.Output.Write(burst.In(_client.Rendering));
    }

    public override void OnSignal(PassingSignal passing) => _view.Show(passing);

    public override void OnReply(Reply reply, object? context)
    {
        var request = context as IrcRequest;
        if (reply is ResponseComplete)
        {
            _client.Output.Complete(request!.Label!, NextBatch());
            return;
        }

        _client.Output.Answering = request;
        Answer(reply, request);
        _client.Output.Answering = null;
    }

    public override void OnReload()
    {
        var before = _offered;
        _offered = IrcCapabilities.OfferedAt(_url, _door.Options);
        if (!_client.Features.HasFlag(IrcFeatures.CapNotify)) return;

        var gone = before.Where(offer => !offer.Capability.IsNotice && !_offered.Any(now => now.Capability == offer.Capability)).ToArray();
        if (gone.Length > 0) _client.Send(CapCommand.Lines(this, "DEL", gone.Select(offer => offer.Capability.Name), isContinued: false));
        var news = _offered.Except(before).Select(offer => offer.Text(CapVersion >= IrcCapabilities.Version)).ToArray();
        if (news.Length > 0) _client.Send(CapCommand.Lines(this, "NEW", news, isContinued: false));
    }

    private void Answer(Reply reply, IrcRequest? request)
    {
        switch (reply)
        {
            case FeaturesChanged changed:
                _client.Send(changed.Lines);
                _client.Features = changed.Features;
                IsWatchingClosely = changed.Features.HasFlag(IrcFeatures.ExtendedMonitor);
                break;
            case Welcome welcome:
                _client.Who = welcome.Who;
                _door.Arrived(this, welcome);
                _client.Send(IrcGreeting.Of(welcome.Who, _door, IsupportBatch(_client.Features)));
                break;
            case Attached attached:
                OnAttached(attached);
                break;
            case Missed missed:
                ShowMissed(missed);
                break;
            case SaidAgain again when _client.Features.HasFlag(IrcFeatures.EchoMessage):
                _client.Output.Write(_client.Rendering.Render(again.Said));
                break;
            case StillLoggedIn:
                _client.SayLoggedIn();
                break;
            case ServerStopping:
                _client.SayTheEnd("the server is shutting down");
                break;
            case MonitorAnswer asked:
                _client.Send(Monitor.Do(asked));
                break;
            case MetadataSynced synced:
                _client.Send(MetadataLines.Of(synced, _client.Features.HasFlag(IrcFeatures.Batch) ? NextBatch() : null));
                break;
            case HistoryBatch batch:
                foreach (var line in batch.Lines(_client.Rendering, _client.Features, ServerName, NextBatch())) _client.Output.Write(line);
                break;
            case TargetsBatch batch:
                foreach (var line in batch.Lines(_client.Features, ServerName, NextBatch())) _client.Output.Write(line);
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
                _client.Send([IrcLine.Of(Numeric.YoureBannedCreep, $"You are banned from this server: {banned.Reason}")]);
                _client.SayTheEnd($"Banned ({banned.Reason})");
                Close($"Banned ({banned.Reason})");
                break;
            case Refusal refusal when request?.Service is { } service:
                _client.Send([service.Notice(ServerName, Wording.Of(refusal))]);
                break;
            case Refusal refusal when request?.Name != "NOTICE":
                _client.Send([IrcRefusals.Of(refusal, request)]);
                break;
            case Answer answer:
                _client.Send(IrcAnswers.Of(answer, request, _client.Features));
                break;
        }
    }

    public override void OnPresence(Identity who, bool isHere)
    {
        _client.Send(IrcMonitor.Lines([new Watched(who.Nick.Value, isHere ? IrcRendering.Source(who) : null)]));
        if (isHere) _ = AskAsync(CatchUp(who.Nick.Value));
    }

    public override void OnTick(TimeProvider time)
    {
        if (Who is null) return;
        var silence = time.GetElapsedTime(ReadAt);
        var after = _door.Options.PingAfter;
        if (silence > after * 1.5)
        {
            Close($"Ping timeout: {silence.TotalSeconds:0} seconds");
        }
        else if (silence > after && _pingedAt != ReadAt)
        {
            _pingedAt = ReadAt;
            _client.Send([IrcLine.Of("PING", ServerName)]);
        }
    }

    private void ShowMissed(Missed missed)
    {
        // Who sees the time of each line needs no words for it.
        if (missed.IsCut) _client.Send([IrcLine.Notice("More was said while you were not connected than is shown here.")]);
        else if (missed.Messages.Count > 0 && !_client.Features.HasFlag(IrcFeatures.ServerTime)) _client.Send([IrcLine.Notice("What was said while you were not connected:")]);
        foreach (var message in missed.Messages)
        {
            _client.Output.Write(_client.Rendering.Render(message));
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
                _client.Send([IrcLine.Of("NICK", attached.Who.Nick.Value) with { Source = IrcRendering.Source(was) }]);
            _client.Who = attached.Who;
            _client.SayLoggedIn();
        }
        else
        {
            _client.Who = attached.Who;
            _door.Arrived(this, new Welcome(attached.Who, null));
            _client.Send(IrcGreeting.Of(attached.Who, _door, IsupportBatch(_client.Features)));
        }

        _client.SayModes(attached.Modes);
        foreach (var room in attached.Rooms)
        {
            var name = ((NamedRoom)room.Room).Name.Value;
            var join = _client.Features.HasFlag(IrcFeatures.ExtendedJoin)
                ? IrcLine.Of("JOIN", name, $"{attached.Who.Account}", attached.RealName)
                : IrcLine.Of("JOIN", name);
            _client.Send([join with { Source = IrcRendering.Source(attached.Who) }]);
            _client.Send(IrcAnswers.Of(room, _client.Features));
        }

        _ = AskAsync(CatchUp(null));
    }

    /// <summary>What to ask for the metadata that the client wants, of somebody, or of a room and those in it, or of all; null when it wants none.</summary>
    private SyncMetadata? CatchUp(string? target) => _client.Features.HasFlag(IrcFeatures.Metadata) ? Metadata.CatchUp(Id, target) : null;

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
}
