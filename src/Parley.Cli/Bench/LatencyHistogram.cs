using System.Numerics;

namespace Parley.Cli.Bench;

/// <summary>Counts latencies, in buckets that are 3 % wide. For one thread.</summary>
internal sealed class LatencyHistogram
{
    private const int BitsKept = 5;
    private const int StepsPerOctave = 1 << BitsKept;

    private readonly long[] _counts = new long[StepsPerOctave * 42];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Add(TimeSpan latency)
    {
        _counts[BucketOf(Math.Max(0, (long)latency.TotalMicroseconds))]++;
        Count++;
        if (latency > Max) Max = latency;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
        if (other.Max > Max) Max = other.Max;
    }

    /// <summary>The latency that this share of all did not exceed; zero when there are none.</summary>
    public TimeSpan Percentile(double share)
    {
        var rest = (long)Math.Ceiling(Count * share);
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            rest -= _counts[bucket];
            if (rest <= 0 && Count > 0) return Min(TimeSpan.FromMicroseconds(EndOf(bucket)), Max);
        }

        return TimeSpan.Zero;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static int BucketOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - BitsKept);
        return (shift * StepsPerOctave) + (int)(microseconds >> shift);
    }

    private static long EndOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / StepsPerOctave) - 1);
        return (((long)bucket - (shift * StepsPerOctave) + 1) << shift) - 1;
    }
}
