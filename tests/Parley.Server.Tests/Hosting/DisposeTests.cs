using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Hosting;

public sealed class DisposeTests
{
    [Fact]
    public async Task A_server_may_be_disposed_of_twice()
    {
        await using var server = await TestServer.StartAsync();
        await server.DisposeAsync();
    }
}
