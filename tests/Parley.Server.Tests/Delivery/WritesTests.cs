using System.Text;
using Parley.Server.Delivery;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Delivery;

/// <summary>Who is written to when.</summary>
public sealed class WritesTests
{
    private const int Busy = 1000;

    private readonly List<(long Session, string Text)> _written = [];
    private readonly List<Exception> _failures = [];
    private readonly Writes _writes;

    public WritesTests() => _writes = new Writes(TimeProvider.System, goOn => goOn(), (_, e) => _failures.Add(e));

    [Fact]
    public void Who_is_hardly_spoken_to_does_not_wait_for_a_busy_room()
    {
        var room = Sessions(Busy);
        var quiet = Session(Busy + 1);
        Say(room, "1");
        Assert.Equal(TimeSpan.Zero, _writes.WriteListed());
        var before = _written.Count;
        Assert.InRange(before, 1, Busy / 2);

        Say([quiet], "hello");
        _writes.WriteListed();

        Assert.Equal((quiet.Id.Number, "hello"), _written[before]);
    }

    [Fact]
    public void Each_of_a_busy_room_gets_one_write_before_anybody_gets_a_second()
    {
        var room = Sessions(Busy);
        for (var said = 1; said <= 50; said++)
        {
            Say(room, $"{said} ");
            _writes.WriteListed();
        }

        var writes = _written.Select(write => write.Session).ToList();
        for (var round = 0; (round + 1) * Busy <= writes.Count; round++) Assert.Distinct(writes.Skip(round * Busy).Take(Busy));
        WriteAll();
        Assert.All(room, session => Assert.Equal(string.Concat(Enumerable.Range(1, 50).Select(said => $"{said} ")), WrittenTo(session)));
    }

    [Fact]
    public void What_comes_for_somebody_who_still_waits_is_in_the_same_write()
    {
        var room = Sessions(Busy);
        Say(room, "1");
        _writes.WriteListed();
        Say(room, "2");
        WriteAll();

        Assert.Equal((room[^1].Id.Number, "12"), _written.Single(write => write.Session == room[^1].Id.Number));
        Assert.Equal(["1", "2"], _written.Where(write => write.Session == room[0].Id.Number).Select(write => write.Text));
    }

    [Fact]
    public void A_write_that_fails_costs_nobody_else_theirs()
    {
        var faulty = HearingSession.Of(1, _ => throw new NotSupportedException("a bug"));
        var other = Session(2);
        Say([faulty, other], "hello");
        WriteAll();

        Assert.Equal([(other.Id.Number, "hello")], _written);
        Assert.IsType<NotSupportedException>(Assert.Single(_failures));
    }

    [Fact]
    public void A_pause_that_ends_while_others_are_written_to_is_over_at_once()
    {
        var time = new ManualTime();
        var writes = new Writes(time, goOn => goOn(), (_, e) => _failures.Add(e));
        var resting = HearingSession.Of(1, bytes => Note(1, bytes), framing: Framing.Unterminated);
        var slow = HearingSession.Of(2, _ => time.Advance(Framing.Unterminated.Pause * 2));
        foreach (var text in (string[])["1", "2"])
        {
            Assert.True(writes.TryAdd(resting, Encoding.ASCII.GetBytes(text)));
            writes.WriteListed();
        }

        Assert.True(writes.TryAdd(slow, [0]));
        Assert.Equal(TimeSpan.Zero, writes.WriteListed());
        Assert.Null(writes.WriteListed());
        Assert.Equal("12", WrittenTo(resting));
    }

    private LocalSession[] Sessions(int count) => [.. Enumerable.Range(1, count).Select(Session)];

    private LocalSession Session(int number) => HearingSession.Of(number, bytes => Note(number, bytes));

    private void Note(int session, byte[] bytes) => _written.Add((session, Encoding.ASCII.GetString(bytes)));

    private void Say(LocalSession[] sessions, string text)
    {
        foreach (var session in sessions) Assert.True(_writes.TryAdd(session, Encoding.ASCII.GetBytes(text)));
    }

    private void WriteAll()
    {
        while (_writes.WriteListed() == TimeSpan.Zero)
        {
        }
    }

    private string WrittenTo(LocalSession session) => string.Concat(_written.Where(write => write.Session == session.Id.Number).Select(write => write.Text));
}
