using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Node;

namespace Parley.Server.History;

/// <summary>Lets go of what is older, or more, than the server and its rooms keep.</summary>
/// <remarks>
/// Looks every ten minutes. What is to go is an event in the log like any other; the log erases it, and the search follows.
/// An age that holds for the whole server also reaches the rooms and conversations that are no more.
/// </remarks>
/// <param name="node">Decides it.</param>
/// <param name="log">What is looked at.</param>
/// <param name="options">The settings as they are now.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For the operator.</param>
internal sealed partial class HistoryKeeper(
    NodeLoop node, IEventLog log, Func<ServerOptions> options, TimeProvider time, ILogger<HistoryKeeper> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Lets go of all that is beyond the limits now.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public async Task TidyAsync()
    {
        var (ageMax, messagesMax) = (options().HistoryAgeMax, options().HistoryMessagesMax);
        var (rooms, forgotten) = await node.LookAsync(world => (
            world.Rooms.All.Select(room => (room.Ref, Keeps: Retention.Parse(room.Argument(RoomMode.History)))).ToArray(), world.Forgotten));
        if (ageMax is { } age && await FindAsync(age) is var first && first > forgotten.Next)
            await node.SubmitAsync(new ForgetHistory(NodeLoop.NodeNumber, null, first));

        foreach (var (room, keeps) in rooms)
        {
            if (messagesMax is null && keeps is null) continue;
            var before = keeps?.AgeMax is { } roomAge ? await FindAsync(roomAge) : Sequence.Start;
            if (Least(messagesMax, keeps?.MessagesMax) is { } count && await log.FindMessageAsync(room.Id, count, _stopping.Token) is var oldest && oldest > before)
                before = oldest;
            var beyond = new HistoryQuery(room.Id) { Before = before, CountMax = 1, IsFromOldest = true };
            if ((await log.ReadRoomAsync(beyond, _stopping.Token)).Count > 0)
                await node.SubmitAsync(new ForgetHistory(NodeLoop.NodeNumber, room, before));
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                try
                {
                    await TidyAsync().WaitAsync(_stopping.Token);
                }
                catch (EventLogException e)
                {
                    Log.TidyFailed(logger, e.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The server stops.
        }
    }

    /// <summary>The first place that is not older.</summary>
    private async ValueTask<Sequence> FindAsync(TimeSpan age)
    {
        var now = time.GetUtcNow();
        return age < now - DateTimeOffset.MinValue ? (await log.FindAsync(now - age, _stopping.Token)).Next : Sequence.Start;
    }

    private static int? Least(int? one, int? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What is beyond the limits of history could not be looked for: {Why}. It is tried again.")]
        public static partial void TidyFailed(ILogger logger, string why);
    }
}
