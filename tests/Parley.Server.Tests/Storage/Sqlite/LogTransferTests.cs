using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class LogTransferTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_exported_is_imported_byte_for_byte()
    {
        var story = Story.OfMonologue(2100);
        var lobby = story.LastRoom;
        story.Say("ada", "#lobby", "Zoë 小明 🙂 \"quoted\" \\ \u2028 \t");
        await _directory.StoreAsync(story);
        await using (var log = await _directory.OpenAsync())
        {
            await log.AppendAsync(story.Redact("ada", story.Events[50]));
            await log.AppendAsync(story.Forget(lobby, new Sequence(1000)));
            await log.ErasedAsync(lobby, new Sequence(1000));
        }

        // As a version to come might write it: its bytes are kept although this one does not know all of them.
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite))
            database.Execute("""UPDATE page SET events = replace(events, '"text":"message 1998"', '"mood": "é\u00e9" , "text":"message 1998"')""");

        var exported = await ExportAsync(_directory.Path);
        Assert.Equal(story.Events.Count, exported.Split('\n').Length - 1);
        var copy = _directory["copy"];
        Assert.Equal(story.Events.Count, await ImportAsync(copy, exported));
        Assert.Equal(["parley.db", "parley.lock"], Directory.GetFileSystemEntries(copy).Select(Path.GetFileName).Order());
        Assert.Equal(exported, await ExportAsync(copy));
        Assert.Equal(Rows(_directory.Path, "event"), Rows(copy, "event"));
        Assert.Equal(Rows(_directory.Path, "room"), Rows(copy, "room"));

        await using var again = await SqliteEventLog.OpenAsync(new SqliteLogOptions { Directory = copy }, TestEnd);
        await using (var original = await _directory.OpenReadOnlyAsync())
        {
            var all = new HistoryQuery(lobby) { CountMax = 3000 };
            Assert.Equal(await original.ReadRoomLinesAsync(all), await again.ReadRoomLinesAsync(all));
        }

        await again.AppendAsync(story.Say("ada", "#lobby", "and on"));
    }

    [Fact]
    public async Task A_directory_with_anything_in_it_is_refused_and_left_alone()
    {
        await _directory.StoreAsync(Story.OfMonologue(3));
        var before = _directory.Fingerprint();
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => ImportAsync(_directory.Path, ""));
        Assert.Equal($"{_directory.Path}: it is not empty; an import makes a data directory of its own", refusal.Message);
        Assert.Equal(before, _directory.Fingerprint());
    }

    [Theory]
    [InlineData("{}", "line 2: it is no exported event: ")]
    [InlineData("hello", "line 2: it is no exported event: ")]
    [InlineData("{\"sequence\":3,\"at\":\"2026-05-04T03:02:01.000000Z\",\"kind\":\"quit\",\"data\":{\"by\":{\"id\":1,\"nick\":\"ada\"},\"reason\":null,\"rooms\":[]}}", "line 2: event 3 does not follow 1")]
    [InlineData("{\"sequence\":2,\"at\":\"yesterday\",\"kind\":\"quit\",\"data\":{}}", "line 2: it is no exported event: ")]
    [InlineData("{\"sequence\":2,\"at\":\"2026-05-04T03:02:01.000000Z\",\"kind\":\"sang\",\"data\":{}}", "line 2: event 2 is of the kind 'sang', which this version does not know")]
    [InlineData("{\"sequence\":2,\"at\":\"2026-05-04T03:02:01.000000Z\",\"kind\":\"said\",\"data\":{}}", "line 2: event 2 ('said') cannot be read: ")]
    public async Task A_line_that_cannot_be_used_is_named_and_nothing_is_left_of_the_rest(string line, string expected)
    {
        await _directory.StoreAsync(Story.OfMonologue(1));
        var first = (await ExportAsync(_directory.Path)).Split('\n')[0];
        var copy = _directory["copy"];
        var refusal = await Assert.ThrowsAsync<EventLogException>(() => ImportAsync(copy, $"{first}\n{line}\n"));
        Assert.StartsWith(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["parley.lock"], Directory.GetFileSystemEntries(copy).Select(Path.GetFileName));
        Assert.Equal(1, await ImportAsync(copy, first));
    }

    private static async Task<string> ExportAsync(string directory)
    {
        using var output = new MemoryStream();
        await LogTransfer.ExportAsync(directory, output, TestEnd);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Task<long> ImportAsync(string directory, string lines) =>
        LogTransfer.ImportAsync(directory, new MemoryStream(Encoding.UTF8.GetBytes(lines)), TestEnd);

    private static List<string> Rows(string directory, string table)
    {
        using var database = Connections.Open(DataDirectory.DatabasePath(directory), DatabaseAccess.ReadOnly);
        using var select = new SqliteCommand($"SELECT * FROM {table}", database);
        using var reader = select.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}
