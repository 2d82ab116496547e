using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>What is erased is gone from the file, whatever happens meanwhile.</summary>
public sealed class ErasureTests : IDisposable
{
    private const int Messages = 1000;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_a_crash_left_to_be_erased_is_erased_after_the_next_start()
    {
        var story = Story.OfMonologue(Messages);
        var room = story.LastRoom;
        // What takes something back has all before it taken into the histories, as what is to be forgotten has too.
        story.Redact("ada", story.Events[500]);
        await _directory.StoreAsync(story);
        var forgotten = Assert.Single(story.Forget(room, new Sequence(Messages)));

        // As the file is when the process dies right after the commit, and as it is when it dies in between.
        using (var database = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite))
        {
            using var insert = new SqliteCommand(
                """
                INSERT INTO page VALUES ($sequence, $sequence, '', '{"at":' || $at || ',"kind":"forgotten","data":' || $data || '}');
                INSERT INTO erasure VALUES ($sequence, 400)
                """,
                database);
            insert.Parameters.AddWithValue("$sequence", forgotten.Sequence.Value);
            insert.Parameters.AddWithValue("$at", StoredTime.Write(forgotten.At));
            insert.Parameters.AddWithValue("$data", Encoding.UTF8.GetString(EventCodec.Write(forgotten)));
            insert.ExecuteNonQuery();
        }

        await using (var log = await _directory.OpenAsync())
        {
            while (await log.ReadRoomLinesAsync(new HistoryQuery(room) { After = new Sequence(400), Before = new Sequence(Messages), CountMax = 1 }) is not [])
                await Task.Yield();
            Assert.Equal(
                Story.Lines(story.Events.Select((stored, i) => i is >= 400 and < Messages - 1 ? stored.Erase()! : stored)),
                await log.ReadLinesAsync());
        }

        using var closed = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly);
        Assert.Equal(0, closed.ReadInt64("SELECT count(*) FROM erasure"));
    }

    [Fact]
    public async Task No_byte_of_an_erased_text_stays_in_the_file()
    {
        var story = Story.OfMonologue(3);
        var secret = Assert.Single(story.Say("ada", "#lobby", "correct horse battery staple"));
        await _directory.StoreAsync(story);
        Assert.True(Holds("battery staple"));

        await using (var log = await _directory.OpenAsync()) await log.AppendAsync(story.Redact("ada", secret));
        Assert.False(Holds("battery staple"));
        Assert.True(Holds("message 3"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_files_of_a_running_server_are_soon_without_it(bool isOne)
    {
        var story = Story.OfMonologue(3);
        var secret = Assert.Single(story.Say("ada", "#lobby", "correct horse battery staple"));
        var room = story.LastRoom;

        await using var log = await _directory.OpenAsync();
        await log.AppendAsync(story.Events);
        Assert.True(Holds("battery staple"));
        await log.AppendAsync(isOne ? story.Redact("ada", secret) : story.Forget(room, secret.Sequence.Next));
        await ErasedAsync("battery staple");
    }

    [Fact]
    public async Task Who_reads_meanwhile_delays_it()
    {
        var story = Story.OfMonologue(3);
        var secret = Assert.Single(story.Say("ada", "#lobby", "correct horse battery staple"));
        await using var log = await _directory.OpenAsync();
        await log.AppendAsync(story.Events);
        using (var reader = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadOnly))
        {
            reader.Execute("BEGIN");
            reader.ReadInt64("SELECT count(*) FROM page");
            await log.AppendAsync(story.Redact("ada", secret));

            // Somebody has tried to move it by the time that this is stored.
            await log.AppendAsync(story.Say("ada", "#lobby", "later"));
            Assert.True(Holds("battery staple"));
        }

        await ErasedAsync("battery staple");
        Assert.True(Holds("message 3"));
    }

    [Fact]
    public async Task What_cannot_be_erased_now_is_erased_as_soon_as_it_can_be()
    {
        var story = Story.OfMonologue(Messages);
        var room = story.LastRoom;
        var failed = new TaskCompletionSource<string>();
        await using var log = await _directory.OpenAsync();
        log.ErasureTried += failure =>
        {
            if (failure is not null) failed.TrySetResult(failure);
        };
        await log.AppendAsync(story.Events);

        Execute("CREATE TRIGGER refusal BEFORE UPDATE ON page BEGIN SELECT RAISE(ABORT, 'not now'); END");
        await log.AppendAsync(story.Forget(room, new Sequence(Messages)));
        Assert.Equal($"{_directory.DatabasePath}: not now (1811)", await failed.Task);
        await log.AppendAsync(story.Say("ada", "#lobby", "meanwhile"));

        Execute("DROP TRIGGER refusal");
        await log.ErasedAsync(room, new Sequence(Messages));
    }

    private void Execute(string sql)
    {
        using var another = Connections.Open(_directory.DatabasePath, DatabaseAccess.ReadWrite);
        another.Execute(sql);
    }

    private async Task ErasedAsync(string text)
    {
        var since = Stopwatch.GetTimestamp();
        while (Holds(text))
        {
            Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(30));
            await Task.Yield();
        }
    }

    private bool Holds(string text) => _directory.Holds("parley.db", text);
}
