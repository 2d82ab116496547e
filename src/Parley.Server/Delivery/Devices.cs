using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Parley.Server.Delivery;

/// <summary>How far each device of each account has been sent what its owner may see.</summary>
/// <remarks>
/// Kept in a file beside the log, not in it: it changes with everything that any device is sent. A record is overwritten in place
/// right after the connection has taken the bytes, and not flushed: the process may be killed at any time, and only when the machine
/// itself fails may a device be sent again what it had. Without the file, or beyond its limits, a device is one that is not known.
/// docs/decisions/0008-devices.md. Safe from any thread.
/// </remarks>
internal sealed class Devices : IDisposable
{
    /// <summary>A further device of an account takes the place of the one that has been sent least.</summary>
    private const int PerAccountMax = 16;

    /// <summary>Further devices are not known any more.</summary>
    private const int CountMax = 100_000;

    /// <summary>A line: the place in 16 hexadecimal digits, the account, the device, filled up with spaces.</summary>
    private const int RecordBytes = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<(AccountName Account, DeviceName Name), Record> _records = [];
    private SafeFileHandle? _file;
    private int _count;

    /// <summary>Reads what a data directory has, and keeps it there from now on.</summary>
    /// <param name="directory">The directory; null to keep it in memory only.</param>
    /// <param name="head">The end of the log. Places beyond it are of another one, and forgotten.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public void Open(string? directory, Sequence head)
    {
        if (directory is null) return;
        var path = Path.Combine(directory, "devices");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
        var lines = File.ReadAllBytes(path);
        lock (_lock)
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read);
            for (_count = 0; (_count + 1) * RecordBytes <= lines.Length; _count++) Read(lines.AsSpan(_count * RecordBytes, RecordBytes), head);
        }
    }

    /// <summary>A session of this device is about to come.</summary>
    /// <returns>How far it is; null when there are too many devices.</returns>
    public DevicePlace? Claim(AccountName account, DeviceName name)
    {
        lock (_lock)
        {
            if (!_records.TryGetValue((account, name), out var record))
            {
                if (Slot(account) is not { } slot) return null;
                _records[(account, name)] = record = new Record(slot);
                Write(slot * (long)RecordBytes, Encoding.UTF8.GetBytes($"{Text(Sequence.Start)} {account.Folded} {name}".PadRight(RecordBytes - 1) + "\n").AsSpan()[..RecordBytes]);
            }

            return new DevicePlace(this, record, name, record.Place == Sequence.Start ? null : record.Place);
        }
    }

    /// <summary>From now on only this session says how far a device is.</summary>
    public void TakeOver(Record record, DevicePlace holder)
    {
        lock (_lock) record.Holder = holder;
    }

    /// <summary>A device has been sent all up to an event.</summary>
    public void Move(Record record, DevicePlace holder, Sequence place)
    {
        lock (_lock)
        {
            if (record.Holder != holder || place <= record.Place) return;
            record.Place = place;
            Write(record.Slot * (long)RecordBytes, Encoding.ASCII.GetBytes(Text(place)));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    /// <summary>A free place in the file for another device of this account.</summary>
    private int? Slot(AccountName account)
    {
        var own = _records.Where(known => known.Key.Account == account).ToArray();
        if (own.Length < PerAccountMax) return _count < CountMax ? _count++ : null;
        var (key, least) = own.MinBy(known => known.Value.Place);
        _records.Remove(key);
        least.Holder = null;
        return least.Slot;
    }

    private void Read(ReadOnlySpan<byte> line, Sequence head)
    {
        if (Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var place, var account, var device]
            || !long.TryParse(place, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !AccountName.TryParse(account, out var owner) || DeviceName.Split($"@{device}", out var name).Length > 0 || name is not { } known)
            return;

        var isOfThisLog = value >= 0 && value <= head.Value;
        _records[(owner, known)] = new Record(_count) { Place = isOfThisLog ? new Sequence(value) : Sequence.Start };
    }

    private void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_file is null) return;
        try
        {
            RandomAccess.Write(_file, bytes, offset);
        }
        catch (IOException)
        {
            // The disk is full: what cannot be kept is sent once more after a restart.
        }
    }

    private static string Text(Sequence place) => place.Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>What is known of one device.</summary>
    internal sealed class Record(int slot)
    {
        public int Slot => slot;

        public Sequence Place { get; set; }

        /// <summary>What speaks for the session that says how far it is; null while there has been none.</summary>
        public DevicePlace? Holder { get; set; }
    }
}
