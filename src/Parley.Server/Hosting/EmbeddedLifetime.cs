using Microsoft.Extensions.Hosting;

namespace Parley.Server.Hosting;

/// <summary>Leaves signals to the program that the server is part of.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
