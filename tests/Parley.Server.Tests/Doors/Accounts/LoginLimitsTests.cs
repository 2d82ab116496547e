using System.Net;
using Parley.Server.Doors.Accounts;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Accounts;

/// <summary>How fast somebody can guess, whatever they do at once.</summary>
public sealed class LoginLimitsTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.8");
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly ManualTime _time = new();

    [Fact]
    public void Who_guesses_again_and_again_has_one_try_in_ten_seconds()
    {
        var limits = new LoginLimits(new ServerOptions { FailedLoginsPerAddressMax = 2 }, _time);
        Assert.Equal(2, Guesses(limits, TimeSpan.Zero));
        Assert.Equal(6, Guesses(limits, TimeSpan.FromMinutes(1)));
        Assert.True(limits.MayTry(Elsewhere, "ann"));
    }

    [Fact]
    public void Guesses_that_are_begun_at_once_gain_nothing()
    {
        var limits = new LoginLimits(new ServerOptions { FailedLoginsPerAddressMax = 4 }, _time);
        for (var i = 0; i < 3; i++) limits.Fail(Home, "ann");
        for (var i = 0; i < 3; i++) Assert.True(limits.MayTry(Home, "ann"));
        for (var i = 0; i < 3; i++) limits.Fail(Home, "ann");

        _time.Advance(TimeSpan.FromSeconds(30) - Moment);
        Assert.False(limits.MayTry(Home, "ann"));
        _time.Advance(Moment);
        Assert.True(limits.MayTry(Home, "ann"));
    }

    [Fact]
    public void One_account_is_guarded_against_many_addresses_and_not_for_longer_than_its_bucket_takes_to_fill_twice()
    {
        var limits = new LoginLimits(new ServerOptions { FailedLoginsPerAccountMax = 3 }, _time);
        for (byte i = 1; i <= 100; i++) limits.Fail(new IPAddress([192, 0, 2, i]), "ann");
        Assert.False(limits.MayTry(IPAddress.Loopback, "ANN"));
        Assert.True(limits.MayTry(IPAddress.Loopback, "bob"));

        _time.Advance(TimeSpan.FromSeconds(8) - Moment);
        Assert.False(limits.MayTry(IPAddress.Loopback, "ann"));
        _time.Advance(Moment);
        Assert.True(limits.MayTry(IPAddress.Loopback, "ann"));
    }

    [Fact]
    public void Tries_count_although_they_do_not_fail()
    {
        var limits = new LoginLimits(new ServerOptions { LoginsPerAddressMax = 2 }, _time);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => limits.MayTry(Home, "ann")));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => limits.MayTry(Home, "ann")));
    }

    [Fact]
    public void An_address_registers_another_account_in_ten_minutes()
    {
        var limits = new LoginLimits(new ServerOptions { RegistrationsPerAddressMax = 1 }, _time);
        Assert.True(limits.MayRegister(Home));
        _time.Advance(TimeSpan.FromMinutes(10) - Moment);
        Assert.False(limits.MayRegister(Home));
        _time.Advance(Moment);
        Assert.True(limits.MayRegister(Home));
    }

    [Fact]
    public void New_limits_hold_and_those_that_are_the_same_forget_nothing()
    {
        var limits = new LoginLimits(new ServerOptions { FailedLoginsPerAddressMax = 1, RegistrationsPerAddressMax = 1 }, _time);
        limits.Fail(Home, "ann");
        Assert.True(limits.MayRegister(Home));
        limits.Reload(new ServerOptions { FailedLoginsPerAddressMax = 1, RegistrationsPerAddressMax = 2 });
        Assert.False(limits.MayTry(Home, "ann"));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => limits.MayRegister(Home)));
    }

    [Fact]
    public void Who_has_a_network_of_ipv6_has_one_share()
    {
        var limits = new LoginLimits(
            new ServerOptions { LoginsPerAddressMax = 2, FailedLoginsPerAddressMax = 1, RegistrationsPerAddressMax = 1 }, _time);
        IPAddress first = IPAddress.Parse("2001:db8::1"), second = IPAddress.Parse("2001:db8::2"), other = IPAddress.Parse("2001:db8:0:1::1");
        Assert.Equal([true, true, false], new[] { first, second, first }.Select(address => limits.MayTry(address, "ann")));
        Assert.Equal([true, false, true], new[] { first, second, other }.Select(limits.MayRegister));
        limits.Fail(other, "ann");
        Assert.False(limits.MayTry(IPAddress.Parse("2001:db8:0:1::2"), "ann"));
    }

    /// <summary>How many guesses can be made in some time, by somebody who tries all the time.</summary>
    private int Guesses(LoginLimits limits, TimeSpan time)
    {
        var guesses = 0;
        for (var passed = TimeSpan.Zero; ; passed += Moment, _time.Advance(Moment))
        {
            while (limits.MayTry(Home, "ann"))
            {
                limits.Fail(Home, "ann");
                guesses++;
            }

            if (passed == time) return guesses;
        }
    }
}
