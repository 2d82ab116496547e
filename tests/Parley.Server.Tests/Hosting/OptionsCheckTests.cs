using Parley.Server.Hosting;

namespace Parley.Server.Tests.Hosting;

/// <summary>A setting that cannot work is refused by its name, at the start and when settings are read again.</summary>
public sealed class OptionsCheckTests
{
    public static TheoryData<string, Action<ServerOptions>> Wrong => new()
    {
        { "serverName: a host name with a dot in it, of 63 characters at the most, not 'two words.example'", options => options.ServerName = "two words.example" },
        { "serverName: a host name with a dot in it, of 63 characters at the most, not 'parley'", options => options.ServerName = "parley" },
        { "serverName: a host name with a dot in it, of 63 characters at the most, not ''", options => options.ServerName = "" },
        { "serverName: a host name with a dot in it, of 63 characters at the most, not '.parley'", options => options.ServerName = ".parley" },
        { $"serverName: a host name with a dot in it, of 63 characters at the most, not '{LongName}'", options => options.ServerName = LongName },
        { "networkName: a name without spaces, not 'My Network'", options => options.NetworkName = "My Network" },
        { "networkName: a name without spaces, not ''", options => options.NetworkName = "" },
        { "serverDescription: text without line ends, not 'one\\ntwo'", options => options.ServerDescription = "one\r\ntwo" },
        { "networkIcon: text without line ends, not 'https://\\n'", options => options.NetworkIcon = "https://\n" },
        { "admin: text without line ends, not 'one\\ntwo'", options => options.Admin = "one\ntwo" },
        { "motd: text without line ends, not 'one\\ntwo'", options => options.Motd = ["zero", "one\ntwo"] },
        { "operators: a hash that parley hash makes for root", options => options.Operators["root"] = "toor" },
        { "operators: a hash that parley hash makes for root", options => options.Operators["root"] = "pbkdf2-sha256$1000$!$!" },
        { "gatewayPassword: a hash that parley hash makes", options => options.GatewayPassword = "secret" },
        { "connectionsPerAddressMax: at least 1, not 0", options => options.ConnectionsPerAddressMax = 0 },
        { "connectionsPerMinutePerAddressMax: at least 1, not 0", options => options.ConnectionsPerMinutePerAddressMax = 0 },
        { "commandsBurstMax: at least 1, not 0", options => options.CommandsBurstMax = 0 },
        { "commandsPerSecondMax: at least 1, not -6", options => options.CommandsPerSecondMax = -6 },
        { "loginsPerAddressMax: at least 1, not 0", options => options.LoginsPerAddressMax = 0 },
        { "failedLoginsPerAddressMax: at least 1, not 0", options => options.FailedLoginsPerAddressMax = 0 },
        { "failedLoginsPerAccountMax: at least 1, not 0", options => options.FailedLoginsPerAccountMax = 0 },
        { "registrationsPerAddressMax: at least 1, not 0", options => options.RegistrationsPerAddressMax = 0 },
        { "sendQueueBytesMax: at least 16384, not 16383", options => options.SendQueueBytesMax = 16383 },
        { "lineBytesMax: at least 512, not 511", options => options.LineBytesMax = 511 },
        { "uselessBytesMax: at least 512, not 0", options => options.UselessBytesMax = 0 },
        { "passwordLengthMin: at least 1, not 0", options => options.PasswordLengthMin = 0 },
        { "passwordIterations: at least 4096, not 4095", options => options.PasswordIterations = 4095 },
        { "historyOnJoin: at least 0, not -1", options => options.HistoryOnJoin = -1 },
        { "historyMessagesMax: at least 1, not 0", options => options.HistoryMessagesMax = 0 },
        { "historyAgeMax: some time, not 00:00:00", options => options.HistoryAgeMax = TimeSpan.Zero },
        { "dataBytesMax: at least 1, not 0", options => options.DataBytesMax = 0 },
        { "pingAfter: some time, not 00:00:00", options => options.PingAfter = TimeSpan.Zero },
        { "pingAfter: at most 49.00:00:00, not 50.00:00:00", options => options.PingAfter = TimeSpan.FromDays(50) },
        { "handshakeTimeout: at most 49.00:00:00, not 60.00:00:00", options => options.HandshakeTimeout = TimeSpan.FromDays(60) },
        { "handshakeTimeout: some time, not -00:00:01", options => options.HandshakeTimeout = TimeSpan.FromSeconds(-1) },
        { "stsDuration: zero or more, not -00:00:01", options => options.StsDuration = TimeSpan.FromSeconds(-1) },
    };

    private static string LongName => new string('p', 60) + ".net";

    [Theory]
    [MemberData(nameof(Wrong))]
    public void It_is_named_with_what_it_has_to_be(string expected, Action<ServerOptions> set)
    {
        var options = new ServerOptions();
        OptionsCheck.Check(options);

        set(options);
        Assert.Equal(expected, Assert.Throws<OptionsException>(() => OptionsCheck.Check(options)).Message);
    }

    [Fact]
    public void The_least_that_is_possible_is_taken() => OptionsCheck.Check(new ServerOptions
    {
        ServerName = "a.b",
        NetworkName = "n",
        Motd = ["", "\x02" + "bold\x02"],
        ConnectionsPerAddressMax = 1,
        CommandsBurstMax = 1,
        CommandsPerSecondMax = 1,
        SendQueueBytesMax = 16384,
        LineBytesMax = 512,
        PasswordIterations = 4096,
        HistoryMessagesMax = 1,
        HandshakeTimeout = Timeout.InfiniteTimeSpan,
        StsDuration = TimeSpan.Zero,
    });

    [Fact]
    public async Task A_server_does_not_start_with_it_and_does_not_take_it_later()
    {
        var wrong = new ServerOptions { Data = null, Doors = ["plain://127.0.0.1:0"], CommandsPerSecondMax = 0 };
        await Assert.ThrowsAsync<OptionsException>(() => ChatServer.StartAsync(wrong, cancellationToken: TestContext.Current.CancellationToken));

        await using var server = await Transport.TestServer.StartAsync();
        Assert.Throws<OptionsException>(() => server.Server.Reload(wrong));
    }
}
