using Parley.Cli.Serving;
using Parley.Server;
using Parley.Server.Storage.Sqlite;

namespace Parley.Client.Tests.Cli;

public sealed class ServeSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("none", null)]
    [InlineData("./none", "./none")]
    public void Data_none_keeps_nothing_on_disk(string flag, string? data) =>
        Assert.Equal(data, ServeSettings.Read(new ServeFlags([], flag, null)).Data);

    [Theory]
    [InlineData("""{ "motd": "hi" }""", "motd: a list of texts, not 'hi'")]
    [InlineData("""{ "motd": [["hi"]] }""", "motd: a list of texts, not something of another form")]
    [InlineData("""{ "motd": { "one": "hi" } }""", "motd: a list of texts, not something of another form")]
    [InlineData("""{ "trustedGateways": "127.0.0.1" }""", "trustedGateways: a list of texts, not '127.0.0.1'")]
    [InlineData("""{ "TRUSTEDGATEWAYS": "127.0.0.1" }""", "trustedGateways: a list of texts, not '127.0.0.1'")]
    [InlineData("""{ "doors": [null] }""", "doors: a list of texts, not something of another form")]
    [InlineData("""{ "doors": [] }""", "doors: at least one")]
    [InlineData("""{ "doors": " " }""", "doors: at least one")]
    [InlineData("""{ "operators": "a" }""", "operators: texts by name, not 'a'")]
    [InlineData("""{ "operators": { "root": null } }""", "operators: texts by name, not something of another form")]
    [InlineData("""{ "admin": ["a", "b"] }""", "admin: one value, not something of another form")]
    [InlineData("""{ "data": { "a": 1 } }""", "data: one value, not something of another form")]
    [InlineData("""{ "data": null }""", "data: one value, not nothing")]
    [InlineData("""{ "data": "" }""", "data: one value, not ''")]
    [InlineData("""{ "lineBytesMax": { "a": 1 } }""", "lineBytesMax: one value, not something of another form")]
    [InlineData("""{ "lineBytesMax": "many" }""", "lineBytesMax: a whole number of at most 2147483647, not 'many'")]
    [InlineData("""{ "lineBytesMax": 2147483648 }""", "lineBytesMax: a whole number of at most 2147483647, not '2147483648'")]
    [InlineData("""{ "durability": 7 }""", "durability: full or normal, not '7'")]
    [InlineData("""{ "limitLoopback": 1 }""", "limitLoopback: true or false, not '1'")]
    [InlineData("""{ "pingAfter": 5 }""", "pingAfter: a time such as 00:01:00, a minute, or 30.00:00:00, 30 days, not '5'")]
    [InlineData("""{ "mood": "bad" }""", "there is no setting 'mood'")]
    public void What_has_another_form_than_its_setting_is_named(string json, string expected)
    {
        File.WriteAllText(_file, json);
        Assert.StartsWith(expected, Assert.Throws<OptionsException>(() => ServeSettings.Read(new ServeFlags([], null, _file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_the_form_of_its_setting_is_taken()
    {
        File.WriteAllText(_file, """
            {
                "doors": ["plain://127.0.0.1:0"], "motd": [], "trustedGateways": ["127.0.0.1", "::1"], "operators": { "root": "hash" }, "admin": "ann",
                "dataBytesMax": 9999999999, "durability": "Normal", "limitLoopback": true, "pingAfter": "00:05:00", "handshakeTimeout": "-00:00:00.001"
            }
            """);
        var options = ServeSettings.Read(new ServeFlags([], null, _file));

        Assert.Equal(["plain://127.0.0.1:0"], options.Doors);
        Assert.Empty(options.Motd);
        Assert.Equal(["127.0.0.1", "::1"], options.TrustedGateways);
        Assert.Equal("hash", options.Operators["root"]);
        Assert.Equal((9999999999, Durability.Normal, true), (options.DataBytesMax!.Value, options.Durability, options.LimitLoopback));
        Assert.Equal((TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan), (options.PingAfter, options.HandshakeTimeout));
        Assert.Equal(["plain://127.0.0.1:1", "plain://127.0.0.1:2"], ServeSettings.Read(new ServeFlags(["plain://127.0.0.1:1", "plain://127.0.0.1:2"], null, _file)).Doors);
    }

    public void Dispose() => File.Delete(_file);
}
