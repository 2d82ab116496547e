using System.Text.Json;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>What <c>parley log --json</c> prints of a data directory.</summary>
internal sealed record StoredLog(IReadOnlyList<StoredEntry> Entries)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The texts of what was said, in order.</summary>
    public IEnumerable<string> Said => Entries.Where(entry => entry.Kind == "said").Select(entry => entry.Text!);

    /// <summary>Reads the history of a room, whether a server is running there or not.</summary>
    public static async Task<StoredLog> ReadAsync(string data, string room = "#lobby")
    {
        var printed = await ParleyCommand.RunAsync("log", room, "--json", "--data", data);
        Assert.Equal("", printed.Errors);
        Assert.Equal(0, printed.ExitCode);
        return new StoredLog([.. printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<StoredEntry>(line, Format)!)]);
    }
}

/// <summary>One line of <c>parley log --json</c>.</summary>
internal sealed record StoredEntry(long Sequence, DateTimeOffset Time, string Kind, string? Room, string Who, string? Text);
