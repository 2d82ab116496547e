using System.Globalization;

namespace Parley.Cli.Bench;

/// <summary>What a measurement has found.</summary>
internal sealed record BenchResult(BenchPlan Plan, LatencyHistogram Latencies, long Lost, long Duplicated, long Reordered)
{
    /// <summary>Whether everybody heard everything once and in order.</summary>
    public bool IsSound => Lost == 0 && Duplicated == 0 && Reordered == 0;

    /// <summary>Messages that reached a receiver, a second.</summary>
    public double DeliveriesPerSecond => Latencies.Count / Plan.Time.TotalSeconds;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {DeliveriesPerSecond:#,0} deliveries/s
        latency in ms: p50 {Milliseconds(0.5)}, p90 {Milliseconds(0.9)}, p99 {Milliseconds(0.99)}, p99.9 {Milliseconds(0.999)}, max {Latencies.Max.TotalMilliseconds:0.0#}
        lost {Lost}, duplicated {Duplicated}, reordered {Reordered}
        """);

    private string Milliseconds(double share) => Latencies.Percentile(share).TotalMilliseconds.ToString("0.0#", CultureInfo.InvariantCulture);
}
