using Microsoft.Extensions.Hosting;
using Parley.Server.Delivery;
using Parley.Server.Doors;
using Parley.Server.Node;

namespace Parley.Server.Hosting;

/// <summary>Starts the node before its doors open, and stops it after they have closed.</summary>
/// <remarks>
/// Stopping, in order: every session is told and asked to end; Kestrel closes the doors and waits for the connections;
/// the loop finishes what was taken; the shards deliver it.
/// </remarks>
internal sealed class NodeService(NodeLoop node, Shards shards, Devices devices, ServerOptions options) : IHostedLifecycleService
{
    private bool _isStarted;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await node.StartAsync(cancellationToken);
        devices.Open(options.Data, await node.LookAsync(world => world.Head));
        _isStarted = true;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        shards.CloseAll(new ServerStopping(), "the server is shutting down");
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted) return;
        _isStarted = false;
        try
        {
            await node.StopAsync();
        }
        finally
        {
            await shards.StopAsync();
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
