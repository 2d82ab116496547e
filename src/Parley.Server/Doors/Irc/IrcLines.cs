using System.Collections.Immutable;
using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>One line for one session; a numeric gets the session's nick as its target when it is written.</summary>
internal readonly record struct IrcLine(string Command, ImmutableArray<string> Parameters, bool IsNumeric)
{
    public static IrcLine Of(Numeric numeric, params ReadOnlySpan<string> parameters) => new(numeric.Code, [.. parameters], true);

    public static IrcLine Of(string command, params ReadOnlySpan<string> parameters) => new(command, [.. parameters], false);
}

/// <summary>Lines that answer what one session asked, in order.</summary>
internal sealed record IrcLines(ImmutableArray<IrcLine> Lines) : Answer
{
    public static IrcLines Of(Numeric numeric, params ReadOnlySpan<string> parameters) => new([IrcLine.Of(numeric, parameters)]);

    /// <summary>A number as it stands in a line.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time as it stands in a line: seconds since 1970.</summary>
    public static string Text(DateTimeOffset time) => Text(time.ToUnixTimeSeconds());
}
