using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>The whole log as lines of JSON, out of a data directory and into an empty one.</summary>
/// <remarks>
/// A line is <c>{"sequence":1,"at":"2026-05-04T03:02:01.000000Z","kind":"said","data":{…}}</c>; the data is what is stored, byte for
/// byte. Everything else in a data directory is made of it, or is no part of the history.
/// </remarks>
public static class LogTransfer
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const int EventsPerTransaction = 1000;

    /// <summary>Where an import is made, until it is whole.</summary>
    private const string Workplace = "import";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes all events of a data directory, also while a server is running there; returns how many.</summary>
    /// <exception cref="EventLogException">There is no log, or it cannot be read.</exception>
    public static async Task<long> ExportAsync(string directory, Stream output, CancellationToken cancellationToken)
    {
        await using var log = await SqliteEventLog.OpenReadOnlyAsync(directory, cancellationToken);
        await using var buffered = new BufferedStream(output, 1 << 16);
        var count = 0L;
        await foreach (var stored in log.ReadStoredAsync(cancellationToken))
        {
            var at = StoredTime.Read(stored.Sequence, stored.Microseconds).ToString(TimeFormat, CultureInfo.InvariantCulture);
            await buffered.WriteAsync(Encoding.UTF8.GetBytes($"{{\"sequence\":{stored.Sequence},\"at\":\"{at}\",\"kind\":\"{stored.Kind}\",\"data\":"), cancellationToken);
            await buffered.WriteAsync(stored.Json, cancellationToken);
            await buffered.WriteAsync("}\n"u8.ToArray(), cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>Makes a data directory of exported events; returns how many there were.</summary>
    /// <remarks>When it fails, or the process dies, the directory is as empty as it was for who tries again.</remarks>
    /// <exception cref="EventLogException">The directory is not empty, or a line cannot be used: the message says which and why.</exception>
    public static async Task<long> ImportAsync(string directory, Stream input, CancellationToken cancellationToken)
    {
        var target = DataDirectory.DatabasePath(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any(entry => Path.GetFileName(entry) is not (Workplace or "parley.lock")))
            throw new EventLogException($"{Path.GetFullPath(directory)}: it is not empty; an import makes a data directory of its own");

        using var claim = DataDirectory.Claim(directory);
        var workplace = Path.Combine(Path.GetFullPath(directory), Workplace);
        if (Directory.Exists(workplace)) Directory.Delete(workplace, recursive: true);
        Directory.CreateDirectory(workplace);
        try
        {
            var path = DataDirectory.DatabasePath(workplace);
            var count = await ReadAsync(path, input, cancellationToken);
            File.Move(path, target);
            return count;
        }
        catch (SqliteException e)
        {
            throw e.About(target);
        }
        finally
        {
            Directory.Delete(workplace, recursive: true);
        }
    }

    private static async Task<long> ReadAsync(string path, Stream input, CancellationToken cancellationToken)
    {
        using var database = LogFile.OpenForWriting(path, new SqliteLogOptions { Directory = Path.GetDirectoryName(path)!, Durability = Durability.Normal });
        using var inserts = new EventInserts(database);
        using var reader = new StreamReader(input, StrictUtf8);
        var (line, head) = (0L, Sequence.Start);
        inserts.Begin();
        while (await NextAsync(reader, line + 1, cancellationToken) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (stored, json) = Parse(text, line);
            if (stored.Sequence != head.Next) throw new EventLogException($"line {line}: event {stored.Sequence} does not follow {head}");
            head = stored.Sequence;
            inserts.Insert(stored, json);
            if (head.Value % EventsPerTransaction != 0) continue;
            inserts.Commit();
            inserts.Begin();
        }

        while (inserts.EraseNext())
        {
        }

        inserts.Commit();
        database.Checkpoint();
        return head.Value;
    }

    private static async Task<string?> NextAsync(StreamReader reader, long line, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (DecoderFallbackException e)
        {
            throw new EventLogException($"line {line} or one of the next: it is not UTF-8", e);
        }
    }

    private static (Event Stored, byte[] Json) Parse(string text, long line)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var fields = document.RootElement;
            var json = Encoding.UTF8.GetBytes(fields.GetProperty("data").GetRawText());
            var at = DateTimeOffset.ParseExact(
                fields.GetProperty("at").GetString()!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            return (EventCodec.Read(new Sequence(fields.GetProperty("sequence").GetInt64()), at, fields.GetProperty("kind").GetString()!, json), json);
        }
        catch (EventLogException e)
        {
            throw new EventLogException($"line {line}: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new EventLogException($"line {line}: it is no exported event: {e.Message}", e);
        }
    }
}
