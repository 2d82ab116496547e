namespace Parley.Cli.Bench;

/// <summary>Some clients in one room, of whom the first ones speak.</summary>
internal sealed class BenchRoom : IDisposable
{
    public BenchRoom(BenchDialect dialect, string name, int clients, int senders, BenchPlan plan, bool isQuiet)
    {
        IsQuiet = isQuiet;
        Members = [.. Enumerable.Range(0, clients).Select(_ => new BenchConnection(dialect, name, hasThread: isQuiet))];
        Senders = [.. Members.Take(senders).Select((member, number) => new BenchSender(member, number, plan, clients - 1))];
        foreach (var member in Members) member.Expect(Senders);
    }

    /// <summary>Whether something is said there only once a second.</summary>
    public bool IsQuiet { get; }

    public IReadOnlyList<BenchConnection> Members { get; }

    public IReadOnlyList<BenchSender> Senders { get; }

    /// <summary>How many messages have to be heard, by all together.</summary>
    public long Expected => Senders.Sum(sender => sender.Sent) * (Members.Count - 1);

    public void Dispose()
    {
        foreach (var member in Members) member.Dispose();
        foreach (var sender in Senders) sender.Dispose();
    }
}
