using System.Collections.Immutable;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Irc;

/// <summary>What a connection has said of itself on its way to being somebody.</summary>
/// <remarks>For the connection's own task.</remarks>
/// <seealso href="https://modern.ircdocs.horse/#connection-registration"/>
internal sealed class IrcRegistration
{
    public string? Password { get; set; }

    public string? Nick { get; set; }

    /// <summary>The command that named the nick, until the world has been asked whether it could be had.</summary>
    public IrcRequest? NickAsked { get; set; }

    public string? User { get; set; }

    public string RealName { get; set; } = "";

    /// <summary>The account that it has proved to be its own, if any.</summary>
    public Credentials? Credentials { get; set; }

    /// <summary>What the owner of the account calls this device; null when they have not said.</summary>
    public DeviceName? Device { get; set; }

    /// <summary>Why the one who comes is away from the start; null when they are not.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/pre-away"/>
    public string? Away { get; set; }

    /// <summary>What the one who comes says of themselves.</summary>
    public ImmutableArray<MetadataEntry> Metadata { get; set; } = [];

    /// <summary>Whether capabilities are being negotiated; until that ends, registration waits.</summary>
    public bool IsNegotiating { get; set; }

    /// <summary>Whether the world has let it in.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether anything has been said yet.</summary>
    public bool HasBegun => IsComplete || IsNegotiating || Password is not null || Nick is not null || User is not null;

    /// <summary>Whether all has been said that is needed to ask the world.</summary>
    public bool IsReady => !IsComplete && !IsNegotiating && Nick is not null && User is not null;

    /// <summary>The world has let it in. What was said on the way there, secrets among it, is not kept.</summary>
    public void Complete()
    {
        IsComplete = true;
        Password = Nick = User = Away = null;
        RealName = "";
        Credentials = null;
        Metadata = [];
    }
}
