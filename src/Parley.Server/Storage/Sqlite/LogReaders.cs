using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The connections that read, opened when they are needed and kept for the next who reads.</summary>
/// <remarks>Safe from any thread. Reading may wait for a disk, so it is done on the pool's threads.</remarks>
internal sealed class LogReaders(string path, DatabaseAccess access) : IDisposable
{
    private const int IdleMax = 4;

    private readonly Stack<LogReader> _idle = [];
    private bool _closed;

    /// <summary>Reads with a connection of one's own.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public Task<T> ReadAsync<T>(Func<LogReader, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    /// <summary>Closes the connections; those in use are closed when they have been used.</summary>
    public void Dispose()
    {
        lock (_idle)
        {
            _closed = true;
            while (_idle.TryPop(out var reader)) reader.Dispose();
        }
    }

    private T Read<T>(Func<LogReader, T> read)
    {
        LogReader? reader = null;
        var isReusable = false;
        try
        {
            reader = Rent();
            var result = read(reader);
            isReusable = true;
            return result;
        }
        catch (SqliteException e)
        {
            throw e.About(path);
        }
        finally
        {
            if (reader is not null) Return(reader, isReusable);
        }
    }

    private LogReader Rent()
    {
        lock (_idle)
        {
            if (_closed) throw new EventLogException($"{path}: the log is closed");
            if (_idle.TryPop(out var reader)) return reader;
        }

        return LogReader.Open(path, access);
    }

    private void Return(LogReader reader, bool isReusable)
    {
        lock (_idle)
        {
            if (isReusable && !_closed && _idle.Count < IdleMax) _idle.Push(reader);
            else reader.Dispose();
        }
    }
}
