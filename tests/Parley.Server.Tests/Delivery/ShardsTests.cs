using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Tests.Storage;

namespace Parley.Server.Tests.Delivery;

public sealed class ShardsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writes_are_left_for_the_time_that_storing_takes_if_it_takes_any(bool isDurable)
    {
        await using var memory = new MemoryEventLog();
        await using var log = new WatchedLog(memory) { IsDurable = isDurable };
        using var shards = new Shards(log, TimeProvider.System, NullLogger<Shards>.Instance);
        var (turns, idle) = (new Turns(), new Turns());
        var written = 0;
        var room = Enumerable.Range(1, Shard.LastWritesMax).ToList();
        foreach (var number in room)
        {
            LocalSession session = null!;
            session = HearingSession.On(turns, idle, number, _ => written++, _ => session.Shard.Send(session, "reloaded\r\n"u8.ToArray()));
            shards.Attach(session);
        }

        shards.Reload();
        turns.TakeAll();
        Assert.Equal(isDurable, written < room.Count);

        idle.TakeAll();
        Assert.Equal(room.Count, written);

        var ending = shards.StopAsync();
        turns.TakeAll();
        await ending;
    }
}
