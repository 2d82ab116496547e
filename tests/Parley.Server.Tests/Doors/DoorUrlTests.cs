using System.Net;
using Parley.Server.Doors;

namespace Parley.Server.Tests.Doors;

public sealed class DoorUrlTests
{
    [Theory]
    [InlineData("plain://127.0.0.1:12000", "plain", "127.0.0.1:12000")]
    [InlineData("plain://localhost:12000", "plain", "127.0.0.1:12000")]
    [InlineData("plain://[::1]:12000", "plain", "[::1]:12000")]
    [InlineData("classic://127.0.0.1:0?prompt=NICK", "classic", "127.0.0.1:0")]
    [InlineData("plain+insecure://*:12000", "plain", "0.0.0.0:12000")]
    [InlineData("classic+insecure://192.168.1.2:5500", "classic", "192.168.1.2:5500")]
    public void A_url_names_a_kind_an_address_and_options(string text, string scheme, string endPoint)
    {
        var url = DoorUrl.Parse(text);
        Assert.Equal(scheme, url.Scheme);
        Assert.Equal(IPEndPoint.Parse(endPoint), url.EndPoint);
    }

    [Theory]
    [InlineData("", "expected scheme://host:port")]
    [InlineData("plain", "expected scheme://host:port")]
    [InlineData("plain://127.0.0.1", "the port is missing")]
    [InlineData("plain://127.0.0.1:12000/path", "expected scheme://host:port")]
    [InlineData("plain://127.0.0.1:99999", "expected scheme://host:port")]
    [InlineData("plain://example.org:12000", "the host is an IP address, localhost or *")]
    [InlineData("plain://0.0.0.0:12000", "write plain+insecure://")]
    [InlineData("plain://*:12000", "write plain+insecure://")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason)
    {
        var refusal = Assert.Throws<OptionsException>(() => DoorUrl.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gopher://127.0.0.1:70", "there is no such kind")]
    [InlineData("plain://127.0.0.1:1?prompt=NAME", "unknown option 'prompt'")]
    [InlineData("classic://127.0.0.1:1?prompt=WHO", "prompt is one of NAME, NICK, not 'WHO'")]
    [InlineData("classic://127.0.0.1:1?framing=lines", "framing is one of none, line, not 'lines'")]
    [InlineData("classic://127.0.0.1:1?charset=latin1", "charset is one of ascii, utf-8, not 'latin1'")]
    public async Task A_wrong_kind_or_option_stops_the_start_and_is_named(string url, string reason)
    {
        var refusal = await Assert.ThrowsAsync<OptionsException>(() =>
            ChatServer.StartAsync(new ServerOptions { Data = null, Doors = [url] }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
