using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server;
using Parley.Server.Doors;
using Parley.Server.Doors.Irc;
using Parley.Server.Node;
using Parley.Server.Storage.Sqlite;

namespace Parley.Benchmarks;

/// <summary><c>sessions</c>: the memory that people hold who are in a room over IRC and say nothing, apart from any transport.</summary>
/// <remarks>What the connections themselves hold that stand in for a transport is measured before and not counted.</remarks>
internal static class SessionMeasurement
{
    public static System.CommandLine.Command CreateCommand()
    {
        var sessions = new Option<int>("--sessions") { Description = "How many people there are.", DefaultValueFactory = _ => 10_000 };
        var command = new System.CommandLine.Command("sessions", "Measure the memory of idle sessions.") { sessions };
        command.SetAction(result => RunAsync(result.GetValue(sessions)));
        return command;
    }

    private static async Task RunAsync(int sessions)
    {
        var directory = Directory.CreateTempSubdirectory("parley-sessions-");
        await using var server = await ChatServer.StartAsync(
            new ServerOptions { Data = directory.FullName, Durability = Durability.Normal, Doors = ["irc://127.0.0.1:0"] });
        var door = new IrcDoor(server.Services.GetRequiredService<DoorContext>(), DoorUrl.Parse("irc://127.0.0.1:0"));
        var node = server.Services.GetRequiredService<NodeLoop>();
        await ConnectAsync(door, node, 1, 100);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var connections = Enumerable.Range(0, sessions).Select(_ => new IdleConnection()).ToArray();
        var bare = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(connections);
        connections = [];

        before = GC.GetTotalMemory(forceFullCollection: true);
        await ConnectAsync(door, node, 101, sessions);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(held - bare) / sessions} bytes for a session; its connection, not counted, holds {bare / sessions}"));

        // Nobody would ever leave.
        directory.Delete(recursive: true);
        Environment.Exit(0);
    }

    private static async Task ConnectAsync(IrcDoor door, NodeLoop node, int first, int count)
    {
        foreach (var together in Enumerable.Range(first, count).Chunk(50))
        {
            foreach (var number in together)
            {
                var connection = new IdleConnection();
                connection.Say(string.Create(CultureInfo.InvariantCulture, $"NICK person{number}\r\nUSER person 0 * :A person\r\nJOIN #room{number % 100}\r\n"));
                _ = door.OnConnectedAsync(connection);
            }

            while (await node.LookAsync(world => world.Rooms.Named.Sum(room => room.Count)) < together[^1]) await Task.Delay(1);
        }
    }

    /// <summary>A connection that says one thing and then nothing, and takes everything.</summary>
    private sealed class IdleConnection : ConnectionContext, IDuplexPipe
    {
        private static readonly TakesAll Nowhere = new();

        private readonly SaysOnce _input = new();

        public IdleConnection() => Transport = this;

        public override string ConnectionId { get; set; } = "";

        public override Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } = new Microsoft.AspNetCore.Http.Features.FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = null!;

        public override IDuplexPipe Transport { get; set; }

        public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 1);

        public PipeReader Input => _input;

        public PipeWriter Output => Nowhere;

        public void Say(string text) => _input.Said = Encoding.UTF8.GetBytes(text);
    }

    private sealed class SaysOnce : PipeReader
    {
        private readonly TaskCompletionSource<ReadResult> _never = new();

        public byte[]? Said { get; set; }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            if (Said is not { } said) return new(_never.Task);
            Said = null;
            return new(new ReadResult(new(said), isCanceled: false, isCompleted: false));
        }

        public override void AdvanceTo(SequencePosition consumed)
        {
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
        }

        public override void CancelPendingRead()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override bool TryRead(out ReadResult result)
        {
            result = default;
            return false;
        }
    }

    /// <summary>Where all connections write: it keeps nothing, so it can be one for all.</summary>
    private sealed class TakesAll : PipeWriter
    {
        [ThreadStatic]
        private static byte[]? _bytes;

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes is { } bytes && bytes.Length >= sizeHint ? bytes : _bytes = new byte[Math.Max(sizeHint, 1 << 16)];

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(default(FlushResult));

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
