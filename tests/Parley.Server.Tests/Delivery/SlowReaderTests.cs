using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Delivery;

public sealed class SlowReaderTests
{
    [Theory]
    [InlineData(TestServer.Plain)]
    [InlineData(TestServer.Classic)]
    public async Task One_that_never_reads_is_closed_with_a_reason_while_the_others_miss_nothing(string door)
    {
        const int Lines = 200;
        await using var server = await TestServer.StartAsync(options => options.SendQueueBytesMax = 100_000);
        var ann = await server.ConnectPlainAsync("ann");
        var stuck = server.Connect(door);
        await stuck.SendAsync("stuck\n");
        await ann.ExpectEventuallyAsync("joined\n");
        var bob = await server.ConnectPlainAsync("bob");

        var text = new string('z', 4000);
        for (var i = 0; i < Lines; i++)
        {
            await bob.SendAsync($"{i} {text}\n");
            await ann.ExpectEventuallyAsync($"<bob> {i} {text}\n");
        }

        await bob.ExpectEventuallyAsync("left (more than 100000 bytes waited for it to read)\n");
        await stuck.ExpectEndAsync();
    }
}
