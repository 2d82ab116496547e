using System.Globalization;

namespace Parley.Cli.Bench;

/// <summary>What a measurement has found.</summary>
/// <param name="Plan">What was done.</param>
/// <param name="Latencies">How long it took until a message was heard.</param>
/// <param name="QuietLatencies">The same in the quiet rooms, from when the message was due.</param>
/// <param name="Lost">How many did not come.</param>
/// <param name="Duplicated">How many came again.</param>
/// <param name="Reordered">How many came later than one after them.</param>
internal sealed record BenchResult(
    BenchPlan Plan, LatencyHistogram Latencies, LatencyHistogram QuietLatencies, long Lost, long Duplicated, long Reordered)
{
    /// <summary>Whether everybody heard everything once and in order.</summary>
    public bool IsSound => Lost == 0 && Duplicated == 0 && Reordered == 0;

    /// <summary>Messages that reached a receiver, a second.</summary>
    public double DeliveriesPerSecond => Latencies.Count / Plan.Time.TotalSeconds;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {DeliveriesPerSecond:#,0} deliveries/s
        latency in ms: {Percentiles(Latencies)}{(Plan.QuietRooms == 0 ? "" : $"\nin quiet rooms: {Percentiles(QuietLatencies)}")}
        lost {Lost}, duplicated {Duplicated}, reordered {Reordered}
        """);

    private static string Percentiles(LatencyHistogram latencies)
    {
        return $"p50 {At(0.5)}, p90 {At(0.9)}, p99 {At(0.99)}, p99.9 {At(0.999)}, max {At(1)}";

        string At(double share) => latencies.Percentile(share).TotalMilliseconds.ToString("0.0#", CultureInfo.InvariantCulture);
    }
}
