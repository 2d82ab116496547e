namespace Parley.Client.Tests;

internal static class Reading
{
    /// <summary>The next lines, fewer when the stream ends before.</summary>
    public static async Task<string[]> TakeAsync(this ChatClient client, int count)
    {
        var lines = new List<string>();
        await foreach (var line in client.ReadLinesAsync(TestTime.Limit))
        {
            lines.Add(line);
            if (lines.Count == count) break;
        }

        return [.. lines];
    }
}
