using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MONITOR: be told when people come and go.</summary>
internal static class MonitorCommand
{
    /// <summary>The most nicks one session may watch.</summary>
    public const int Max = 100;

    public static readonly IrcCommand Definition = new(
        "MONITOR", "+ <nickname>{,<nickname>} | - <nickname>{,<nickname>} | C | L | S", "Be told when people come and go.",
        "https://ircv3.net/specs/extensions/monitor", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var nicks = request.List(1);
        return request.Parameters[0] switch
        {
            "+" => AddAsync(request, nicks),
            "-" => request.ReplyAsync(new MonitorRemoved([.. nicks])),
            "C" or "c" => request.ReplyAsync(new MonitorCleared()),
            "L" or "l" => request.ReplyAsync(new MonitorListed()),
            "S" or "s" => ShowStatusAsync(request),
            _ => request.ReplyAsync(Numeric.UnknownError, request.Name, "Unknown MONITOR subcommand"),
        };
    }

    private static async ValueTask AddAsync(IrcRequest request, string[] nicks)
    {
        await request.SubmitAsync(new Query(request.Session.Id, (world, _) => new MonitorAdded([.. nicks.Select(nick => Look(world, nick))])));
        if (request.Session.Metadata.Keys.IsEmpty) return;
        foreach (var nick in nicks) await MetadataCommand.CatchUpAsync(request, nick);
    }

    private static async ValueTask ShowStatusAsync(IrcRequest request)
    {
        // The list is the shard's: what was asked before has to have reached it.
        await request.AskAsync(new Query(request.Session.Id, (_, _) => null));
        var watched = request.Session.Monitor.Watched;
        await request.SubmitAsync(new Query(request.Session.Id, (world, _) => new MonitorStatus([.. watched.Select(nick => Look(world, nick))])));
    }

    private static Watched Look(World world, string text) => Nick.TryParse(text, out var nick) && world.People.Find(nick) is { } person
        ? new Watched(text, IrcRendering.Source(person.Identity))
        : new Watched(text, null);
}

/// <summary>Somebody who is watched; the source is null while they are not here.</summary>
internal sealed record Watched(string Nick, string? Source);

/// <summary>What MONITOR asks of the session's list; see <see cref="IrcMonitor.Do"/>.</summary>
internal abstract record MonitorAnswer : Answer;

/// <summary>These are watched from here on.</summary>
internal sealed record MonitorAdded(ImmutableArray<Watched> People) : MonitorAnswer;

/// <summary>These are no longer watched.</summary>
internal sealed record MonitorRemoved(ImmutableArray<string> Nicks) : MonitorAnswer;

/// <summary>Nobody is watched any more.</summary>
internal sealed record MonitorCleared : MonitorAnswer;

/// <summary>Who is watched.</summary>
internal sealed record MonitorListed : MonitorAnswer;

/// <summary>Who of those who are watched is here.</summary>
internal sealed record MonitorStatus(ImmutableArray<Watched> People) : MonitorAnswer;
