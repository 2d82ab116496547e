using System.Collections.Immutable;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>Whom one session watches, and what it is told when it asks for that to change.</summary>
/// <remarks>Touched by the session's shard only, which keeps the list; see <see cref="MonitorCommand"/> for what is asked.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/monitor"/>
internal sealed class IrcMonitor(LocalSession session)
{
    /// <summary>Nicks of a line are put together up to so many bytes.</summary>
    private const int LineBytes = 350;

    /// <summary>The nicks, as they were given; a door may read them when what it asked before has been answered.</summary>
    public ImmutableArray<string> Watched { get; private set; } = [];

    /// <summary>Does what was asked, and words the answer.</summary>
    public ImmutableArray<IrcLine> Do(MonitorAnswer asked)
    {
        switch (asked)
        {
            case MonitorAdded added:
                return Add(added.People);
            case MonitorRemoved removed:
                foreach (var nick in removed.Nicks) Watch(nick, isWatched: false);
                return [];
            case MonitorCleared:
                foreach (var nick in session.Watches) Watch(nick.Value, isWatched: false);
                return [];
            case MonitorStatus status:
                return Lines(status.People);
            default:
                return
                [
                    .. IrcText.Pack(session.Watches.Select(nick => nick.Value), LineBytes).Select(group => IrcLine.Of(Numeric.MonList, string.Join(',', group))),
                    IrcLine.Of(Numeric.EndOfMonList, "End of MONITOR list"),
                ];
        }
    }

    /// <summary>Lines that say who is here and who is not.</summary>
    public static ImmutableArray<IrcLine> Lines(IReadOnlyCollection<Watched> people) =>
    [
        .. IrcText.Pack(people.Select(one => one.Source).OfType<string>(), LineBytes).Select(group => IrcLine.Of(Numeric.MonOnline, string.Join(',', group))),
        .. IrcText.Pack(people.Where(one => one.Source is null).Select(one => one.Nick), LineBytes).Select(group => IrcLine.Of(Numeric.MonOffline, string.Join(',', group))),
    ];

    private ImmutableArray<IrcLine> Add(ImmutableArray<Watched> people)
    {
        var watched = new List<Watched>();
        foreach (var one in people)
        {
            if (session.Watches.Length >= MonitorCommand.Max) break;
            Watch(one.Nick, isWatched: true);
            watched.Add(one);
        }

        var rest = people.Skip(watched.Count).Select(person => person.Nick).ToArray();
        return rest.Length == 0
            ? Lines(watched)
            : [IrcLine.Of(Numeric.MonListFull, IrcLines.Text(MonitorCommand.Max), string.Join(',', rest), "Monitor list is full."), .. Lines(watched)];
    }

    private void Watch(string text, bool isWatched)
    {
        if (!Nick.TryParse(text, out var nick)) return;
        session.Shard.Watch(session, nick, isWatched);
        Watched = [.. session.Watches.Select(watched => watched.Value)];
    }
}
