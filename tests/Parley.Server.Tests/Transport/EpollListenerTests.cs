using System.Net;
using System.Net.Sockets;
using System.Text;
using static Parley.Server.Tests.Transport.Wire;

namespace Parley.Server.Tests.Transport;

/// <summary>Who comes in, and what becomes of all when the listener closes.</summary>
public sealed class EpollListenerTests
{
    [Fact]
    public async Task Closing_the_listener_waits_for_those_who_are_there_and_cuts_them_when_it_may_not_wait()
    {
        var mayGo = Signal();
        var isHere = Signal();
        await using var wire = await Wire.OpenAsync(async _ =>
        {
            isHere.SetResult();
            await mayGo.Task;
        });
        using var client = await wire.ConnectAsync();
        await isHere.Task.WaitAsync(Patience, Stop);

        var closing = wire.Listener.UnbindAsync(Stop);
        await Assert.ThrowsAsync<SocketException>(() => wire.ConnectAsync());
        Assert.False(closing.IsCompleted);
        mayGo.SetResult();
        await closing.AsTask().WaitAsync(Patience, Stop);

        var wasCut = Signal<bool>();
        isHere = Signal();
        await using var other = await Wire.OpenAsync(async connection =>
        {
            isHere.SetResult();
            wasCut.SetResult((await connection.Transport.Input.ReadAsync()).IsCompleted);
        });
        using var second = await other.ConnectAsync();
        await isHere.Task.WaitAsync(Patience, Stop);
        await other.Listener.UnbindAsync(new CancellationToken(canceled: true));
        Assert.True(await wasCut.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task A_door_that_fails_costs_its_connection_alone()
    {
        var isFirst = true;
        await using var wire = await Wire.OpenAsync(connection =>
        {
            if (!isFirst) return EchoLinesAsync(connection);
            isFirst = false;
            throw new InvalidOperationException("a bug");
        });
        using var first = await wire.ConnectAsync();
        Assert.Equal(0, await first.ReceiveAsync(new byte[1], Stop));

        using var second = await wire.ConnectAsync();
        await second.SendAsync("hello\n"u8.ToArray(), Stop);
        Assert.Equal("hello\n", await ReceiveAsync(second, 6));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task The_peers_address_is_known(string listen, string connect)
    {
        Assert.SkipUnless(listen == "127.0.0.1" || Socket.OSSupportsIPv6, "There is no IPv6 here.");
        var from = Signal<EndPoint?>();
        await using var wire = await Wire.OpenAsync(
            connection =>
            {
                from.SetResult(connection.RemoteEndPoint);
                return Task.CompletedTask;
            },
            IPAddress.Parse(listen));
        using var client = await wire.ConnectAsync(IPAddress.Parse(connect));

        var expected = new IPEndPoint(IPAddress.Parse(connect), ((IPEndPoint)client.LocalEndPoint!).Port);
        Assert.Equal(expected, await from.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task A_port_that_is_taken_says_so()
    {
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        var options = new ServerOptions { Data = null, Doors = [$"plain://{wire.EndPoint}"] };
        var error = await Assert.ThrowsAsync<IOException>(() => ChatServer.StartAsync(options, cancellationToken: Stop));
        Assert.Equal($"door 'plain://{wire.EndPoint}': the port is in use", error.Message);
    }

    [Fact]
    public async Task A_thousand_come_and_go_and_nothing_is_left()
    {
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Stop }, async (i, _) =>
        {
            using var client = await wire.ConnectAsync();
            await client.SendAsync(Encoding.ASCII.GetBytes($"I am {i:0000}\n"), Stop);
            Assert.Equal($"I am {i:0000}\n", await ReceiveAsync(client, 10));
        });
        await wire.Listener.UnbindAsync(Stop).AsTask().WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task High_file_descriptors_are_as_good_as_low_ones()
    {
        var others = Enumerable.Range(0, 600).Select(_ => new Socket(SocketType.Dgram, ProtocolType.Udp)).ToArray();
        await using (var wire = await Wire.OpenAsync(EchoLinesAsync))
        {
            using var client = await wire.ConnectAsync();
            await client.SendAsync("hello\n"u8.ToArray(), Stop);
            Assert.Equal("hello\n", await ReceiveAsync(client, 6));
        }

        foreach (var other in others) other.Dispose();
    }
}
