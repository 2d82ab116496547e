using System.Globalization;

namespace Parley.Server.Doors.Irc;

/// <summary>Tells clients to come through the encrypted door, where there is one.</summary>
/// <seealso href="https://ircv3.net/specs/extensions/sts"/>
internal static class StsPolicy
{
    /// <summary>The capability's value at a door; null where clients may come as they like.</summary>
    public static string? Of(ServerOptions options, DoorUrl door)
    {
        if (options.StsDuration is not { } duration) return null;
        if (door.IsSecure) return string.Create(CultureInfo.InvariantCulture, $"duration={(long)duration.TotalSeconds}");

        // A policy that is being taken back sends nobody elsewhere.
        var secure = options.Doors.Select(DoorUrl.Parse).FirstOrDefault(other => other.IsSecure);
        return secure is null || duration == TimeSpan.Zero ? null : string.Create(CultureInfo.InvariantCulture, $"port={secure.EndPoint.Port}");
    }
}
