using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.History;
using Parley.Server.Storage.Sqlite;
using Parley.Server.Tests.Storage.Sqlite;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.History;

public sealed class ErasureOutageTests
{
    [Fact]
    public async Task The_operator_is_told_once_that_what_is_to_be_erased_cannot_be_and_when_it_goes_on()
    {
        using var directory = new TemporaryDirectory();
        await using var log = new RecordedLog(LogLevel.Information);
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.Data = directory.Path;
                options.HistoryMessagesMax = 1;
            },
            services: services => services.AddSingleton<ILoggerProvider>(log));
        using var failures = new SemaphoreSlim(0);
        ((SqliteEventLog)server.Server.Services.GetRequiredService<IEventLog>()).ErasureTried += failure =>
        {
            if (failure is not null) failures.Release();
        };
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("one\ntwo\n/topic\n");
        await bob.ExpectAsync("*** #lobby has no topic\n");
        log.Lines.Clear();

        Execute("CREATE TRIGGER refusal BEFORE UPDATE ON page BEGIN SELECT RAISE(ABORT, 'not now'); END");
        await server.Server.Services.GetRequiredService<HistoryKeeper>().TidyAsync();
        for (var i = 0; i < 2; i++) await failures.WaitAsync(TestContext.Current.CancellationToken);
        Execute("DROP TRIGGER refusal");
        while (log.Lines.Count < 2) await Task.Yield();
        Assert.Equal(
            [
                $"What is to be erased cannot be: {directory.DatabasePath}: not now (1811). It is tried again.",
                "What is to be erased is being erased again.",
            ],
            log.Lines);

        void Execute(string sql)
        {
            using var another = Connections.Open(directory.DatabasePath, DatabaseAccess.ReadWrite);
            another.Execute(sql);
        }
    }
}
