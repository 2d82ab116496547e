using System.Globalization;
using System.Net;
using System.Web;

namespace Parley.Server.Doors;

/// <summary>A listener, named by a URL: <c>scheme[+insecure]://host:port?option=value</c>.</summary>
/// <remarks>
/// The host is an IP address, <c>localhost</c>, or <c>*</c> for all addresses. Beyond loopback a plain-text door has to
/// say <c>+insecure</c>, so that nobody opens one by accident.
/// </remarks>
internal sealed record DoorUrl
{
    private const string Insecure = "+insecure";

    private DoorUrl()
    {
    }

    /// <summary>The URL as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>The kind of door, without <c>+insecure</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Where it listens; port 0 for any free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Whether connections are encrypted.</summary>
    public bool IsSecure => Scheme is "ircs" or "https";

    /// <summary>Whether connections are asked for a certificate of their own, by which their owner can be recognized.</summary>
    public bool AsksForCertificates => Scheme is "ircs";

    /// <summary>Whether a proxy stands before it, which says whose connections it hands on.</summary>
    public bool HasProxy => Option("proxy", "off", "on") == "on";

    /// <summary>Whether plain text beyond loopback was asked for.</summary>
    public required bool IsInsecure { get; init; }

    private IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a URL.</summary>
    /// <exception cref="OptionsException">It is not one, or the host or the port is missing or wrong.</exception>
    public static DoorUrl Parse(string text)
    {
        // The host "*" is no host to System.Uri.
        if (!Uri.TryCreate(text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.AbsolutePath is not ("/" or "") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            throw new OptionsException($"door '{text}': expected scheme://host:port, such as plain://127.0.0.1:12000");

        if (uri.Port < 0) throw new OptionsException($"door '{text}': the port is missing");
        var isInsecure = uri.Scheme.EndsWith(Insecure, StringComparison.Ordinal);
        var url = new DoorUrl
        {
            Text = text,
            Scheme = isInsecure ? uri.Scheme[..^Insecure.Length] : uri.Scheme,
            EndPoint = new IPEndPoint(ParseHost(uri, text), uri.Port),
            IsInsecure = isInsecure,
            Options = ParseOptions(uri, text),
        };
        if (!isInsecure && !url.IsSecure && !IPAddress.IsLoopback(url.EndPoint.Address))
        {
            throw new OptionsException(
                $"door '{text}': plain text beyond loopback can be read on the way; if that is meant, write {url.Scheme}{Insecure}://");
        }

        return url;
    }

    /// <summary>An option's value, or null when it is not given.</summary>
    public string? Option(string name) => Options.GetValueOrDefault(name);

    /// <summary>An option that is one of a few words; the first is the default.</summary>
    /// <exception cref="OptionsException">It is another word.</exception>
    public string Option(string name, params ReadOnlySpan<string> words)
    {
        if (Option(name) is not { } value) return words[0];
        foreach (var word in words)
        {
            if (word == value) return value;
        }

        throw new OptionsException($"door '{Text}': {name} is one of {string.Join(", ", words.ToArray())}, not '{value}'");
    }

    /// <summary>Refuses options that this kind of door does not have.</summary>
    /// <exception cref="OptionsException">There is one.</exception>
    public void AllowOptions(params IReadOnlyCollection<string> names)
    {
        if (Options.Keys.FirstOrDefault(name => !names.Contains(name)) is not { } unknown) return;
        var known = names.Count == 0 ? "has no options" : $"has {string.Join(", ", names)}";
        throw new OptionsException($"door '{Text}': unknown option '{unknown}'; {Scheme} {known}");
    }

    /// <summary>The URL as it is after the binding of port 0.</summary>
    public string At(IPEndPoint at) => at.Port == EndPoint.Port ? Text : Options.Aggregate(
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}{(IsInsecure ? Insecure : "")}://{at}"),
        (url, option) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{option.Key}={Uri.EscapeDataString(option.Value)}");

    public override string ToString() => Text;

    private static IPAddress ParseHost(Uri uri, string text) => uri.Host switch
    {
        "localhost" => IPAddress.Loopback,
        var host when IPAddress.TryParse(host.Trim('[', ']'), out var address) => address,
        _ => throw new OptionsException($"door '{text}': the host is an IP address, localhost or *"),
    };

    private static Dictionary<string, string> ParseOptions(Uri uri, string text)
    {
        var options = new Dictionary<string, string>();
        var query = HttpUtility.ParseQueryString(uri.Query);
        foreach (var name in query.AllKeys)
        {
            if (name is null || !options.TryAdd(name, query[name] ?? ""))
                throw new OptionsException($"door '{text}': options are name=value, joined by &");
        }

        return options;
    }
}
