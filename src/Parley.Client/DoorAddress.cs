using System.Globalization;
using System.Text;

namespace Parley.Client;

/// <summary>What a server behind an address speaks.</summary>
public enum DoorKind
{
    /// <summary>The dialect of the tutorials: a prompt for the name, then messages without framing.</summary>
    Classic,

    /// <summary>Lines of text.</summary>
    Plain,
}

/// <summary>Where to join, written as a URL.</summary>
/// <remarks>
/// <c>classic://host:port?prompt=NAME&amp;framing=line&amp;charset=utf-8</c> (default port 5500) or
/// <c>plain://host:port</c> (default port 12000). Immutable; safe from any thread.
/// </remarks>
public sealed record DoorAddress
{
    private const int ClassicPort = 5500;
    private const int PlainPort = 12000;

    private readonly string _text;

    private DoorAddress(string text, DoorKind kind, string host, int port) => (_text, Kind, Host, Port) = (text, kind, host, port);

    /// <summary>The longest prompt that an address may name, in bytes of UTF-8.</summary>
    public const int PromptBytesMax = 256;

    /// <summary>Which dialect is spoken there.</summary>
    public DoorKind Kind { get; }

    /// <summary>A host name, or an IP address without brackets.</summary>
    public string Host { get; }

    /// <summary>The TCP port, from 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>What a classic server sends to ask for the name; null means <c>NAME</c> or <c>NICK</c>, whichever comes.</summary>
    public string? Prompt { get; private init; }

    /// <summary>Whether every message ends with a newline, in both directions (<c>framing=line</c>).</summary>
    public bool IsLineFramed { get; private init; }

    /// <summary>Whether the server and everybody in its room can read more than ASCII (<c>charset=utf-8</c>).</summary>
    public bool IsUtf8 { get; private init; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message names the part that is wrong and what may stand there.</exception>
    public static DoorAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new FormatException($"'{text}' is no address: write classic://host:port or plain://host:port.");

        var kind = uri.Scheme switch
        {
            "classic" => DoorKind.Classic,
            "plain" => DoorKind.Plain,
            _ => throw new FormatException($"'{uri.Scheme}://' cannot be joined: the client speaks classic:// and plain://."),
        };
        if (uri.Host.Length == 0) throw new FormatException($"'{text}' names no host.");
        if (uri.Port == 0) throw new FormatException($"'{text}': port 0 cannot be joined.");
        if (uri.UserInfo.Length > 0 || uri.AbsolutePath.Trim('/').Length > 0 || uri.Fragment.Length > 0)
            throw new FormatException($"'{text}': an address is scheme://host:port?options, without a user, a path or a #fragment.");

        var defaultPort = kind == DoorKind.Classic ? ClassicPort : PlainPort;
        var address = new DoorAddress(text, kind, uri.DnsSafeHost, uri.Port < 0 ? defaultPort : uri.Port);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.IndexOf('=', StringComparison.Ordinal) is var at and >= 0
                ? (option[..at], Uri.UnescapeDataString(option[(at + 1)..]))
                : (option, "");
            if (!seen.Add(name)) throw new FormatException($"'{name}' stands twice in '{text}'.");
            address = address.With(name, value);
        }

        return address;
    }

    /// <summary>The address as it was written.</summary>
    public override string ToString() => _text;

    private DoorAddress With(string name, string value) => (Kind, name) switch
    {
        (DoorKind.Classic, "prompt") when value.Length > 0 && Encoding.UTF8.GetByteCount(value) <= PromptBytesMax
            => this with { Prompt = value },
        (DoorKind.Classic, "prompt") => throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"'prompt' must be 1 to {PromptBytesMax} bytes long.")),
        (DoorKind.Classic, "framing") when value == "line" => this with { IsLineFramed = true },
        (DoorKind.Classic, "framing") => throw new FormatException($"'framing={value}' is unknown: only framing=line is."),
        (DoorKind.Classic, "charset") when Is(value, "utf-8") => this with { IsUtf8 = true },
        (DoorKind.Classic, "charset") when Is(value, "ascii") => this with { IsUtf8 = false },
        (DoorKind.Classic, "charset") => throw new FormatException($"'charset={value}' is unknown: it may be utf-8 or ascii."),
        (DoorKind.Classic, _) => throw new FormatException(
            $"'{name}' is no option of a classic:// address: it takes prompt, framing and charset."),
        _ => throw new FormatException($"'{name}' is no option of a plain:// address: it takes none."),
    };

    private static bool Is(string value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
