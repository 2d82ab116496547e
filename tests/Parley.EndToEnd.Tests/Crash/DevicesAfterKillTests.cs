using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Participants;
using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Crash;

/// <summary>Two devices of one account, gone and back together and one by one, the server killed in between: each gets each message once.</summary>
public sealed partial class DevicesAfterKillTests
{
    private const int PerStep = 20;

    private static readonly string[] Doors = ["plain://127.0.0.1:0", "irc://127.0.0.1:0"];

    private readonly List<int> _phone = [];
    private readonly List<int> _laptop = [];
    private int _said;

    [Fact]
    public async Task Each_device_gets_each_message_once_and_in_order()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        await using (var server = await ServerProcess.StartAsync(data, Doors))
        {
            await using var ann = await LineConnection.JoinPlainAsync(server.Plain, "ann");
            await ann.SendAsync("/register correct horse\n/stay on\n");
            await ann.Received.WaitForAsync("connected or not\n");
            await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
            var phone = await PhoneAsync(server);
            var laptop = await LaptopAsync(server);
            await SayAsync(bob);

            // One goes and is back, while the other stays.
            await phone.SendAsync("QUIT\r\n");
            await phone.Received.WaitForEndAsync();
            await EndAsync(phone, _phone);
            await SayAsync(bob);
            phone = await PhoneAsync(server);
            await SayAsync(bob);

            // Both are there when the server dies. Each has been sent all that was said: it has answered something that came after.
            await BarrierAsync(phone, "PING killed\r\n", "PONG parley.localhost :killed\r\n");
            await BarrierAsync(laptop, "/topic\n", "*** #lobby has no topic\n");
            await server.KillAsync();
            await EndAsync(phone, _phone);
            await EndAsync(laptop, _laptop);
        }

        await using (var server = await ServerProcess.StartAsync(data, Doors))
        {
            await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
            await SayAsync(bob);
            var laptop = await LaptopAsync(server);
            await SayAsync(bob);
            await BarrierAsync(laptop, "/topic\n", "*** #lobby has no topic\n");
            await server.KillAsync();
            await EndAsync(laptop, _laptop);
        }

        await using (var server = await ServerProcess.StartAsync(data, Doors))
        {
            await using var bob = await LineConnection.JoinPlainAsync(server.Plain, "bob");
            var phone = await PhoneAsync(server);
            var laptop = await LaptopAsync(server);
            await SayAsync(bob);
            await BarrierAsync(phone, "PING last\r\n", "PONG parley.localhost :last\r\n");
            await BarrierAsync(laptop, "/topic\n", "*** #lobby has no topic\n");
            await EndAsync(phone, _phone);
            await EndAsync(laptop, _laptop);
            await server.StopAsync();
        }

        var all = Enumerable.Range(1, _said);
        Assert.Equal(all, _laptop);
        Assert.Equal(all, _phone);
    }

    /// <summary>Bob says some more, and it has been stored and given to all who are there.</summary>
    private async Task SayAsync(LineConnection bob)
    {
        var from = bob.Received.Length;
        for (var i = 0; i < PerStep; i++) await bob.SendAsync($"message {++_said}.\n");
        await bob.SendAsync("/topic\n");
        await bob.Received.WaitForAsync("*** #lobby has no topic\n", from);
    }

    private static async Task<LineConnection> PhoneAsync(ServerProcess server)
    {
        var phone = await LineConnection.OpenAsync(server.Doors.First(door => door.Scheme == "irc"));
        var proof = Convert.ToBase64String("\0ann@phone\0correct horse"u8);
        await phone.SendAsync($"CAP REQ :sasl\r\nNICK ann\r\nUSER ann 0 * :Ann\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE {proof}\r\nCAP END\r\nPING here\r\n");
        await phone.Received.WaitForAsync("PONG parley.localhost :here\r\n");
        return phone;
    }

    private static async Task<LineConnection> LaptopAsync(ServerProcess server)
    {
        var laptop = await LineConnection.OpenAsync(server.Plain);
        await laptop.SendAsync("/login ann@laptop correct horse\n/rooms\n");
        await laptop.Received.WaitForAsync("*** you are logged in as ann, and called ann, who is here already\n");
        await laptop.Received.WaitForAsync("*** #lobby  ");
        return laptop;
    }

    private static async Task BarrierAsync(LineConnection connection, string question, string answer)
    {
        var from = connection.Received.Length;
        await connection.SendAsync(question);
        await connection.Received.WaitForAsync(answer, from);
    }

    /// <summary>The connection is no more; what came through it counts for the device.</summary>
    private static async Task EndAsync(LineConnection connection, List<int> got)
    {
        await connection.DisposeAsync();
        got.AddRange(Message().Matches(connection.Received.Text).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"message (\d+)\.")]
    private static partial Regex Message();
}
