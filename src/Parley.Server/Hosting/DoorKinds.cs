using Parley.Server.Doors;
using Parley.Server.Doors.Classic;
using Parley.Server.Doors.Irc;
using Parley.Server.Doors.Plain;

namespace Parley.Server.Hosting;

/// <summary>Which kinds of doors there are, by the scheme of their URL.</summary>
internal static class DoorKinds
{
    private static readonly (string Scheme, Func<DoorContext, DoorUrl, Door> Create)[] All =
    [
        ("classic", (context, url) => new ClassicDoor(context, url)),
        ("plain", (context, url) => new PlainDoor(context, url)),
        ("irc", (context, url) => new IrcDoor(context, url)),
        ("ircs", (context, url) => new IrcDoor(context, url)),
    ];

    /// <summary>Makes the door that a URL names.</summary>
    /// <exception cref="OptionsException">There is no such kind, or an option is wrong.</exception>
    public static Door Create(DoorContext context, DoorUrl url)
    {
        foreach (var (scheme, create) in All)
        {
            if (scheme == url.Scheme) return create(context, url);
        }

        throw new OptionsException($"door '{url}': there is no such kind; there are {string.Join(", ", All.Select(kind => kind.Scheme))}");
    }
}
