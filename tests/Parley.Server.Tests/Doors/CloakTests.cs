using System.Net;
using Parley.Server.Doors;
using Parley.Server.Tests.Doors.Irc;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

/// <summary>Where somebody comes from is their own business, and the operators'.</summary>
public sealed class CloakTests
{
    private static readonly Cloak One = new([.. Enumerable.Range(0, Cloak.KeyBytes).Select(i => (byte)i)]);
    private static readonly Cloak Other = new(new byte[Cloak.KeyBytes]);

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    public void It_is_the_same_for_the_same_key_and_address_only(string address)
    {
        var cloak = One.Of(IPAddress.Parse(address));
        Assert.Matches("^[a-z2-7]{8}\\.[a-z2-7]{8}\\.ip$", cloak);
        Assert.Equal(cloak, One.Of(IPAddress.Parse(address)));
        Assert.NotEqual(cloak, Other.Of(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.8", true)]
    [InlineData("192.0.2.7", "192.0.3.7", false)]
    [InlineData("2001:db8::7", "2001:db8::ffff:7", true)]
    [InlineData("2001:db8::7", "2001:db8:0:1::7", false)]
    public void Neighbours_share_the_part_of_the_network(string one, string other, bool areNeighbours)
    {
        var (first, second) = (One.Of(IPAddress.Parse(one)).Split('.'), One.Of(IPAddress.Parse(other)).Split('.'));
        Assert.NotEqual(first[0], second[0]);
        Assert.Equal(areNeighbours, first[1] == second[1]);
    }

    [Fact]
    public void An_address_is_the_same_however_it_is_written()
    {
        Assert.Equal(One.Of(IPAddress.Parse("192.0.2.7")), One.Of(IPAddress.Parse("::ffff:192.0.2.7")));
        Assert.Equal("localhost", One.Of(IPAddress.IPv6Loopback));
        Assert.Equal("192.0.2.7", new Cloak(null).Of(IPAddress.Parse("::ffff:192.0.2.7")));
        Assert.Equal("0::2", new Cloak(null).Of(IPAddress.Parse("::2")));
    }

    [Fact]
    public async Task Nothing_that_others_are_shown_tells_the_address_but_operators_see_it()
    {
        const string Address = "192.0.2.7";
        await using var server = await TestServer.StartAsync(IrcTranscript.WithOperator);
        var ann = await server.ConnectIrcAsync("ann");
        await ann.DoesAsync("JOIN #tea");
        var bob = await server.ConnectIrcFromAsync(Address, "bob");
        await bob.DoesAsync("JOIN #tea\r\nPRIVMSG #tea :hi\r\nAWAY :out\r\nNICK bert\r\nPART #tea\r\nJOIN #tea\r\nPRIVMSG ann :psst");
        await ann.SendAsync("WHOIS bert\r\nWHO bert\r\nWHO bert %tcuihsnfdlaor,1\r\nUSERHOST bert\r\nWHOWAS bob\r\nNAMES #tea\r\nMONITOR + bert\r\n");
        var seen = await ann.LinesAsync();
        Assert.Contains(seen, line => line.Contains("!~bob@", StringComparison.Ordinal) && line.EndsWith(".ip JOIN :#tea", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.Contains(Address, StringComparison.Ordinal));

        await ann.DoesAsync("OPER root secret");
        await ann.SendAsync("WHOIS bert\r\n");
        Assert.Contains($":parley.localhost 378 ann bert :is connecting from *@{Address} {Address}", await ann.LinesAsync());
    }

    [Fact]
    public async Task An_operator_may_have_it_that_addresses_are_shown()
    {
        await using var server = await TestServer.StartAsync(options => options.CloakAddresses = false);
        var ann = await server.ConnectIrcAsync("ann");
        await server.ConnectIrcFromAsync("2001:db8::7", "bob");
        await ann.AsksAsync("USERHOST bob", "302 ann :bob=+~bob@2001:db8::7");
    }
}
