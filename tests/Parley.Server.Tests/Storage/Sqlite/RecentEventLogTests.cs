using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>The log as a server has it, with its newest events in memory.</summary>
public sealed class RecentEventLogTests : EventLogContract
{
    private readonly TemporaryDirectory _directory = new();

    protected override async Task<IEventLog> OpenAsync() => await SqliteEventLog.OpenAsync(
        new SqliteLogOptions { Directory = _directory.Path, RecentEventsMax = 100 }, TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}
