using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>STATS: how long the server has run (u), who may run it (o), which commands there are (m).</summary>
internal static class StatsCommand
{
    public static readonly IrcCommand Definition = new(
        "STATS", "<u | o | m> [<server>]", "Show the server's uptime (u), its operators' names (o), its commands (m).",
        "https://modern.ircdocs.horse/#stats-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var letter = request[0] is { } query ? query.EnumerateRunes().First().ToString() : "*";
        return request.ReplyAsServerAsync(1, () => request.QueryAsync((world, asker) => [.. Lines(world, asker, request, letter), IrcLine.Of(Numeric.EndOfStats, letter, "End of /STATS report")]));
    }

    private static IEnumerable<IrcLine> Lines(World world, Person asker, IrcRequest request, string letter) => letter switch
    {
        "u" => [IrcLine.Of(Numeric.StatsUptime, Uptime(world.Now - request.Door.StartedAt))],
        "o" or "O" when !asker.IsOperator => [IrcLine.Of(Numeric.NoPrivileges, "Permission denied: you're not an IRC operator")],
        "o" or "O" => request.Door.Options.Operators.Keys.Order(StringComparer.Ordinal).Select(name => IrcLine.Of(Numeric.StatsOLine, "O", "*", "*", name)),
        "m" => IrcCommands.All.Select(command => IrcLine.Of(Numeric.StatsCommands, command.Name, "0")),
        _ => [],
    };

    private static string Uptime(TimeSpan up) =>
        string.Create(CultureInfo.InvariantCulture, $"Server Up {up.Days} days {up.Hours}:{up.Minutes:00}:{up.Seconds:00}");
}
