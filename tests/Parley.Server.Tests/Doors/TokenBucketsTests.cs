using Parley.Server.Doors;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

public sealed class TokenBucketsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_token_is_there_when_all_of_it_has_come_back()
    {
        var buckets = new TokenBuckets<string>(2, 1, _time);
        Assert.True(buckets.TryTake("ann"));
        Assert.True(buckets.TryTake("ann"));
        Assert.False(buckets.TryTake("ann"));
        Assert.True(buckets.TryTake("bob"));

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(buckets.HasAny("ann"));
        Assert.False(buckets.TryTake("ann"));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(buckets.HasAny("ann"));
        Assert.True(buckets.TryTake("ann"));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => buckets.TryTake("ann")));
    }

    [Fact]
    public void Those_who_have_not_come_for_long_are_forgotten_and_no_one_else()
    {
        var buckets = new TokenBuckets<int>(10, 1, _time);
        for (var i = 0; i < 9; i++) buckets.Take(0);
        for (var i = 1; i < 10_000; i++)
        {
            buckets.Take(i);
            if (i % 1000 == 0) _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(buckets.Count, 1, 4096);
        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => buckets.TryTake(0)));
        Assert.Equal(9, Enumerable.Range(0, 20).Count(_ => buckets.TryTake(9_999)));
    }
}
