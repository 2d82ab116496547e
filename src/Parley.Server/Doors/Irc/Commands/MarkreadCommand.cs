using System.Globalization;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>MARKREAD: say or ask how far one has read.</summary>
internal static class MarkreadCommand
{
    private const string Prefix = "timestamp=";

    public static readonly IrcCommand Definition = new(
        "MARKREAD", "<target> [timestamp=<time>]", "Say how far you have read, or ask for it.", "https://ircv3.net/specs/extensions/read-marker", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        if (request[0] is not { } target) return request.ReplyAsync(IrcLine.Of("FAIL", "MARKREAD", "NEED_MORE_PARAMS", "Missing parameters"));
        if (request[1] is not { } text) return request.SubmitAsync(new MarkRead(request.Session.Id, target, null));
        return text.StartsWith(Prefix, StringComparison.Ordinal) && TryParse(text[Prefix.Length..], out var upTo)
            ? request.SubmitAsync(new MarkRead(request.Session.Id, target, upTo))
            : request.ReplyAsync(IrcLine.Of("FAIL", "MARKREAD", "INVALID_PARAMS", IrcRequest.Word(text), "Invalid parameters"));
    }

    /// <summary>How far somebody has read, as the server says it.</summary>
    public static IrcLine Line(string target, DateTimeOffset? upTo) =>
        IrcLine.Of("MARKREAD", target, upTo is { } known ? Prefix + IrcEventTags.Text(known) : "*");

    private static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
