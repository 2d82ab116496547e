using System.Buffers;
using System.Net.Sockets;
using System.Text;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;
using static Parley.Server.Tests.Transport.Wire;

namespace Parley.Server.Tests.Transport;

/// <summary>Connections over real sockets, as a door has them.</summary>
public sealed class EpollTransportTests
{
    [Fact]
    public async Task What_a_client_sends_is_read_and_what_is_written_arrives()
    {
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        using var client = await wire.ConnectAsync();

        await client.SendAsync("hello\nwor"u8.ToArray(), Stop);
        Assert.Equal("hello\n", await ReceiveAsync(client, 6));
        await client.SendAsync("ld\n"u8.ToArray(), Stop);
        Assert.Equal("world\n", await ReceiveAsync(client, 6));
    }

    [Fact]
    public async Task What_stands_behind_urgent_data_is_read_too()
    {
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        using var client = await wire.ConnectAsync();
        for (var round = 0; round < 100; round++)
        {
            await client.SendAsync("before\n"u8.ToArray(), Stop);
            await client.SendAsync("!"u8.ToArray(), SocketFlags.OutOfBand, Stop);
            await client.SendAsync("after\n"u8.ToArray(), Stop);
            Assert.Equal("before\nafter\n", await ReceiveAsync(client, 13));
        }
    }

    [Fact]
    public async Task A_line_longer_than_any_buffer_is_put_together()
    {
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        using var client = await wire.ConnectAsync();
        var line = new string('x', 300_000) + "\n";

        var sending = client.SendAsync(Encoding.ASCII.GetBytes(line), Stop);
        Assert.Equal(line, await ReceiveAsync(client, line.Length));
        await sending;
    }

    [Fact]
    public async Task Whatever_is_read_and_left_the_bytes_stay_in_order()
    {
        // A reader that takes and looks as the case says, from a sender that sends in pieces as the case says.
        var cases = from pieces in Gen.Choose(1, 20_000).ListOf(12) from takes in Gen.Choose(0, 9_000).NonEmptyListOf() select (pieces, takes);
        foreach (var (pieces, takes) in cases.Sample(20, 60))
        {
            var total = pieces.Sum();
            var read = new MemoryStream();
            var done = Signal();
            await using var wire = await Wire.OpenAsync(async connection =>
            {
                var input = connection.Transport.Input;
                for (var turn = 0; ; turn++)
                {
                    var result = await input.ReadAsync();
                    var take = result.IsCompleted ? result.Buffer.Length : Math.Min(takes[turn % takes.Count], result.Buffer.Length);
                    foreach (var part in result.Buffer.Slice(0, take)) read.Write(part.Span);

                    // Without having looked at the rest it is given again; with that, only when there is more.
                    var examined = take == 0 || turn % 2 == 0 ? result.Buffer.End : result.Buffer.GetPosition(take);
                    input.AdvanceTo(result.Buffer.GetPosition(take), examined);
                    if (result.IsCompleted) break;
                }

                done.SetResult();
            });
            using var client = await wire.ConnectAsync();
            var sent = Enumerable.Range(0, total).Select(i => (byte)(i * 31 >> 3)).ToArray();
            var at = 0;
            foreach (var piece in pieces)
            {
                await client.SendAsync(sent.AsMemory(at, piece), Stop);
                at += piece;
            }

            client.Shutdown(SocketShutdown.Send);
            await done.Task.WaitAsync(Patience, Stop);
            Assert.Equal(sent, read.ToArray());
        }
    }

    [Fact]
    public async Task The_peers_end_comes_after_all_that_it_sent()
    {
        var ended = Signal<(string Words, bool IsCompleted)>();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            var input = connection.Transport.Input;
            var result = await input.ReadAsync();
            while (!result.IsCompleted)
            {
                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                result = await input.ReadAsync();
            }

            ended.SetResult((Encoding.ASCII.GetString(result.Buffer), result.IsCompleted));
        });
        using var client = await wire.ConnectAsync();
        await client.SendAsync("last wo"u8.ToArray(), Stop);
        await client.SendAsync("rds"u8.ToArray(), Stop);
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(("last words", true), await ended.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task A_reset_is_an_end()
    {
        var ended = Signal<bool>();
        await using var wire = await Wire.OpenAsync(async connection => ended.SetResult((await connection.Transport.Input.ReadAsync()).IsCompleted));
        var client = await wire.ConnectAsync();
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        Assert.True(await ended.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task A_read_is_cancelled_while_it_waits_and_before_it_begins()
    {
        var results = Signal<(bool First, bool Second, string Third)>();
        var isWaiting = Signal<ConnectionContext>();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            var input = connection.Transport.Input;
            var reading = input.ReadAsync();
            isWaiting.SetResult(connection);
            var first = await reading;
            input.AdvanceTo(first.Buffer.End);
            input.CancelPendingRead();
            var second = await input.ReadAsync();
            input.AdvanceTo(second.Buffer.End);
            var third = await input.ReadAsync();
            results.SetResult((first.IsCanceled, second.IsCanceled, Encoding.ASCII.GetString(third.Buffer)));
        });
        using var client = await wire.ConnectAsync();
        (await isWaiting.Task.WaitAsync(Patience, Stop)).Transport.Input.CancelPendingRead();
        await client.SendAsync("still here"u8.ToArray(), Stop);

        Assert.Equal((true, true, "still here"), await results.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task What_a_full_socket_does_not_take_follows_in_order_and_the_writer_waits_for_it()
    {
        var bytes = Enumerable.Range(0, 16 << 20).Select(i => (byte)(i * 7 >> 5)).ToArray();
        var hadToWait = Signal<bool>();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            var writing = Output.Of(connection).WriteAsync(bytes);
            hadToWait.SetResult(!writing.IsCompleted);
            Assert.True(await writing);
            Assert.True(await Output.Of(connection).WriteAsync("the end"u8));
        });
        using var client = await wire.ConnectAsync();
        Assert.True(await hadToWait.Task.WaitAsync(Patience, Stop));

        var received = new byte[bytes.Length + "the end".Length];
        await ReceiveAsync(client, received);
        Assert.Equal(bytes, received[..bytes.Length]);
        Assert.Equal("the end", Encoding.ASCII.GetString(received[bytes.Length..]));
    }

    [Fact]
    public async Task Aborting_ends_a_write_that_waits_and_the_reading()
    {
        var isConnected = Signal();
        var ended = Signal<(bool IsOpen, bool IsCompleted)>();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            await isConnected.Task;
            var writing = Output.Of(connection).WriteAsync(new byte[16 << 20]);
            connection.Abort(new ConnectionAbortedException("too slow"));
            var isOpen = await writing;
            ended.SetResult((isOpen, (await connection.Transport.Input.ReadAsync()).IsCompleted));
        });
        using var client = await wire.ConnectAsync();
        isConnected.SetResult();

        Assert.Equal((false, true), await ended.Task.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task What_is_written_to_a_closed_connection_is_refused()
    {
        var served = Signal<ConnectionContext>();
        await using var wire = await Wire.OpenAsync(connection =>
        {
            served.SetResult(connection);
            return Task.CompletedTask;
        });
        using var client = await wire.ConnectAsync();
        var connection = await served.Task.WaitAsync(Patience, Stop);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Stop));
        await wire.Listener.UnbindAsync(Stop);

        Assert.False(await Output.Of(connection).WriteAsync("too late"u8));
        Assert.True((await connection.Transport.Input.ReadAsync(CancellationToken.None)).IsCompleted);
    }

    [Fact]
    public async Task A_peer_that_goes_ends_a_write_that_waits()
    {
        var ended = Signal<bool>();
        var isWriting = Signal();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            var writing = Output.Of(connection).WriteAsync(new byte[16 << 20]);
            isWriting.SetResult();
            ended.SetResult(await writing);
        });
        var client = await wire.ConnectAsync();
        await isWriting.Task.WaitAsync(Patience, Stop);
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        Assert.False(await ended.Task.WaitAsync(Patience, Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_words_arrive_although_something_was_left_unread(bool isEndExpected)
    {
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            await connection.Transport.Input.ReadAsync();
            if (isEndExpected) Output.Of(connection).ExpectEnd();
            await Output.Of(connection).WriteAsync("goodbye"u8);
        });
        for (var i = 0; i < 20; i++)
        {
            using var client = await wire.ConnectAsync();
            await client.SendAsync(new byte[100_000], Stop);
            Assert.Equal("goodbye", await ReceiveAsync(client, 7));
        }
    }

    [Fact]
    public async Task What_a_full_socket_does_not_take_of_the_last_words_arrives_before_the_end()
    {
        var bytes = Enumerable.Range(0, 16 << 20).Select(i => (byte)(i * 7 >> 5)).ToArray();
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            Output.Of(connection).ExpectEnd();
            Assert.True(await Output.Of(connection).WriteAsync(bytes));
        });
        using var client = await wire.ConnectAsync();

        var received = new byte[bytes.Length];
        await ReceiveAsync(client, received);
        Assert.Equal(bytes, received);
        Assert.Equal(0, await client.ReceiveAsync(received, Stop));
    }

    [Fact]
    public async Task The_last_words_arrive_although_the_end_does_not_come()
    {
        await using var wire = await Wire.OpenAsync(async connection =>
        {
            Output.Of(connection).ExpectEnd();
            await Output.Of(connection).WriteAsync("goodbye"u8);
            await connection.Transport.Input.ReadAsync();
        });
        using var client = await wire.ConnectAsync();

        Assert.Equal("goodbye", await ReceiveAsync(client, 7));
        await client.SendAsync("and you"u8.ToArray(), Stop);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Stop));
    }

    [Fact]
    public async Task Nobody_waits_for_one_who_sends_all_the_time()
    {
        // Several for every loop, and all but one of them never stop.
        await using var wire = await Wire.OpenAsync(EchoLinesAsync);
        var floods = new List<Socket>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var sending = new List<Task>();
        for (var i = 0; i < Environment.ProcessorCount * 3 - 1; i++)
        {
            var flood = await wire.ConnectAsync();
            floods.Add(flood);
            sending.Add(FloodAsync(flood, enough.Token));
        }

        using var client = await wire.ConnectAsync();
        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync("ping\n"u8.ToArray(), Stop);
            Assert.Equal("ping\n", await ReceiveAsync(client, 5));
        }

        await enough.CancelAsync();
        await Task.WhenAll(sending);
        foreach (var flood in floods) flood.Dispose();
    }

    private static async Task FloodAsync(Socket socket, CancellationToken enough)
    {
        var lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 100)));
        var echo = new byte[64 * 1024];
        await Task.WhenAll(SendAsync(), ReceiveAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(enough.IsCancellationRequested, "The connection ended.");

        async Task SendAsync()
        {
            while (true) await socket.SendAsync(lines, enough);
        }

        async Task ReceiveAsync()
        {
            while (await socket.ReceiveAsync(echo, enough) > 0)
            {
            }
        }
    }
}
