namespace Parley.Server.Tests.Storage.Sqlite;

public sealed class SqliteEventLogTests : EventLogContract
{
    private readonly TemporaryDirectory _directory = new();

    protected override async Task<IEventLog> OpenAsync() => await _directory.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}
