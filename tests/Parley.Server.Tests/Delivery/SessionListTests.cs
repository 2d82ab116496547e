using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

/// <summary>The sessions in a room.</summary>
public sealed class SessionListTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void Those_who_came_and_did_not_leave_are_in_it(int count)
    {
        var list = new SessionList();
        var sessions = Enumerable.Range(0, count).Select(number => new Silent(number)).ToArray();
        foreach (var session in sessions) list.Add(session);
        Assert.Equal(sessions, list.All);

        var left = new HashSet<LocalSession>(sessions);
        foreach (var (number, session) in sessions.Index().Where(one => one.Index % 3 != 1))
        {
            list.Remove(number % 2 == 0 ? session : sessions[^(number + 1)]);
            left.Remove(number % 2 == 0 ? session : sessions[^(number + 1)]);
            Assert.Equal(left.Count, list.All.Count);
        }

        Assert.Equal(left, list.All.ToHashSet());

        foreach (var session in sessions) list.Remove(session);
        Assert.Empty(list.All);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Who_is_not_in_it_cannot_leave_it(int count)
    {
        var list = new SessionList();
        for (var number = 0; number < count; number++) list.Add(new Silent(number));

        list.Remove(new Silent(count));
        Assert.Equal(count, list.All.Count);
    }

    private sealed class Silent(long number)
        : LocalSession(new SessionId(0, number), new DefaultConnectionContext { Transport = new DuplexPipe() }, Framing.Terminated, 1)
    {
        public override void OnEvent(CommittedEvent committed)
        {
        }

        public override void OnReply(Reply reply, object? context)
        {
        }
    }

    private sealed class DuplexPipe : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
