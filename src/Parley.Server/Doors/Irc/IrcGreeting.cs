using System.Collections.Immutable;
using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>What a client is greeted with: 001 to 005.</summary>
/// <seealso href="https://modern.ircdocs.horse/#connection-registration"/>
internal static class IrcGreeting
{
    public static ImmutableArray<IrcLine> Of(Identity who, DoorContext door, string? isupportBatch)
    {
        var name = door.Options.ServerName;
        return
        [
            IrcLine.Of(Numeric.Welcome, $"Welcome to the {door.Options.NetworkName} network, {IrcRendering.Source(who)}"),
            IrcLine.Of(Numeric.YourHost, $"Your host is {name}, running version {IrcVersion.Text}"),
            IrcLine.Of(Numeric.Created, $"This server was started {door.StartedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}"),
            IrcLine.Of(Numeric.MyInfo, name, IrcVersion.Text, UserModeLetters.All, ModeLetters.All, ModeLetters.WithArgument),
            .. Isupport.Lines(door.Options, isupportBatch),
        ];
    }
}
