using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>One line for one session; a numeric gets the session's nick as its target when it is written.</summary>
internal readonly record struct IrcLine(string Command, ImmutableArray<string> Parameters, bool IsNumeric)
{
    private readonly IrcTags? _tags;

    /// <summary>What stands before it for clients that know tags.</summary>
    public IrcTags Tags { get => _tags ?? IrcTags.Empty; init => _tags = value; }

    /// <summary>Who says it; null for the server.</summary>
    public string? Source { get; init; }

    public static IrcLine Of(Numeric numeric, params ReadOnlySpan<string> parameters) => new(numeric.Code, [.. parameters], true);

    public static IrcLine Of(string command, params ReadOnlySpan<string> parameters) => new(command, [.. parameters], false);

    /// <summary>What the server tells the session where the protocol has no numeric for it.</summary>
    public static IrcLine Notice(string text) => new("NOTICE", [text], true);

    /// <summary>The parameters, of which the longest but the last is cut where they leave no room for a text at the end.</summary>
    /// <remarks>Only what a client has sent, and is told again, can be so long.</remarks>
    /// <param name="bytesMax">What is left of the line for them.</param>
    public ImmutableArray<string> Fit(int bytesMax)
    {
        const int TextBytes = 64;
        var (excess, longest, longestBytes) = (1 - bytesMax, -1, 0);
        for (var i = 0; i < Parameters.Length; i++)
        {
            var bytes = Encoding.UTF8.GetByteCount(Parameters[i]);
            var isLast = i == Parameters.Length - 1;
            excess += 1 + (isLast ? Math.Min(bytes, TextBytes) : bytes);
            if (!isLast && bytes > longestBytes) (longest, longestBytes) = (i, bytes);
        }

        return excess <= 0 || longest < 0
            ? Parameters
            : Parameters.SetItem(longest, IrcText.Cut(Parameters[longest], Math.Max(1, longestBytes - excess)));
    }
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
