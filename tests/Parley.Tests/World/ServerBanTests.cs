using System.Net;

namespace Parley.Tests;

public sealed class ServerBanTests
{
    private static readonly SessionId Mallory = new(3, 1);

    [Fact]
    public void Whoever_is_covered_stays_out_and_is_told_why()
    {
        var scene = Scene.WithAnOperator();
        var banned = scene.Happens<ServerBanned>(new BanFromServer(Scene.Ada, "mallory", "no \u001bspam", null));
        Assert.Equal(new ServerBan("mallory!*@*", "no spam", banned.By.Nick, banned.At, null), banned.Ban);
        Assert.Empty(banned.History);

        Assert.Equal(new BannedFromServer("no spam"), scene.Answers<BannedFromServer>(Arrives("Mallory")));
        Assert.IsType<Welcome>(scene.Do(Arrives("mallory2")).Reply);
    }

    [Fact]
    public void A_ban_needs_no_reason()
    {
        var scene = Scene.WithAnOperator();
        Assert.Equal("no reason given", scene.Happens<ServerBanned>(new BanFromServer(Scene.Ada, "mallory", null, null)).Ban.Reason);
    }

    [Theory]
    [InlineData("*!~mallory@*")]
    [InlineData("~mallory@*.example")]
    [InlineData("*@cafe.example")]
    [InlineData("*.example")]
    [InlineData("MAL??RY!*@CAFE.*")]
    public void A_mask_may_be_for_any_part(string mask)
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, mask, null, null));
        scene.Answers<BannedFromServer>(Arrives("mallory") with { User = "~mallory", Host = "cafe.example" });
        Assert.IsType<Welcome>(scene.Do(Arrives("zed") with { User = "~zed", Host = "cafe.other" }).Reply);
    }

    [Fact]
    public void Those_present_whom_it_covers_are_gone_but_not_whoever_says_so()
    {
        var scene = Scene.WithAnOperator();
        var decision = scene.Do(new BanFromServer(Scene.Ada, "?*", "all of you", null));
        Assert.Null(decision.Reply);
        Assert.IsType<ServerBanned>(decision.Events[0]);
        Assert.Equal(["bob", "eve"], decision.Events[1..].Select(gone => Assert.IsType<Quit>(gone).By.Nick.Value));
        Assert.Equal("Banned (all of you)", ((Quit)decision.Events[1]).Reason);
        Assert.Equal("ada", scene.Members(Scene.Ada, "#lobby"));
    }

    [Fact]
    public void Nobody_gets_round_it_by_another_nick()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, "spam*", "no spam", null));
        Assert.Equal("no spam", scene.Answers<NickBanned>(new ChangeNick(Scene.Bob, "SPAMbot")).Reason);
        scene.Happens<NickChanged>(new ChangeNick(Scene.Ada, "spamhunter"));
    }

    [Fact]
    public void Nobody_gets_round_it_by_logging_in_later()
    {
        var scene = WithAccountsAndAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, "~a:bob", "no spam", null));
        scene.Do(new BanFromServer(Scene.Ada, "~a:zed", "no Zed", null));
        Assert.Equal("no spam", scene.Answers<BannedFromServer>(new LogIn(Scene.Eve, Scene.Knows("bob's", "bob"))).Reason);
        Assert.Equal("no Zed", scene.Answers<BannedFromServer>(new RegisterAccount(Scene.Eve, "zed", new("zed's"))).Reason);
        scene.Answers<BannedFromServer>(new RegisterAccountBefore(Mallory, "zed", new("zed's")));
        scene.Answers<LoginFailed>(new LogIn(Scene.Eve, Scene.Knows("guessed", "bob")));
    }

    [Theory]
    [InlineData("*!~mallory@*")]
    [InlineData("*.example")]
    public void Nobody_gets_round_it_as_another_session_of_who_is_here(string mask)
    {
        var scene = WithAccountsAndAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, mask, null, null));
        var login = Arrives("bob") with { Credentials = Scene.Knows("bob's", "bob") };
        scene.Answers<BannedFromServer>(login with { User = "~mallory", Host = "cafe.example" });
        scene.Happens<SessionAttached, Attached>(login with { User = "~bob", Host = "cafe.other" });
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.7 ::ffff:192.0.2.7", "192.0.2.8 ::c000:207")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.7 ::ffff:192.0.2.7", "192.0.2.8")]
    [InlineData("192.0.2.0/24", "192.0.2.0/24", "192.0.2.0 192.0.2.255 ::ffff:192.0.2.9", "192.0.3.0 2001:db8::1")]
    [InlineData("192.0.2.77/24", "192.0.2.0/24", "192.0.2.1", "192.0.3.1")]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.0/24", "192.0.2.1 ::ffff:192.0.2.1", "192.0.3.1")]
    [InlineData("192.0.2.7/32", "192.0.2.7", "192.0.2.7", "192.0.2.6")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", "192.0.2.7 ::ffff:10.0.0.1", "2001:db8::1")]
    [InlineData("2001:DB8:0:0::1", "2001:db8::1", "2001:db8::1", "2001:db8::2 192.0.2.1")]
    [InlineData("2001:db8::/32", "2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1 192.0.2.1")]
    [InlineData("2001:db8::7/128", "2001:db8::7", "2001:db8::7", "2001:db8::8")]
    [InlineData("fe80::/10", "fe80::/10", "fe80::1 fe80::1%3", "fec0::1")]
    public void An_address_or_a_range_is_kept_in_its_one_form(string given, string kept, string covered, string notCovered)
    {
        var scene = Scene.WithAnOperator();
        var ban = scene.Happens<ServerBanned>(new BanFromServer(Scene.Ada, given, null, null)).Ban;
        Assert.Equal(kept, ban.Mask);
        Assert.True(ban.IsAddress);
        Assert.All(covered.Split(' '), address => Assert.True(ban.Covers(IPAddress.Parse(address)), address));
        Assert.All(notCovered.Split(' '), address => Assert.False(ban.Covers(IPAddress.Parse(address)), address));
        Assert.All(covered.Split(' '), address => scene.Answers<BannedFromServer>(Arrives("zed") with { Address = IPAddress.Parse(address) }));
        Assert.IsType<Welcome>(scene.Do(Arrives("zed") with { Address = IPAddress.Parse(notCovered.Split(' ')[0]) }).Reply);
        Assert.IsType<Welcome>(scene.Do(Arrives("nowhere") with { Session = new SessionId(3, 2) }).Reply);

        scene.Happens<ServerUnbanned>(new UnbanFromServer(Scene.Ada, given));
        Assert.Empty(scene.World.Bans.At(scene.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*!*@*")]
    [InlineData("**!***@*")]
    [InlineData("a b")]
    [InlineData("192.0.2.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("192.0.2.0/x")]
    public void What_would_keep_everybody_out_or_means_nothing_is_refused(string mask) => Assert.Equal(
        new MaskInvalid(mask), Scene.WithAnOperator().Answers<MaskInvalid>(new BanFromServer(Scene.Ada, mask, null, null)));

    [Fact]
    public void A_number_is_a_nick_and_no_address() => Assert.Equal(
        "7!*@*", Scene.WithAnOperator().Happens<ServerBanned>(new BanFromServer(Scene.Ada, "7", null, null)).Ban.Mask);

    [Fact]
    public void A_ban_ends_when_its_time_is_over()
    {
        var scene = Scene.WithAnOperator();
        var banned = scene.Happens<ServerBanned>(new BanFromServer(Scene.Ada, "mallory", null, TimeSpan.FromMinutes(5)));
        Assert.Equal(banned.At.AddMinutes(5), banned.Ban.Until);

        scene.Waited = banned.Ban.Until!.Value - scene.Now - TimeSpan.FromTicks(10);
        scene.Answers<BannedFromServer>(Arrives("mallory"));
        scene.Waited += TimeSpan.FromTicks(10);
        Assert.Empty(scene.World.Bans.At(scene.Now));
        scene.Answers<NoSuchBan>(new UnbanFromServer(Scene.Ada, "mallory"));
        Assert.IsType<Welcome>(scene.Do(Arrives("mallory")).Reply);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_ban_for_no_time_or_for_longer_than_there_is_has_no_end(long ticks)
    {
        var scene = Scene.WithAnOperator();
        Assert.Null(scene.Happens<ServerBanned>(new BanFromServer(Scene.Ada, "mallory", null, TimeSpan.FromTicks(ticks))).Ban.Until);
    }

    [Fact]
    public void Bans_that_are_over_are_not_kept_for_ever()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, "mallory", null, TimeSpan.FromMinutes(5)));
        scene.Waited = TimeSpan.FromHours(1);
        scene.Do(new BanFromServer(Scene.Ada, "trent", null, null));
        Assert.Equal("trent!*@*", Assert.Single(scene.World.TakeSnapshot().Bans).Mask);
    }

    [Fact]
    public void The_same_mask_again_takes_the_place_of_the_first()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, "mallory", "one", null));
        scene.Do(new BanFromServer(Scene.Ada, "MALLORY!*@*", "two", null));
        Assert.Equal("two", Assert.Single(scene.World.Bans.At(scene.Now)).Reason);
    }

    [Fact]
    public void A_ban_is_taken_back_however_it_is_written()
    {
        var scene = Scene.WithAnOperator();
        scene.Do(new BanFromServer(Scene.Ada, "mallory", null, null));
        Assert.Equal("mallory!*@*", scene.Happens<ServerUnbanned>(new UnbanFromServer(Scene.Ada, "Mallory")).Mask);
        Assert.Equal(new NoSuchBan("mallory"), scene.Answers<NoSuchBan>(new UnbanFromServer(Scene.Ada, "mallory")));
        Assert.IsType<Welcome>(scene.Do(Arrives("mallory")).Reply);
    }

    [Fact]
    public void Only_operators_keep_anybody_out()
    {
        var scene = Scene.WithAnOperator();
        scene.Answers<NotOperator>(new BanFromServer(Scene.Bob, "ada", null, null));
        scene.Answers<NotOperator>(new UnbanFromServer(Scene.Bob, "ada"));
        new Scene().Answers<NotArrived>(new BanFromServer(Scene.Ada, "bob", null, null));
        new Scene().Answers<NotArrived>(new UnbanFromServer(Scene.Ada, "bob"));
    }

    private static Scene WithAccountsAndAnOperator()
    {
        var scene = Scene.WithAccounts();
        scene.Do(new BecomeOperator(Scene.Ada));
        return scene;
    }

    private static Arrive Arrives(string nick) => new(Mallory, nick, NickFallback.Refuse);
}
