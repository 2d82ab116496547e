namespace Parley.Server.Storage.Sqlite;

/// <summary>The directory that a server keeps its data in, and the lock that keeps a second server out.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(FileStream @lock) => _lock = @lock;

    public static string DatabasePath(string directory) => Path.Combine(Path.GetFullPath(directory), "parley.db");

    /// <summary>Makes the directory if there is none, and locks it until disposed, or until the process ends.</summary>
    /// <remarks>
    /// A lock of its own, as SQLite's exclusive locking mode would keep out <c>parley log</c> too. The file stays behind:
    /// deleting it would let two servers lock two different files of the same name.
    /// </remarks>
    /// <exception cref="EventLogException">Another server has it, or it cannot be made or written to.</exception>
    public static DataDirectory Claim(string directory)
    {
        directory = Path.GetFullPath(directory);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
            else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            return new DataDirectory(new FileStream(Path.Combine(directory, "parley.lock"), OwnersFile(FileMode.OpenOrCreate)));
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new EventLogException($"{directory}: another running Parley server has this data directory", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EventLogException($"{directory}: this data directory cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Makes an empty database file, readable by its owner alone, if there is none.</summary>
    /// <exception cref="EventLogException">It cannot be made.</exception>
    public static void EnsureDatabase(string path)
    {
        try
        {
            if (!Path.Exists(path)) new FileStream(path, OwnersFile(FileMode.CreateNew)).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EventLogException($"{path}: it cannot be made: {e.Message}", e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStreamOptions OwnersFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // The error numbers of EWOULDBLOCK on Linux and macOS, and of ERROR_SHARING_VIOLATION.
    private static bool IsSharingViolation(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
