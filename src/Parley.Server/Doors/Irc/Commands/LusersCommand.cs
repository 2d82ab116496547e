using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>LUSERS: how many are here.</summary>
internal static class LusersCommand
{
    public static readonly IrcCommand Definition = new(
        "LUSERS", "", "Show how many people and channels there are.", "https://modern.ircdocs.horse/#lusers-message", HandleAsync);

    /// <summary>How many are here now.</summary>
    /// <param name="world">Where they are counted.</param>
    /// <param name="strangers">How many connections have not said who they are.</param>
    public static IrcLine[] Lines(World world, int strangers)
    {
        var (people, invisible) = (world.People.Count, world.People.InvisibleCount);
        var (all, most) = (IrcLines.Text(people), IrcLines.Text(world.People.CountMax));
        return
        [
            IrcLine.Of(Numeric.LUserClient, $"There are {people - invisible} users and {invisible} invisible on 1 servers"),
            IrcLine.Of(Numeric.LUserOp, IrcLines.Text(world.People.OperatorCount), "operator(s) online"),
            IrcLine.Of(Numeric.LUserUnknown, IrcLines.Text(strangers), "unknown connection(s)"),
            IrcLine.Of(Numeric.LUserChannels, IrcLines.Text(world.Rooms.OccupiedCount), "channels formed"),
            IrcLine.Of(Numeric.LUserMe, $"I have {people} clients and 0 servers"),
            IrcLine.Of(Numeric.LocalUsers, all, most, $"Current local users {people}, max {most}"),
            IrcLine.Of(Numeric.GlobalUsers, all, most, $"Current global users {people}, max {most}"),
        ];
    }

    private static ValueTask HandleAsync(IrcRequest request) => request.QueryAsync((world, _) => Lines(world, request.Door.Strangers));
}
