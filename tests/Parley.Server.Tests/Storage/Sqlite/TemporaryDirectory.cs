using System.Text;
using Parley.Server.Storage.Sqlite;

namespace Parley.Server.Tests.Storage.Sqlite;

/// <summary>A data directory that is gone after the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>After so many pages histories are written down: fewer than a server waits for, so that a short story has some that are.</summary>
    public const int PagesBehindMax = 128;

    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("parley-").FullName;

    public string Path { get; }

    public string DatabasePath => this["parley.db"];

    /// <summary>A file or directory in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Opens its log as a server does.</summary>
    public Task<SqliteEventLog> OpenAsync(Durability durability = Durability.Normal, long? bytesMax = null) =>
        SqliteEventLog.OpenAsync(
            new SqliteLogOptions { Directory = Path, Durability = durability, MaxBytes = bytesMax, PagesBehindMax = PagesBehindMax },
            TestContext.Current.CancellationToken);

    /// <summary>Opens its log as <c>parley log</c> does.</summary>
    public Task<SqliteEventLog> OpenReadOnlyAsync() =>
        SqliteEventLog.OpenReadOnlyAsync(Path, TestContext.Current.CancellationToken);

    /// <summary>Stores a story and closes the log.</summary>
    public async Task StoreAsync(Story story)
    {
        await using var log = await OpenAsync();
        await log.AppendAsync(story.Events);
    }

    /// <summary>What the files hold that the log is made of: the database, and what is in the write-ahead log.</summary>
    public Dictionary<string, string> Fingerprint() => Directory.GetFiles(Path, "parley.db*")
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    /// <summary>Whether the text stands in a database or in its write-ahead log, which may change meanwhile.</summary>
    public bool Holds(string database, string text) => Directory.GetFiles(Path, database).Concat(Directory.GetFiles(Path, $"{database}-wal")).Any(file =>
    {
        using var stream = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
