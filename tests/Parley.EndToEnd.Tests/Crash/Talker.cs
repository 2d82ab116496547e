using System.Globalization;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Participants;

namespace Parley.EndToEnd.Tests.Crash;

/// <summary>Says numbered lines, one after the other and as fast as it is answered, until the connection breaks.</summary>
/// <remarks>A line is a mark such as <c>m3.plain0.17!</c>; no two lines of a test are equal, and none is part of another.</remarks>
internal sealed partial class Talker : IAsyncDisposable
{
    private const string PlainAnswer = "*** #lobby has no topic\n";

    private readonly LineConnection _connection;
    private readonly string _nick;
    private readonly bool _isPlain;
    private readonly string _lineEnd;
    private readonly int _run;
    private readonly TaskCompletionSource _hasBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<int> _talking;

    private Talker(LineConnection connection, Uri door, string nick, int run)
    {
        _connection = connection;
        _nick = nick;
        _run = run;
        _isPlain = door.Scheme == "plain";
        _lineEnd = _isPlain || door.Query.Contains("framing=line", StringComparison.Ordinal) ? "\n" : "";
        _talking = TalkAsync();
    }

    /// <summary>Comes in and begins to talk.</summary>
    public static async Task<Talker> StartAsync(Uri door, string nick, int run) => new(
        door.Scheme == "plain" ? await LineConnection.JoinPlainAsync(door, nick) : await LineConnection.JoinClassicAsync(door, nick),
        door, nick, run);

    /// <summary>Completes when its first line has been answered.</summary>
    public Task HasBegun => _hasBegun.Task;

    /// <summary>What it has seen when all is over.</summary>
    public async Task<Witness> TestifyAsync()
    {
        var answered = await _talking;
        await _connection.Received.WaitForEndAsync();
        return new Witness(
            _nick,
            [.. AnyMark().Matches(_connection.Received.Text).Select(mark => mark.Value)],
            [.. Enumerable.Range(0, answered).Select(Mark)]);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<int> TalkAsync()
    {
        var read = _connection.Received.Length;
        for (var number = 0; ; number++)
        {
            var mark = Mark(number);
            try
            {
                // The plain door does not send back what one says; what it answers to the question behind comes after it.
                await _connection.SendAsync(_isPlain ? $"{mark}\n/topic\n" : $"{_nick}: {mark}{_lineEnd}");
            }
            catch (IOException)
            {
                return number;
            }

            if (await _connection.Received.FindAsync(_isPlain ? PlainAnswer : $"{_nick}: {mark}", read) is not { } end) return number;
            read = end;
            _hasBegun.TrySetResult();
        }
    }

    private string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"m{_run}.{_nick}.{number}!");

    [GeneratedRegex(@"m\d+\.\w+\.\d+!")]
    private static partial Regex AnyMark();
}

/// <summary>What one connection has seen.</summary>
/// <param name="Nick">Who it was.</param>
/// <param name="Received">The lines that came, in order.</param>
/// <param name="Answered">Its own lines of which it knows that they were taken.</param>
internal sealed record Witness(string Nick, IReadOnlyList<string> Received, IReadOnlyList<string> Answered);
