using Parley.Client;
using Parley.Server;

// A server of one's own, with its log in memory, on any free port.
await using var server = await ChatServer.StartAsync(new ServerOptions
{
    Doors = ["classic://127.0.0.1:0"],
    Data = null,
});
var door = server.Doors[0].Url;

// Two who meet there.
await using var ann = await ChatClient.ConnectAsync(door, nick: "ann");
await using var bob = await ChatClient.ConnectAsync(door, nick: "bob");
await bob.SendAsync("hello");

await foreach (var line in ann.ReadLinesAsync())
{
    Console.WriteLine(line);
    if (line == "bob: hello") break;
}
