using System.Collections.Concurrent;
using System.Text;
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

    private const string UnknownUser = "user";
    private const string UnknownHost = "host";

    private static readonly ConcurrentDictionary<IrcFeatures, IrcRendering> ByFeatures = new();

    private readonly IrcFeatures _features;

    private IrcRendering(IrcFeatures features) => _features = features;

    /// <summary>The bytes that make what a person says what they do.</summary>
    public static int ActionBytes { get; } = CtcpMessage.Action(" ").ToString().Length - 1;

    /// <summary>For clients without capabilities.</summary>
    public static IrcRendering Plain { get; } = For(IrcFeatures.None);

    /// <summary>The one instance for clients that have asked for these features.</summary>
    public static IrcRendering For(IrcFeatures features) =>
        ByFeatures.GetOrAdd(
            features & (features.HasFlag(IrcFeatures.Batch) ? ChangingBytes : ChangingBytes & ~IrcFeatures.Multiline),
            static changing => new IrcRendering(changing));

    /// <summary>The source of what a person does: <c>nick!user@host</c>.</summary>
    public static string Source(Identity who) => $"{who.Nick}!{who.User ?? UnknownUser}@{who.Host ?? UnknownHost}";

    /// <summary>Writes the source of what a person does.</summary>
    public static IrcWriter WriteSource(IrcWriter writer, Identity who) =>
        writer.Source(who.Nick.Value, who.User ?? UnknownUser, who.Host ?? UnknownHost);

    /// <summary>The bytes that a text may have to reach a target in one line.</summary>
    public static int RoomFor(Identity by, string target, MessageKind kind) => RoomFor(SourceBytes(by), target, kind);

    /// <inheritdoc cref="RoomFor(Identity, string, MessageKind)"/>
    public static int RoomFor(int sourceBytes, string target, MessageKind kind) =>
        IrcText.RoomFor(sourceBytes, CommandOf(kind), target) - (kind == MessageKind.Action ? ActionBytes : 0);

    /// <summary>The bytes of <see cref="Source"/>.</summary>
    public static int SourceBytes(Identity who) => "!@".Length
        + Encoding.UTF8.GetByteCount(who.Nick.Value) + Encoding.UTF8.GetByteCount(who.User ?? UnknownUser) + Encoding.UTF8.GetByteCount(who.Host ?? UnknownHost);

    private static IrcTags ClientTags(CommittedEvent committed) =>
        committed is { Event: Said or Reacted, Origin.Context: IrcRequest request } ? request.ClientTags : IrcTags.Empty;

    private static string CommandOf(MessageKind kind) => kind == MessageKind.Notice ? "NOTICE" : "PRIVMSG";

    public override byte[] Render(Event happened) => Render(happened, IrcTags.Empty);

    public override byte[] Render(CommittedEvent committed) => Render(committed.Event, ClientTags(committed));

    public override byte[] Render(CommittedBurst burst)
    {
        var builder = IrcLineBuilder.Take();
        foreach (var message in burst.Messages) Write(builder.Writer, message.Event, ClientTags(message));
        return builder.Finish();
    }

    public override byte[] Render(Signal signal)
    {
        if (signal is not TagsSent sent || !_features.HasFlag(IrcFeatures.MessageTags)) return [];

        var lines = IrcLineBuilder.Take();
        IrcEventTags.Write(lines.Writer, sent, _features);
        WriteSource(lines.Writer, sent.By).Command("TAGMSG").Last(Target(sent.Room, sent.By, sent.Audience)).End();
        return lines.Finish();
    }

    private byte[] Render(Event happened, IrcTags clientTags)
    {
        var builder = IrcLineBuilder.Take();
        Write(builder.Writer, happened, clientTags);
        return builder.Finish();
    }

    private void Write(IrcWriter writer, Event happened, IrcTags clientTags)
    {
        var lines = new IrcEventLines(writer, happened, _features, clientTags);
        Write(happened, ref lines);
    }

    private void Write(Event happened, ref IrcEventLines lines)
    {
        switch (happened)
        {
            case Said said:
                Write(said, ref lines);
                break;
            case Reacted reacted when _features.HasFlag(IrcFeatures.MessageTags):
                lines.Add("TAGMSG", Target(reacted.Room, reacted.By, reacted.Audience));
                break;
            case Joined { Room: NamedRoom room } joined:
                if (_features.HasFlag(IrcFeatures.ExtendedJoin)) lines.Add("JOIN", room.Name.Value, joined.By.Account?.Value ?? "*", joined.RealName ?? "");
                else lines.Add("JOIN", room.Name.Value);
                if (joined.Away is { } gone && _features.HasFlag(IrcFeatures.AwayNotify)) lines.Add("AWAY", gone);
                break;
            case Parted { Room: NamedRoom room, Reason: null }:
                lines.Add("PART", room.Name.Value);
                break;
            case Parted { Room: NamedRoom room, Reason: { } reason }:
                lines.Add("PART", room.Name.Value, reason);
                break;
            case Kicked { Room: NamedRoom room } kicked:
                lines.Add("KICK", room.Name.Value, kicked.Who.Nick.Value, kicked.Reason ?? kicked.By.Nick.Value);
                break;
            case Quit quit:
                lines.Add("QUIT", quit.Reason ?? "Client quit");
                break;
            case NickChanged changed:
                lines.Add("NICK", changed.Nick.Value);
                break;
            case RoomRenamed { Room: NamedRoom room } renamed:
                lines.Add("RENAME", room.Name.Value, renamed.Name.Value, renamed.Reason ?? "");
                break;
            case TopicChanged { Room: NamedRoom room } changed:
                lines.Add("TOPIC", room.Name.Value, changed.Text);
                break;
            case Invited { Room: NamedRoom room } invited:
                lines.Add("INVITE", invited.Who.Nick.Value, room.Name.Value);
                break;
            case ModesChanged { Room: NamedRoom room } changed:
                Write(room, changed, ref lines);
                break;
            case AwayChanged { Text: null }:
                lines.Add("AWAY");
                break;
            case AwayChanged { Text: { } away }:
                lines.Add("AWAY", away);
                break;
            case LoggedIn logged:
                lines.Add("ACCOUNT", logged.Account.Value);
                break;
            case LoggedOut:
                lines.Add("ACCOUNT", "*");
                break;
            case RealNameChanged changed:
                lines.Add("SETNAME", changed.RealName);
                break;
            case HostChanged changed:
                lines.Add("CHGHOST", changed.By.User ?? UnknownUser, changed.Host);
                break;
            case Redacted redacted:
                lines.Add("REDACT", [Target(redacted.Room, redacted.By, Roles.None), MessageId.Of(redacted.Message), .. redacted.Reason is { } why ? [why] : Array.Empty<string>()]);
                break;
            case Announced announced:
                lines.Add("WALLOPS", announced.Text);
                break;
        }
    }

    private void Write(Said said, ref IrcEventLines lines)
    {
        var command = CommandOf(said.Kind);
        var target = Target(said.Room, said.By, said.Audience);
        if (_features.HasFlag(IrcFeatures.Multiline) && said.Kind != MessageKind.Action
            && RoomFor(said.By, target, said.Kind) is var bytesMax && MultilineLines.AreIn(said.Text, bytesMax))
        {
            MultilineLines.Write(said.Text, bytesMax, ref lines, command, target, MessageId.Of(said.Sequence));
            return;
        }

        if (!said.HasLines)
        {
            WritePieces(said.Text, ref lines);
            return;
        }

        foreach (var line in said.Lines) WritePieces(line, ref lines);

        void WritePieces(string line, ref IrcEventLines lines)
        {
            var rest = line.AsSpan();
            do lines.AddPiece(command, target, ref rest, isAction: said.Kind == MessageKind.Action);
            while (!rest.IsEmpty);
        }
    }

    private static string Target(RoomRef room, Identity by, Roles audience) => room switch
    {
        NamedRoom named => ModeLetters.SymbolOf(audience) + named.Name.Value,
        Conversation conversation => conversation.Other(by.Id).Nick.Value,
        _ => "*",
    };

    private static void Write(NamedRoom room, ModesChanged changed, ref IrcEventLines lines)
    {
        var changes = changed.Changes.Select(change =>
            new IrcModeChange(change.IsSet, ModeLetters.Of(change.Mode), change.Who?.Nick.Value ?? change.Argument ?? (change.Mode == RoomMode.Key ? "*" : null)));
        foreach (var parameters in ModeString.WriteLines(changes, IrcText.RoomFor(SourceBytes(changed.By), "MODE", room.Name.Value)))
            lines.Add("MODE", [room.Name.Value, .. parameters]);
    }
}
