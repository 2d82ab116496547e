using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Parley.Server.Doors.Irc;

/// <summary>All capabilities of the IRC door, in one list: CAP and the documentation read it.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/capability-negotiation"/>
internal static class IrcCapabilities
{
    /// <summary>The version of the negotiation that knows values, several lines and changes.</summary>
    public const int Version = 302;

    public static ImmutableArray<IrcCapability> All { get; } =
    [
        new("batch", IrcFeatures.Batch, "https://ircv3.net/specs/extensions/batch"),
        new("cap-notify", IrcFeatures.CapNotify, "https://ircv3.net/specs/extensions/capability-negotiation#cap-notify"),
        new("echo-message", IrcFeatures.EchoMessage, "https://ircv3.net/specs/extensions/echo-message"),
        new("labeled-response", IrcFeatures.LabeledResponse, "https://ircv3.net/specs/extensions/labeled-response"),
        new("message-tags", IrcFeatures.MessageTags, "https://ircv3.net/specs/extensions/message-tags"),
        new("server-time", IrcFeatures.ServerTime, "https://ircv3.net/specs/extensions/server-time"),
        new("sts", IrcFeatures.Sts, "https://ircv3.net/specs/extensions/sts") { Value = StsPolicy.Of, NeedsValue = true, IsNotice = true },
    ];

    private static readonly FrozenDictionary<string, IrcCapability> ByName = All.ToFrozenDictionary(capability => capability.Name);

    /// <summary>The capability of exactly this name.</summary>
    public static IrcCapability? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What is offered at a door with these settings.</summary>
    public static ImmutableArray<IrcOffer> OfferedAt(DoorUrl door, ServerOptions options) =>
    [
        .. All.Select(capability => new IrcOffer(capability, capability.Value?.Invoke(options, door)))
            .Where(offer => offer.Value is not null || !offer.Capability.NeedsValue),
    ];

    /// <summary>The names of a set, in the order of the list.</summary>
    public static IEnumerable<string> NamesOf(IrcFeatures features) =>
        All.Where(capability => features.HasFlag(capability.Feature)).Select(capability => capability.Name);
}
