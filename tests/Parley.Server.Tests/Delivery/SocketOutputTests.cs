using System.Net;
using System.Net.Sockets;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

public sealed class SocketOutputTests : IAsyncLifetime
{
    private Socket _ours = null!;
    private Socket _theirs = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _theirs = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await _theirs.ConnectAsync(listener.LocalEndPoint!, Cancelled);
        _ours = await listener.AcceptAsync(Cancelled);
    }

    public ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _theirs.Dispose();
        return default;
    }

    [Fact]
    public async Task What_fits_is_written_before_the_call_returns()
    {
        var write = new SocketOutput(_ours).WriteAsync("hello\n"u8);

        Assert.True(write.IsCompleted);
        Assert.True(await write);
        Assert.Equal("hello\n"u8.ToArray(), await ReadAsync(6));
    }

    [Fact]
    public async Task What_does_not_fit_goes_as_the_other_side_reads_and_the_bytes_are_the_callers_again_at_once()
    {
        var bytes = new byte[16 << 20];
        Random.Shared.NextBytes(bytes);
        var expected = bytes.ToArray();
        var output = new SocketOutput(_ours);

        var write = output.WriteAsync(bytes).AsTask();
        Assert.False(write.IsCompleted);
        Array.Clear(bytes);

        Assert.Equal(expected, await ReadAsync(expected.Length));
        Assert.True(await write);
        Assert.True(await output.WriteAsync("more"u8));
        Assert.Equal("more"u8.ToArray(), await ReadAsync(4));
    }

    [Fact]
    public async Task A_read_that_waits_is_not_disturbed()
    {
        var read = _ours.ReceiveAsync(new byte[8], Cancelled);
        var output = new SocketOutput(_ours);
        Assert.True(await output.WriteAsync("hello\n"u8));

        await _theirs.SendAsync("hi"u8.ToArray(), Cancelled);
        Assert.Equal(2, await read);
    }

    [Fact]
    public async Task A_socket_that_was_closed_here_is_gone()
    {
        var output = new SocketOutput(_ours);
        _ours.Dispose();

        Assert.False(await output.WriteAsync("hello\n"u8));
    }

    [Fact]
    public async Task A_write_that_waits_ends_when_the_socket_is_closed()
    {
        var write = new SocketOutput(_ours).WriteAsync(new byte[16 << 20]).AsTask();
        Assert.False(write.IsCompleted);

        _ours.Dispose();

        Assert.False(await write);
    }

    [Fact]
    public async Task A_peer_that_has_reset_the_connection_is_gone()
    {
        var output = new SocketOutput(_ours);
        _theirs.Close(timeout: 0);
        await Assert.ThrowsAsync<SocketException>(() => _ours.ReceiveAsync(new byte[1], Cancelled).AsTask());

        Assert.False(await output.WriteAsync("hello\n"u8));
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;) read += await _theirs.ReceiveAsync(bytes.AsMemory(read), Cancelled);
        return bytes;
    }
}
