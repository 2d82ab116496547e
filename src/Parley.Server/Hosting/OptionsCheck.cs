using System.Buffers;
using System.Globalization;
using Parley.Server.Doors;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Hosting;

/// <summary>Says whether a server can be set up as its options want it, before it is: what would only show later, to users, is said now, to the operator.</summary>
/// <remarks>Doors say themselves what is wrong with theirs.</remarks>
internal static class OptionsCheck
{
    /// <summary>The longest name of a server that IRC clients have to expect, in characters.</summary>
    /// <seealso href="https://modern.ircdocs.horse/#servers"/>
    private const int ServerNameLengthMax = 63;

    /// <summary>The least that has to fit into a send queue: some lines of the longest kind.</summary>
    private const int SendQueueBytesMin = 16 * 1024;

    /// <summary>The least that a line may have: that of an IRC client's.</summary>
    private const int LineBytesMin = 512;

    /// <summary>The longest that anything is waited for: about as long as a timer can be set.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(49);

    private static readonly SearchValues<char> HostNameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\0");

    /// <summary>Checks all of them.</summary>
    /// <exception cref="OptionsException">One cannot be used; the message names it as it is called in <c>parley.json</c>.</exception>
    public static void Check(ServerOptions options)
    {
        CheckNames(options);
        CheckSecrets(options);
        Gateways.NetworksOf(options);
        AtLeast(1, options.ConnectionsPerAddressMax, nameof(options.ConnectionsPerAddressMax));
        AtLeast(1, options.ConnectionsPerMinutePerAddressMax, nameof(options.ConnectionsPerMinutePerAddressMax));
        AtLeast(1, options.CommandsBurstMax, nameof(options.CommandsBurstMax));
        AtLeast(1, options.CommandsPerSecondMax, nameof(options.CommandsPerSecondMax));
        AtLeast(1, options.LoginsPerAddressMax, nameof(options.LoginsPerAddressMax));
        AtLeast(1, options.FailedLoginsPerAddressMax, nameof(options.FailedLoginsPerAddressMax));
        AtLeast(1, options.FailedLoginsPerAccountMax, nameof(options.FailedLoginsPerAccountMax));
        AtLeast(1, options.RegistrationsPerAddressMax, nameof(options.RegistrationsPerAddressMax));
        AtLeast(SendQueueBytesMin, options.SendQueueBytesMax, nameof(options.SendQueueBytesMax));
        AtLeast(LineBytesMin, options.LineBytesMax, nameof(options.LineBytesMax));
        AtLeast(LineBytesMin, options.UselessBytesMax, nameof(options.UselessBytesMax));
        AtLeast(1, options.PasswordLengthMin, nameof(options.PasswordLengthMin));
        AtLeast(ScramSha256.IterationsMin, options.PasswordIterations, nameof(options.PasswordIterations));
        AtLeast(0, options.HistoryOnJoin, nameof(options.HistoryOnJoin));
        AtLeast(1, options.HistoryMessagesMax ?? 1, nameof(options.HistoryMessagesMax));
        AtLeast(1, options.DataBytesMax ?? 1, nameof(options.DataBytesMax));
        MoreThanNothing(options.HistoryAgeMax ?? TimeSpan.MaxValue, nameof(options.HistoryAgeMax));
        CheckWait(options.PingAfter, nameof(options.PingAfter));
        if (options.HandshakeTimeout != Timeout.InfiniteTimeSpan) CheckWait(options.HandshakeTimeout, nameof(options.HandshakeTimeout));
        if (options.StsDuration < TimeSpan.Zero) throw Wrong(nameof(options.StsDuration), "zero or more", options.StsDuration);
    }

    private static void CheckNames(ServerOptions options)
    {
        // By the dot clients tell a server from somebody of that nick.
        var name = options.ServerName;
        if (name.Length > ServerNameLengthMax || name.AsSpan().ContainsAnyExcept(HostNameCharacters) || !name.Contains('.') || !char.IsAsciiLetterOrDigit(name[0]))
            throw Wrong(nameof(options.ServerName), $"a host name with a dot in it, of {ServerNameLengthMax} characters at the most", name);
        if (options.NetworkName.Length == 0 || options.NetworkName.Any(one => char.IsWhiteSpace(one) || char.IsControl(one)))
            throw Wrong(nameof(options.NetworkName), "a name without spaces", options.NetworkName);

        OneLine(options.ServerDescription, nameof(options.ServerDescription));
        OneLine(options.NetworkIcon, nameof(options.NetworkIcon));
        OneLine(options.Admin, nameof(options.Admin));
        foreach (var line in options.Motd) OneLine(line, nameof(options.Motd));
    }

    private static void CheckSecrets(ServerOptions options)
    {
        const string hash = "a hash that parley hash makes";
        foreach (var (name, secret) in options.Operators)
        {
            if (!PasswordHash.IsHash(secret)) throw new OptionsException($"{Shown(nameof(options.Operators))}: {hash} for {name}");
        }

        if (options.GatewayPassword is { } password && !PasswordHash.IsHash(password))
            throw new OptionsException($"{Shown(nameof(options.GatewayPassword))}: {hash}");
    }

    private static void AtLeast(long min, long value, string name)
    {
        if (value < min) throw Wrong(name, $"at least {min.ToString(CultureInfo.InvariantCulture)}", value);
    }

    private static void MoreThanNothing(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw Wrong(name, "some time", value);
    }

    private static void CheckWait(TimeSpan value, string name)
    {
        MoreThanNothing(value, name);
        if (value > WaitMax) throw Wrong(name, $"at most {WaitMax}", value);
    }

    private static void OneLine(string? text, string name)
    {
        if (text.AsSpan().ContainsAny(LineEnds)) throw Wrong(name, "text without line ends", text);
    }

    private static OptionsException Wrong(string name, string expected, object? value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Shown(name)}: {expected}, not {Quoted(value)}"));

    private static object? Quoted(object? value) => value is string text ? $"'{text.ReplaceLineEndings("\\n")}'" : value;

    private static string Shown(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
