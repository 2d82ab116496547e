using Microsoft.Data.Sqlite;
using Parley.Server.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>What is done with connections again and again.</summary>
public sealed class ConnectionsTests : IDisposable
{
    private const string TooMuch = "INSERT INTO said VALUES (zeroblob(1000000))";

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public ConnectionsTests()
    {
        _connection.Open();
        _connection.Execute("CREATE TABLE said (text); PRAGMA max_page_count = 20");
    }

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData(TooMuch, raw.SQLITE_FULL)]
    [InlineData("nonsense", raw.SQLITE_ERROR)]
    public void A_transaction_that_fails_says_why_and_leaves_nothing(string failing, int code)
    {
        var failure = Assert.Throws<SqliteException>(() => _connection.InTransaction(() =>
        {
            _connection.Execute("INSERT INTO said VALUES ('tea')");
            _connection.Execute(failing);
        }));

        Assert.Equal(code, failure.SqliteErrorCode);
        _connection.InTransaction(() => Assert.Equal(0, _connection.ReadInt64("SELECT count(*) FROM said")));
    }
}
