namespace Parley.Tests;

public sealed class ArriveTests
{
    [Fact]
    public void A_person_arrives_and_is_told_who_they_are()
    {
        var scene = new Scene();
        var decision = scene.Do(new Arrive(Scene.Ada, "Ada", NickFallback.Refuse));

        var arrived = Assert.IsType<Arrived>(Assert.Single(decision.Events));
        Assert.Equal(new Welcome(arrived.By, null), decision.Reply);
        Assert.Equal("Ada", arrived.By.Nick.Value);
        Assert.Equal(arrived.Sequence.Value, arrived.By.Id.Value);
    }

    [Fact]
    public void A_session_arrives_once() =>
        Scene.InTheLobby().Answers<AlreadyArrived>(new Arrive(Scene.Ada, "other", NickFallback.Another));

    [Theory]
    [InlineData("ADA")]
    [InlineData("adа")]
    [InlineData("àda")]
    [InlineData("a\u0301da")]
    public void A_nick_that_is_or_looks_taken_is_refused(string nick)
    {
        var refusal = Scene.InTheLobby().Answers<NickTaken>(new Arrive(new SessionId(3, 1), nick, NickFallback.Refuse));
        Assert.Equal("ada", refusal.By.Value);
    }

    [Theory]
    [InlineData("parley")]
    [InlineData("Server")]
    [InlineData("SYSTEM")]
    [InlineData("you")]
    [InlineData("Yоu")]
    public void Nobody_passes_for_the_server_or_for_the_reader(string nick) =>
        Scene.InTheLobby().Answers<NickReserved>(new Arrive(new SessionId(3, 1), nick, NickFallback.Refuse));

    [Fact]
    public void A_nick_that_breaks_the_rules_is_refused() => Assert.Equal(
        new NickInvalid("a b"), Scene.InTheLobby().Answers<NickInvalid>(new Arrive(new SessionId(3, 1), "a b", NickFallback.Refuse)));

    [Theory]
    [InlineData("ada", "ada_2")]
    [InlineData("Ada", "Ada_2")]
    [InlineData("a b", "guest-1")]
    [InlineData("server", "guest-1")]
    public void Who_cannot_be_asked_again_is_called_something_else_and_told_why(string asked, string given)
    {
        var decision = Scene.InTheLobby().Do(new Arrive(new SessionId(3, 1), asked, NickFallback.Another));
        var welcome = Assert.IsType<Welcome>(decision.Reply);
        Assert.Equal(given, welcome.Who.Nick.Value);
        Assert.NotNull(welcome.WhyAnother);
    }

    /// <summary>Quadratic work would show: trying all the numbers each time takes minutes.</summary>
    [Fact]
    public void Ten_thousand_who_ask_for_one_nick_are_numbered_in_order()
    {
        var scene = new Scene();
        for (var number = 1; number <= 10_000; number++)
        {
            var given = Nick(scene.Do(new Arrive(new SessionId(1, number), "bob", NickFallback.Another)));
            Assert.Equal(number == 1 ? "bob" : $"bob_{number}", given);
        }
    }

    [Theory]
    [InlineData(new[] { 2 }, "bob_2")]
    [InlineData(new[] { 4, 8 }, "bob_4")]
    [InlineData(new[] { 5 }, "bob_9")]
    [InlineData(new int[0], "bob_9")]
    public void The_number_of_somebody_who_left_may_be_given_again(int[] leaving, string given)
    {
        var scene = new Scene();
        for (var number = 1; number <= 8; number++) scene.Do(new Arrive(new SessionId(1, number), "bob", NickFallback.Another));
        foreach (var number in leaving) scene.Do(new Leave(new SessionId(1, number), null));
        Assert.Equal(given, Nick(scene.Do(new Arrive(new SessionId(2, 1), "bob", NickFallback.Another))));
    }

    [Fact]
    public void Who_takes_numbers_far_apart_makes_nobody_wait_for_a_free_one()
    {
        var scene = new Scene();
        scene.Do(new Arrive(new SessionId(1, 1), "bob", NickFallback.Refuse));
        for (var power = 1; power < 40; power++)
            scene.Do(new Arrive(new SessionId(1, 1 + power), $"bob_{1L << power}", NickFallback.Refuse));
        Assert.Equal("guest-1", Nick(scene.Do(new Arrive(Scene.Eve, "bob", NickFallback.Another))));
    }

    [Fact]
    public void Who_asks_for_no_nick_gets_a_number_and_no_reason()
    {
        var scene = new Scene();
        Assert.Equal(["guest-1", "guest-2"], ((SessionId[])[Scene.Ada, Scene.Bob]).Select(session =>
        {
            var welcome = Assert.IsType<Welcome>(scene.Do(new Arrive(session, null, NickFallback.Another)).Reply);
            Assert.Null(welcome.WhyAnother);
            return welcome.Who.Nick.Value;
        }));
    }

    [Fact]
    public void Guests_count_from_one_again_when_everybody_has_gone()
    {
        var scene = new Scene();
        scene.Do(new Arrive(Scene.Ada, null, NickFallback.Another));
        scene.Do(new Leave(Scene.Ada, null));
        Assert.Equal("guest-1", Nick(scene.Do(new Arrive(Scene.Bob, null, NickFallback.Another))));
    }

    [Fact]
    public void A_guest_with_a_huge_number_does_not_set_the_count()
    {
        var scene = new Scene();
        scene.Do(new Arrive(Scene.Ada, "guest-1000000", NickFallback.Refuse));
        Assert.Equal("guest-1", Nick(scene.Do(new Arrive(Scene.Bob, null, NickFallback.Another))));
    }

    [Fact]
    public void A_long_taken_nick_is_cut_to_make_room_for_the_number()
    {
        var scene = new Scene();
        var longest = new string('x', Parley.Nick.LengthMax);
        scene.Do(new Arrive(Scene.Ada, longest, NickFallback.Refuse));
        Assert.Equal($"{longest[..^2]}_2", Nick(scene.Do(new Arrive(Scene.Bob, longest, NickFallback.Another))));
    }

    [Fact]
    public void A_nick_with_room_for_one_digit_only_has_eight_numbers()
    {
        var scene = new Scene();
        var asked = "a" + new string('\u0301', Parley.Nick.LengthMax - 3);
        var given = Enumerable.Range(1, 10).Select(number => Nick(scene.Do(new Arrive(new SessionId(1, number), asked, NickFallback.Another))));
        Assert.Equal([asked, .. Enumerable.Range(2, 8).Select(number => $"{asked}_{number}"), "guest-1"], given);
    }

    [Fact]
    public void A_taken_nick_that_cannot_be_cut_becomes_a_guest()
    {
        var scene = new Scene();
        var oneCharacter = "a" + new string('\u0301', Parley.Nick.LengthMax - 1);
        scene.Do(new Arrive(Scene.Ada, oneCharacter, NickFallback.Refuse));
        Assert.Equal("guest-1", Nick(scene.Do(new Arrive(Scene.Bob, oneCharacter, NickFallback.Another))));
    }

    [Theory]
    [InlineData("~zoe", "~zoe")]
    [InlineData("zoe@trusted.example", "zoetrusted.example")]
    [InlineData("a!b c\u00A0d\r\ne\u0007", "abcde")]
    [InlineData("*?", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012")]
    public void A_user_name_holds_nothing_that_a_mask_or_a_line_would_be_read_wrongly_with(string? given, string? kept)
    {
        var scene = new Scene();
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { User = given, Host = "cafe.example" });
        Assert.Equal((kept, "cafe.example"), (scene.Person(Scene.Ada).Identity.User, scene.Person(Scene.Ada).Identity.Host));
    }

    [Fact]
    public void A_user_name_is_stored_as_it_is()
    {
        var scene = new Scene();
        scene.Do(new Arrive(Scene.Ada, "ada", NickFallback.Refuse) { User = "z\ud800oe\udc00\ufffd" });
        Assert.Equal("zoe", scene.Person(Scene.Ada).Identity.User);
    }

    private static string Nick(Decision decision) => Assert.IsType<Welcome>(decision.Reply).Who.Nick.Value;
}
