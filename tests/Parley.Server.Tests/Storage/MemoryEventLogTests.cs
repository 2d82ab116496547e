namespace Parley.Server.Tests.Storage;

public sealed class MemoryEventLogTests : EventLogContract
{
    protected override Task<IEventLog> OpenAsync() => Task.FromResult<IEventLog>(new MemoryEventLog());
}
