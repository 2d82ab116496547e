using System.Collections.Immutable;
using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>CAP: which capabilities there are, and to use some.</summary>
internal static class CapCommand
{
    public static readonly IrcCommand Definition = new(
        "CAP", "LS [302] | LIST | REQ :<capabilities> | END", "Negotiate capabilities.",
        "https://ircv3.net/specs/extensions/capability-negotiation", HandleAsync)
    {
        ParametersMin = 1,
        IsForNewcomers = true,
    };

    private static async ValueTask HandleAsync(IrcRequest request)
    {
        var session = request.Session;
        var registration = session.Registration;
        switch (request.Parameters[0].ToUpperInvariant())
        {
            case "LS":
                registration.IsNegotiating = !registration.IsComplete;
                await ListOfferedAsync(request, VersionOf(request[1]));
                break;
            case "LIST":
                await request.ReplyAsync(new IrcLines(Lines(session, "LIST", IrcCapabilities.NamesOf(session.Features), session.CapVersion >= IrcCapabilities.Version)));
                break;
            case "REQ":
                registration.IsNegotiating = !registration.IsComplete;
                await ChangeAsync(request);
                break;
            case "END":
                registration.IsNegotiating = false;
                await RegistrationCommands.TryCompleteAsync(request);
                break;
            default:
                await request.ReplyAsync(Numeric.InvalidCapCmd, IrcRequest.Word(request.Parameters[0]), "Invalid CAP command");
                break;
        }
    }

    /// <summary>Lines of one subcommand; where there are several, a <c>*</c> says that more will come.</summary>
    public static ImmutableArray<IrcLine> Lines(IrcSession session, string subcommand, IEnumerable<string> capabilities, bool isContinued)
    {
        var groups = Groups(session, subcommand, capabilities).Select(group => string.Join(' ', group)).DefaultIfEmpty("").ToArray();
        return [.. groups.Select((group, i) => new IrcLine(
            "CAP", isContinued && i < groups.Length - 1 ? [subcommand, "*", group] : [subcommand, group], IsNumeric: true))];
    }

    // The version of the answer is that which was asked for; that of the connection never becomes less.
    private static ValueTask ListOfferedAsync(IrcRequest request, int version)
    {
        var session = request.Session;
        var knowsValues = version >= IrcCapabilities.Version;
        session.CapVersion = Math.Max(session.CapVersion, version);
        if (!knowsValues) return request.ReplyAsync(new IrcLines(Lines(session, "LS", InOneLine(request), isContinued: false)));

        session.Features |= IrcFeatures.CapNotify;
        var lines = Lines(session, "LS", request.Door.OfferedCapabilities.Select(offer => offer.Text(withValue: true)), isContinued: true);
        return request.ReplyAsync(new FeaturesChanged(session.Features, lines));
    }

    /// <summary>As many names as a client reads that expects one line: those of drafts and vendors come last.</summary>
    private static ImmutableArray<string> InOneLine(IrcRequest request)
    {
        var names = request.Door.OfferedCapabilities.Select(offer => offer.Capability.Name).OrderBy(name => name.Contains('/', StringComparison.Ordinal));
        return Groups(request.Session, "LS", names).First();
    }

    private static IEnumerable<ImmutableArray<string>> Groups(IrcSession session, string subcommand, IEnumerable<string> capabilities) =>
        IrcText.Pack(capabilities, IrcText.RoomFor(session.ServerName, "CAP", session.Who?.Nick.Value ?? "*", subcommand, "*"));

    private static async ValueTask ChangeAsync(IrcRequest request)
    {
        var session = request.Session;
        string[] names = [.. request.Parameters.Skip(1).SelectMany(list => list.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var features = session.Features;
        foreach (var name in names)
        {
            var isOff = name[0] == '-';
            if (request.Door.Offered(isOff ? name[1..] : name) is not { IsNotice: false, Feature: var feature }
                || (isOff && feature == IrcFeatures.CapNotify && session.CapVersion >= IrcCapabilities.Version))
            {
                await request.ReplyAsync(new IrcLines(Lines(session, "NAK", names, isContinued: false)));
                return;
            }

            features = isOff ? features & ~feature : features | feature;
        }

        var hadMetadata = session.Features.HasFlag(IrcFeatures.Metadata);
        session.Features = features;
        await request.ReplyAsync(new FeaturesChanged(features, Lines(session, "ACK", names, isContinued: false)));
        if (!features.HasFlag(IrcFeatures.Metadata)) session.Metadata.Clear();
        else if (!hadMetadata) await MetadataCommand.ShowOwnAsync(request);
    }

    private static int VersionOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}

/// <summary>What the session is sent in is different after these lines.</summary>
internal sealed record FeaturesChanged(IrcFeatures Features, ImmutableArray<IrcLine> Lines) : Answer;
