using Parley.Server.Doors;
using Parley.Server.Doors.Classic;
using Parley.Server.Doors.Http;
using Parley.Server.Doors.Irc;
using Parley.Server.Doors.Plain;

namespace Parley.Server.Hosting;

/// <summary>Which kinds of doors there are, by the scheme of their URL, and the options that they have.</summary>
internal static class DoorKinds
{
    private static readonly DoorKind[] All =
    [
        new("classic", ["prompt", "charset", "framing", "proxy"], (context, url) => new ClassicDoor(context, url)),
        new("plain", ["proxy"], (context, url) => new PlainDoor(context, url)),
        new("irc", ["proxy"], (context, url) => new IrcDoor(context, url)),
        new("ircs", ["cert", "key", "proxy"], (context, url) => new IrcDoor(context, url)),
        new("http", ["origin", "proxy"], (context, url) => new HttpDoor(context, url, new IrcDoor(context, url))),
        new("https", ["cert", "key", "origin", "proxy"], (context, url) => new HttpDoor(context, url, new IrcDoor(context, url))),
    ];

    /// <summary>Makes the door that a URL names.</summary>
    /// <exception cref="OptionsException">There is no such kind, or an option is wrong.</exception>
    public static IDoor Create(DoorContext context, DoorUrl url)
    {
        var kind = Array.Find(All, kind => kind.Scheme == url.Scheme)
            ?? throw new OptionsException($"door '{url}': there is no such kind; there are {string.Join(", ", All.Select(kind => kind.Scheme))}");
        url.AllowOptions(kind.Options);
        return kind.Create(context, url);
    }

    private sealed record DoorKind(string Scheme, string[] Options, Func<DoorContext, DoorUrl, IDoor> Create);
}
