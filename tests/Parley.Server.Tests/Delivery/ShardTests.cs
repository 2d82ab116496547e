using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Tests.Delivery;

public sealed class ShardTests
{
    [Theory]
    [InlineData("event")]
    [InlineData("reply")]
    [InlineData("reload")]
    [InlineData("presence")]
    public async Task A_dialect_that_fails_costs_its_own_session_alone(string what)
    {
        await using var shard = new Shard(PipeScheduler.ThreadPool, TimeProvider.System, NullLogger.Instance);
        var heard = new List<string>();
        var faulty = HearingSession.Of(1, onTold: told => { if (told == what) throw new NotSupportedException("a bug"); });
        var other = HearingSession.Of(2, onTold: heard.Add);
        var leaving = HearingSession.Of(3);
        foreach (var session in new[] { faulty, other, leaving })
        {
            session.Shard = shard;
            shard.Attach(session);
        }

        await TellAllAsync(shard, faulty, other, leaving);
        Assert.Equal("internal error", faulty.CloseReason);
        Assert.Null(other.CloseReason);
        Assert.Contains(what, heard);
    }

    [Fact]
    public async Task A_long_delivery_takes_several_turns_so_that_others_have_theirs_in_between()
    {
        var turns = new Turns();
        var shard = new Shard(turns, TimeProvider.System, NullLogger.Instance);
        var told = new List<int>();
        LocalSession[] room = [.. Enumerable.Range(1, 2).Select(number => HearingSession.Of(number, onTold: _ => told.Add(number)))];
        foreach (var session in room)
        {
            session.Shard = shard;
            shard.Attach(session);
        }

        var world = new World(new WorldRules());
        Deliver([.. room.SelectMany(session => (Command[])[new Arrive(session.Id, $"person{session.Id.Number}", NickFallback.Refuse), new Join(session.Id, "#lobby")])]);
        turns.TakeAll();
        told.Clear();

        Deliver([.. Enumerable.Repeat(new Say(room[0].Id, "#lobby", MessageKind.Message, "hello"), Shard.HearersPerTurnMax)]);
        turns.Take();
        Assert.InRange(told.Count, Shard.HearersPerTurnMax / 2, Shard.HearersPerTurnMax + room.Length);

        turns.TakeAll();
        Assert.All(room, session => Assert.Equal(Shard.HearersPerTurnMax, told.Count(number => number == session.Id.Number)));

        var ending = shard.DisposeAsync();
        turns.TakeAll();
        await ending;

        void Deliver(ImmutableArray<Command> commands)
        {
            var batch = new Batch(epoch: 0);
            foreach (var command in commands)
            {
                var decision = world.Decide(command, DateTimeOffset.UnixEpoch);
                foreach (var decided in decision.Events) world.Evolve(decided);
                batch.Add(new Request(null, command), decision);
            }

            shard.Deliver([batch], () => { });
        }
    }

    [Fact]
    public async Task A_pause_that_ends_before_the_turn_does_is_not_forgotten()
    {
        var turns = new Turns();
        var shard = new Shard(turns, new HastyTime(), NullLogger.Instance);
        var written = new List<string>();
        LocalSession session = null!;
        session = HearingSession.Of(
            1,
            bytes => written.Add(Encoding.ASCII.GetString(bytes)),
            _ => shard.Send(session, Encoding.ASCII.GetBytes($"{written.Count + 1}")),
            Framing.Unterminated);
        session.Shard = shard;
        shard.Attach(session);

        shard.Reload();
        turns.TakeAll();
        shard.Reload();
        turns.TakeAll();
        Assert.Equal(["1", "2"], written);

        var ending = shard.DisposeAsync();
        turns.TakeAll();
        await ending;
    }

    /// <summary>Something of each kind, to one after the other; the last one goes.</summary>
    private static async Task TellAllAsync(Shard shard, params LocalSession[] sessions)
    {
        var world = new World(new WorldRules());
        var batch = new Batch(epoch: 0);
        foreach (var session in sessions)
        {
            var request = new Request(session, new Arrive(session.Id, $"person{session.Id.Number}", NickFallback.Refuse));
            Decide(request);
            Decide(new Request(session, new Join(session.Id, "#lobby")));
            batch.Add(request, new NotStored("the disk is full"));
        }

        shard.Reload();
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shard.Deliver([batch], () =>
        {
            Assert.True(Nick.TryParse("person3", out var watched));
            foreach (var session in sessions) shard.Watch(session, watched, isWatched: true);
            watching.SetResult();
        });
        await watching.Task;

        var later = new Batch(epoch: 0);
        later.Add(new Request(null, new Leave(sessions[^1].Id, null)), world.Decide(new Leave(sessions[^1].Id, null), DateTimeOffset.UnixEpoch));
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shard.Deliver([later], delivered.SetResult);
        await delivered.Task;

        void Decide(Request request)
        {
            var decision = world.Decide(request.Command!, DateTimeOffset.UnixEpoch);
            foreach (var decided in decision.Events) world.Evolve(decided);
            batch.Add(request, decision);
        }
    }

    /// <summary>A clock on which whatever is waited for once has passed as soon as somebody waits for it.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(this, () => callback(state));
            timer.Change(dueTime, period);
            return timer;
        }

        private sealed class Timer(HastyTime time, Action callBack) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime == Timeout.InfiniteTimeSpan || period != Timeout.InfiniteTimeSpan) return true;
                time._now += dueTime.Ticks;
                callBack();
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    /// <summary>Gives turns when the test says so.</summary>
    private sealed class Turns : PipeScheduler
    {
        private readonly Queue<(Action<object?> Action, object? State)> _waiting = new();

        public override void Schedule(Action<object?> action, object? state) => _waiting.Enqueue((action, state));

        public void Take()
        {
            var (action, state) = _waiting.Dequeue();
            action(state);
        }

        public void TakeAll()
        {
            while (_waiting.Count > 0) Take();
        }
    }
}
