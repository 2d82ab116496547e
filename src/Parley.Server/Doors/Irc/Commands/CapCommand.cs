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

    /// <summary>What one line has room for behind the server's name, the client's and the subcommand.</summary>
    private const int ListBytes = 300;

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
                await request.ReplyAsync(new IrcLines(Lines("LIST", IrcCapabilities.NamesOf(session.Features), session.CapVersion >= IrcCapabilities.Version)));
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
    public static ImmutableArray<IrcLine> Lines(string subcommand, IEnumerable<string> capabilities, bool isContinued)
    {
        var groups = IrcText.Pack(capabilities, ListBytes).Select(group => string.Join(' ', group)).DefaultIfEmpty("").ToArray();
        return [.. groups.Select((group, i) => new IrcLine(
            "CAP", isContinued && i < groups.Length - 1 ? [subcommand, "*", group] : [subcommand, group], IsNumeric: true))];
    }

    // The version of the answer is that which was asked for; that of the connection never becomes less.
    private static ValueTask ListOfferedAsync(IrcRequest request, int version)
    {
        var session = request.Session;
        var knowsValues = version >= IrcCapabilities.Version;
        var lines = Lines("LS", request.Door.OfferedCapabilities.Select(offer => offer.Text(knowsValues)), knowsValues);
        session.CapVersion = Math.Max(session.CapVersion, version);
        if (!knowsValues) return request.ReplyAsync(new IrcLines(lines));

        session.Features |= IrcFeatures.CapNotify;
        return request.ReplyAsync(new FeaturesChanged(session.Features, lines));
    }

    private static async ValueTask ChangeAsync(IrcRequest request)
    {
        var session = request.Session;
        var names = (request[1] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var features = session.Features;
        foreach (var name in names)
        {
            var isOff = name[0] == '-';
            if (request.Door.Offered(isOff ? name[1..] : name) is not { IsNotice: false, Feature: var feature }
                || (isOff && feature == IrcFeatures.CapNotify && session.CapVersion >= IrcCapabilities.Version))
            {
                await request.ReplyAsync(new IrcLines(Lines("NAK", names, isContinued: false)));
                return;
            }

            features = isOff ? features & ~feature : features | feature;
        }

        var hadMetadata = session.Features.HasFlag(IrcFeatures.Metadata);
        session.Features = features;
        await request.ReplyAsync(new FeaturesChanged(features, Lines("ACK", names, isContinued: false)));
        if (!features.HasFlag(IrcFeatures.Metadata)) session.Metadata.Clear();
        else if (!hadMetadata) await MetadataCommand.ShowOwnAsync(request);
    }

    private static int VersionOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}

/// <summary>What the session is sent in is different after these lines.</summary>
internal sealed record FeaturesChanged(IrcFeatures Features, ImmutableArray<IrcLine> Lines) : Answer;
