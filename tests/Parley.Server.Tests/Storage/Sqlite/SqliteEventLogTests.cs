using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class SqliteEventLogTests : EventLogContract
{
    private readonly TemporaryDirectory _directory = new();

    protected override async Task<IEventLog> OpenAsync() => await SqliteEventLog.OpenAsync(
        new SqliteLogOptions { Directory = _directory.Path, Durability = Durability.Normal }, TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}
