using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

public sealed class IsonCommandTests
{
    [Fact]
    public async Task Those_who_are_here_are_named_as_they_are_written()
    {
        await using var server = await TestServer.StartAsync();
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectPlainAsync("Bob");
        await ann.AsksAsync("ISON bob nobody ANN\r\nISON :bob nobody\r\nISON nobody\r\nISON",
            "303 ann :Bob ann", "303 ann :Bob", "303 ann :", "461 ann ISON :Not enough parameters");
    }
}
