using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Parley.Server.Doors.Accounts;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>All capabilities of the IRC door, in one list: CAP and the documentation read it.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/capability-negotiation"/>
internal static class IrcCapabilities
{
    /// <summary>The version of the negotiation that knows values, several lines and changes.</summary>
    public const int Version = 302;

    public static ImmutableArray<IrcCapability> All { get; } =
    [
        new("account-notify", IrcFeatures.AccountNotify, "https://ircv3.net/specs/extensions/account-notify"),
        new("account-tag", IrcFeatures.AccountTag, "https://ircv3.net/specs/extensions/account-tag"),
        new("away-notify", IrcFeatures.AwayNotify, "https://ircv3.net/specs/extensions/away-notify"),
        new("batch", IrcFeatures.Batch, "https://ircv3.net/specs/extensions/batch"),
        new("cap-notify", IrcFeatures.CapNotify, "https://ircv3.net/specs/extensions/capability-negotiation#cap-notify"),
        new("chghost", IrcFeatures.Chghost, "https://ircv3.net/specs/extensions/chghost"),
        new("draft/account-registration", IrcFeatures.AccountRegistration, "https://ircv3.net/specs/extensions/account-registration") { Value = (options, _) => RegisterCommand.ValueFor(options) },
        new("draft/channel-rename", IrcFeatures.ChannelRename, "https://ircv3.net/specs/extensions/channel-rename"),
        new("draft/chathistory", IrcFeatures.ChatHistory, "https://ircv3.net/specs/extensions/chathistory"),
        new("draft/event-playback", IrcFeatures.EventPlayback, "https://ircv3.net/specs/extensions/chathistory#draftevent-playback"),
        new("draft/extended-isupport", IrcFeatures.ExtendedIsupport, "https://ircv3.net/specs/extensions/extended-isupport"),
        new("draft/message-redaction", IrcFeatures.MessageRedaction, "https://ircv3.net/specs/extensions/message-redaction"),
        new("draft/metadata-2", IrcFeatures.Metadata, "https://ircv3.net/specs/extensions/metadata") { Value = (_, _) => MetadataCommand.Limits },
        new("draft/multiline", IrcFeatures.Multiline, "https://ircv3.net/specs/extensions/multiline") { Value = (_, _) => MultilineBatch.Limits },
        new("draft/pre-away", IrcFeatures.PreAway, "https://ircv3.net/specs/extensions/pre-away"),
        new("draft/read-marker", IrcFeatures.ReadMarker, "https://ircv3.net/specs/extensions/read-marker"),
        new("echo-message", IrcFeatures.EchoMessage, "https://ircv3.net/specs/extensions/echo-message"),
        new("extended-join", IrcFeatures.ExtendedJoin, "https://ircv3.net/specs/extensions/extended-join"),
        new("extended-monitor", IrcFeatures.ExtendedMonitor, "https://ircv3.net/specs/extensions/extended-monitor"),
        new("invite-notify", IrcFeatures.InviteNotify, "https://ircv3.net/specs/extensions/invite-notify"),
        new("labeled-response", IrcFeatures.LabeledResponse, "https://ircv3.net/specs/extensions/labeled-response"),
        new("message-tags", IrcFeatures.MessageTags, "https://ircv3.net/specs/extensions/message-tags"),
        new("multi-prefix", IrcFeatures.MultiPrefix, "https://ircv3.net/specs/extensions/multi-prefix"),
        new("no-implicit-names", IrcFeatures.NoImplicitNames, "https://ircv3.net/specs/extensions/no-implicit-names"),
        new(MessageIdTag.Name, IrcFeatures.MessageId, "message-id.md"),
        new("sasl", IrcFeatures.Sasl, "https://ircv3.net/specs/extensions/sasl-3.2") { Value = (_, door) => SaslMechanisms.Names(door.AsksForCertificates) },
        new("server-time", IrcFeatures.ServerTime, "https://ircv3.net/specs/extensions/server-time"),
        new("setname", IrcFeatures.Setname, "https://ircv3.net/specs/extensions/setname"),
        new("soju.im/search", IrcFeatures.Search, "https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md"),
        new("standard-replies", IrcFeatures.StandardReplies, "https://ircv3.net/specs/extensions/standard-replies"),
        new("sts", IrcFeatures.Sts, "https://ircv3.net/specs/extensions/sts") { Value = StsPolicy.Of, NeedsValue = true, IsNotice = true },
        new("userhost-in-names", IrcFeatures.UserhostInNames, "https://ircv3.net/specs/extensions/userhost-in-names"),
    ];

    private static readonly FrozenDictionary<string, IrcCapability> ByName = All.ToFrozenDictionary(capability => capability.Name);

    /// <summary>The capability of exactly this name.</summary>
    public static IrcCapability? Find(string name) => ByName.GetValueOrDefault(name);

    private static readonly ConditionalWeakTable<ServerOptions, ConcurrentDictionary<DoorUrl, ImmutableArray<IrcOffer>>> Offers = [];

    /// <summary>What is offered at a door with these settings; made once for all who come.</summary>
    public static ImmutableArray<IrcOffer> OfferedAt(DoorUrl door, ServerOptions options) =>
        Offers.GetOrCreateValue(options).GetOrAdd(door, MakeOffers, options);

    private static ImmutableArray<IrcOffer> MakeOffers(DoorUrl door, ServerOptions options) =>
    [
        .. All.Select(capability => new IrcOffer(capability, capability.Value?.Invoke(options, door)))
            .Where(offer => offer.Value is not null || !offer.Capability.NeedsValue),
    ];

    /// <summary>The names of a set, in the order of the list.</summary>
    public static IEnumerable<string> NamesOf(IrcFeatures features) =>
        All.Where(capability => features.HasFlag(capability.Feature)).Select(capability => capability.Name);
}
