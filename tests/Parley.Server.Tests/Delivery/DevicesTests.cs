using System.Text;
using Parley.Server.Delivery;
using Parley.Server.Tests.Storage.Sqlite;

namespace Parley.Server.Tests.Delivery;

/// <summary>A device is as far as its connection has taken what it was given.</summary>
public sealed class DevicesTests : IDisposable
{
    private static readonly Sequence Head = new(1000);

    private readonly TemporaryDirectory _directory = new();
    private readonly OutboxStore _store = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("ann@phone", "ann", "phone")]
    [InlineData("ann@My-Phone_2.0", "ann", "my-phone_2.0")]
    [InlineData("ann", "ann", null)]
    [InlineData("ann@", "ann@", null)]
    [InlineData("ann@two words", "ann@two words", null)]
    [InlineData("ann@phone\n", "ann@phone\n", null)]
    [InlineData("ann@a@b", "ann@a@b", null)]
    [InlineData("ann@0123456789012345678901234567890123", "ann@0123456789012345678901234567890123", null)]
    public void A_device_is_named_behind_the_account(string text, string account, string? device)
    {
        Assert.Equal(account, DeviceName.Split(text, out var name));
        Assert.Equal(device, name?.Value);
    }

    [Fact]
    public async Task What_waits_has_not_been_sent()
    {
        using var devices = Open();
        var output = new SlowOutput();
        var outbox = new Outbox(output, Framing.Terminated, 1000);
        var place = Claim(devices, "ann", "phone");
        Assert.Null(place.SentUpTo);
        place.TakeOver();

        outbox.Add("one"u8.ToArray(), _store);
        place.OnGiven(new Sequence(5), outbox);
        place.OnGiven(new Sequence(6), outbox);
        outbox.Add("two"u8.ToArray(), _store);
        place.OnGiven(new Sequence(7), outbox);
        Assert.Null(SentUpTo(devices, "ann", "phone"));

        outbox.IsWriting = true;
        var write = outbox.WriteAsync(_store);
        outbox.Add("three"u8.ToArray(), _store);
        place.OnGiven(new Sequence(8), outbox);
        Assert.Null(SentUpTo(devices, "ann", "phone"));
        output.Take();
        Assert.True(await write);
        place.OnWritten(outbox);
        Assert.Equal(7, SentUpTo(devices, "ann", "phone"));

        var next = outbox.WriteAsync(_store);
        output.Take();
        Assert.True(await next);
        outbox.IsWriting = false;
        place.OnWritten(outbox);
        place.OnGiven(new Sequence(9), outbox);
        Assert.Equal(9, SentUpTo(devices, "ann", "phone"));
    }

    [Fact]
    public void The_session_that_came_last_says_how_far_it_is()
    {
        using var devices = Open();
        var outbox = new Outbox(new SlowOutput(), Framing.Terminated, 1000);
        var first = Claim(devices, "ann", "phone");
        first.TakeOver();
        first.OnGiven(new Sequence(5), outbox);
        var second = Claim(devices, "ann", "phone");
        Assert.Equal(new Sequence(5), second.SentUpTo);
        first.OnGiven(new Sequence(6), outbox);
        second.TakeOver();
        first.OnGiven(new Sequence(7), outbox);
        Assert.Equal(6, SentUpTo(devices, "ann", "phone"));
        second.OnGiven(new Sequence(3), outbox);
        Assert.Equal(6, SentUpTo(devices, "ann", "phone"));
        Assert.Null(SentUpTo(devices, "ann", "laptop"));
        Assert.Null(SentUpTo(devices, "bob", "phone"));
    }

    [Fact]
    public void It_is_kept_at_once_and_read_again()
    {
        using (var devices = Open())
        {
            Move(devices, "ann", "phone", 17);
            Move(devices, "ånn", "phone", 900);
            Move(devices, "ann", "laptop", 1000);

            // As the file is when the process is killed here.
            File.Copy(_directory["devices"], _directory["copy"]);
        }

        File.Copy(_directory["copy"], _directory["devices"], overwrite: true);
        using var again = Open(new Sequence(950));
        Assert.Equal(17, SentUpTo(again, "ANN", "phone"));
        Assert.Equal(900, SentUpTo(again, "ånn", "phone"));

        // A place beyond the log is of another log.
        Assert.Null(SentUpTo(again, "ann", "laptop"));
        Move(again, "ann", "laptop", 20);
        Assert.Equal(20, SentUpTo(again, "ann", "laptop"));
    }

    [Fact]
    public void The_seventeenth_device_of_an_account_takes_the_place_of_the_one_that_was_sent_least()
    {
        using (var devices = Open())
        {
            for (var number = 1; number <= 16; number++) Move(devices, "ann", $"device{number}", 100 - number);
            Move(devices, "bob", "device16", 1);
            Move(devices, "ann", "new", 50);
        }

        using var again = Open();
        Assert.Equal(50, SentUpTo(again, "ann", "new"));
        Assert.Equal(85, SentUpTo(again, "ann", "device15"));
        Assert.Equal(1, SentUpTo(again, "bob", "device16"));
        Assert.Null(SentUpTo(again, "ann", "device16"));
    }

    [Fact]
    public void Nonsense_in_the_file_is_passed_over()
    {
        var lines = new byte[256 * 4];
        Random.Shared.NextBytes(lines);
        Encoding.ASCII.GetBytes("0000000000000011 ann phone".PadRight(255) + "\n").CopyTo(lines, 512);
        File.WriteAllBytes(_directory["devices"], [.. lines, 1, 2, 3]);
        using var devices = Open();
        Assert.Equal(17, SentUpTo(devices, "ann", "phone"));
    }

    [Fact]
    public void Without_a_directory_it_is_known_until_the_process_ends()
    {
        using var devices = new Devices();
        devices.Open(null, Head);
        Move(devices, "ann", "phone", 3);
        Assert.Equal(3, SentUpTo(devices, "ann", "phone"));
    }

    private Devices Open(Sequence? head = null)
    {
        var devices = new Devices();
        devices.Open(_directory.Path, head ?? Head);
        return devices;
    }

    private static DevicePlace Claim(Devices devices, string account, string device)
    {
        Assert.True(AccountName.TryParse(account, out var owner));
        DeviceName.Split($"@{device}", out var name);
        return Assert.IsType<DevicePlace>(devices.Claim(owner, name!.Value));
    }

    private static long? SentUpTo(Devices devices, string account, string device) => Claim(devices, account, device).SentUpTo?.Value;

    private static void Move(Devices devices, string account, string device, long place)
    {
        var claimed = Claim(devices, account, device);
        claimed.TakeOver();
        claimed.OnGiven(new Sequence(place), new Outbox(new SlowOutput(), Framing.Terminated, 1000));
    }

    /// <summary>A connection that takes what is written when the test says so.</summary>
    private sealed class SlowOutput : Output
    {
        private TaskCompletionSource<bool> _taken = new();

        public void Take()
        {
            _taken.TrySetResult(true);
        }

        public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes)
        {
            if (_taken.Task.IsCompleted) _taken = new TaskCompletionSource<bool>();
            return new(_taken.Task);
        }
    }
}
