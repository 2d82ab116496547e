using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MAP: the servers and how many are there.</summary>
internal static class MapCommand
{
    public static readonly IrcCommand Definition = new(
        "MAP", "", "Show the servers as a map.", "https://defs.ircdocs.horse/defs/numerics#rpl-map-015", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request) => request.QueryAsync((world, _) =>
    [
        IrcLine.Of(Numeric.Map, $"{request.Session.ServerName} | Users: {world.People.Count}"),
        IrcLine.Of(Numeric.MapEnd, "End of /MAP"),
    ]);
}
