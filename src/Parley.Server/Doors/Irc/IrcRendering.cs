using System.Buffers;
using System.Collections.Concurrent;
using Parley.Irc;
using Parley.Server.Delivery;
using IrcModeChange = Parley.Irc.ModeChange;

namespace Parley.Server.Doors.Irc;

/// <summary>Events as lines of the IRC protocol, for clients that have asked for the same features.</summary>
internal sealed class IrcRendering : Rendering
{
    /// <summary>The features that make a difference to an event's bytes. Whether it is sent at all is for the session to say.</summary>
    private const IrcFeatures ChangingBytes = IrcFeatures.MessageTags | IrcFeatures.ServerTime
        | IrcFeatures.AccountTag | IrcFeatures.ExtendedJoin | IrcFeatures.AwayNotify | IrcFeatures.Multiline;

    private static readonly ConcurrentDictionary<IrcFeatures, IrcRendering> ByFeatures = new();

    private readonly IrcFeatures _features;

    private IrcRendering(IrcFeatures features) => _features = features;

    /// <summary>For clients without capabilities.</summary>
    public static IrcRendering Plain { get; } = For(IrcFeatures.None);

    /// <summary>The one instance for clients that have asked for these features.</summary>
    public static IrcRendering For(IrcFeatures features) =>
        ByFeatures.GetOrAdd(
            features & (features.HasFlag(IrcFeatures.Batch) ? ChangingBytes : ChangingBytes & ~IrcFeatures.Multiline),
            static changing => new IrcRendering(changing));

    /// <summary>The source of what a person does: <c>nick!user@host</c>.</summary>
    public static string Source(Identity who) => $"{who.Nick}!{who.User ?? "user"}@{who.Host ?? "host"}";

    /// <summary>The bytes that a text may have to reach a target in one line.</summary>
    public static int RoomFor(Identity by, string target, MessageKind kind) =>
        IrcText.RoomFor(Source(by), CommandOf(kind), target) - (kind == MessageKind.Action ? CtcpMessage.Action(" ").ToString().Length - 1 : 0);

    private static string CommandOf(MessageKind kind) => kind == MessageKind.Notice ? "NOTICE" : "PRIVMSG";

    public override byte[] Render(Event happened) => Render(happened, IrcTags.Empty);

    public override byte[] Render(CommittedEvent committed) => Render(
        committed.Event,
        committed is { Event: Said or Reacted, Origin.Context: IrcRequest request } ? request.ClientTags : IrcTags.Empty);

    public override byte[] Render(Signal signal) => signal switch
    {
        TagsSent sent when _features.HasFlag(IrcFeatures.MessageTags) => new IrcMessage("TAGMSG", Target(sent.Room, sent.By, sent.Audience))
        {
            Tags = IrcEventTags.Of(sent, _features),
            Source = Source(sent.By),
        }.ToBytes(),
        _ => [],
    };

    private byte[] Render(Event happened, IrcTags clientTags)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new IrcWriter(output);
        var tags = IrcEventTags.Of(happened, _features, clientTags);
        var messages = Messages(happened).ToArray();
        var isBatch = messages is [{ Command: "BATCH" }, ..];
        foreach (var message in messages)
        {
            Write(writer.Tags(tags.Plus(message.Tags)), message);
            tags = isBatch ? IrcTags.Empty : IrcEventTags.OfMore(happened, _features);
        }

        return output.WrittenSpan.ToArray();
    }

    // The longest topic or reason, in the longest room, of the longest nick has no place in one line; what was said is split before.
    private static void Write(IrcWriter writer, IrcMessage message)
    {
        writer.Source(message.Source).Command(message.Command);
        for (var i = 0; i < message.Parameters.Length - 1; i++) writer.Middle(message.Parameters[i]);
        if (message.Parameters.Length > 0) writer.TrailingCut(message.Parameters[^1]);
        writer.End();
    }

    private IEnumerable<IrcMessage> Messages(Event happened) => happened switch
    {
        Said said => Messages(said),
        Reacted reacted when _features.HasFlag(IrcFeatures.MessageTags) => [From(reacted, "TAGMSG", Target(reacted.Room, reacted.By, reacted.Audience))],
        Joined { Room: NamedRoom room } joined => Messages(room, joined),
        Parted { Room: NamedRoom room, Reason: null } => [From(happened, "PART", room.Name.Value)],
        Parted { Room: NamedRoom room, Reason: { } reason } => [From(happened, "PART", room.Name.Value, reason)],
        Kicked { Room: NamedRoom room } kicked => [From(happened, "KICK", room.Name.Value, kicked.Who.Nick.Value, kicked.Reason ?? kicked.By.Nick.Value)],
        Quit quit => [From(happened, "QUIT", quit.Reason ?? "Client quit")],
        NickChanged changed => [From(happened, "NICK", changed.Nick.Value)],
        RoomRenamed { Room: NamedRoom room } renamed => [From(happened, "RENAME", room.Name.Value, renamed.Name.Value, renamed.Reason ?? "")],
        TopicChanged { Room: NamedRoom room } changed => [From(happened, "TOPIC", room.Name.Value, changed.Text)],
        Invited { Room: NamedRoom room } invited => [From(happened, "INVITE", invited.Who.Nick.Value, room.Name.Value)],
        ModesChanged { Room: NamedRoom room } changed => Messages(room, changed),
        AwayChanged { Text: null } => [From(happened, "AWAY")],
        AwayChanged { Text: { } away } => [From(happened, "AWAY", away)],
        LoggedIn logged => [From(happened, "ACCOUNT", logged.Account.Value)],
        LoggedOut => [From(happened, "ACCOUNT", "*")],
        RealNameChanged changed => [From(happened, "SETNAME", changed.RealName)],
        HostChanged changed => [From(happened, "CHGHOST", changed.By.User ?? "user", changed.Host)],
        Redacted redacted => [From(
            happened, "REDACT", [Target(redacted.Room, redacted.By, Roles.None), MessageId.Of(redacted.Message), .. redacted.Reason is { } why ? [why] : Array.Empty<string>()])],
        Announced announced => [From(happened, "WALLOPS", announced.Text)],
        _ => [],
    };

    private IEnumerable<IrcMessage> Messages(NamedRoom room, Joined joined)
    {
        yield return _features.HasFlag(IrcFeatures.ExtendedJoin)
            ? From(joined, "JOIN", room.Name.Value, joined.By.Account?.Value ?? "*", joined.RealName ?? "")
            : From(joined, "JOIN", room.Name.Value);
        if (joined.Away is { } away && _features.HasFlag(IrcFeatures.AwayNotify)) yield return From(joined, "AWAY", away);
    }

    private IEnumerable<IrcMessage> Messages(Said said)
    {
        var target = Target(said.Room, said.By, said.Audience);
        var bytesMax = RoomFor(said.By, target, said.Kind);
        if (_features.HasFlag(IrcFeatures.Multiline) && said.Kind != MessageKind.Action)
        {
            var lines = MultilineLines.Of(said.Text, bytesMax);
            return lines.Length == 1
                ? [From(said, CommandOf(said.Kind), target, lines[0].Text)]
                : MultilineLines.Batch(lines, From(said, CommandOf(said.Kind), target, ""), MessageId.Of(said.Sequence));
        }

        return said.Lines.SelectMany(line => IrcText.Split(line, bytesMax)).Select(piece =>
            From(said, CommandOf(said.Kind), target, said.Kind == MessageKind.Action ? CtcpMessage.Action(piece).ToString() : piece));
    }

    private static string Target(RoomRef room, Identity by, Roles audience) => room switch
    {
        NamedRoom named => ModeLetters.SymbolOf(audience) + named.Name.Value,
        Conversation conversation => conversation.Other(by.Id).Nick.Value,
        _ => "*",
    };

    private static IEnumerable<IrcMessage> Messages(NamedRoom room, ModesChanged changed)
    {
        var source = Source(changed.By);
        var changes = changed.Changes.Select(change =>
            new IrcModeChange(change.IsSet, ModeLetters.Of(change.Mode), change.Who?.Nick.Value ?? change.Argument ?? (change.Mode == RoomMode.Key ? "*" : null)));
        return ModeString.WriteLines(changes, IrcText.RoomFor(source, "MODE", room.Name.Value))
            .Select(parameters => new IrcMessage("MODE", [room.Name.Value, .. parameters]) { Source = source });
    }

    private static IrcMessage From(Event happened, string command, params ReadOnlySpan<string> parameters) =>
        new(command, parameters) { Source = Source(happened.By) };
}
