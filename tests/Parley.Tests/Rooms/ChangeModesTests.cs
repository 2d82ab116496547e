using System.Collections.Immutable;

namespace Parley.Tests;

public sealed class ChangeModesTests
{
    private static readonly ImmutableArray<RoomMode> Flags =
    [
        RoomMode.InviteOnly, RoomMode.Moderated, RoomMode.NoExternal, RoomMode.Secret, RoomMode.TopicLocked,
        RoomMode.AccountsOnly, RoomMode.AccountsSpeak, RoomMode.NoCtcp,
    ];

    public static TheoryData<RoomMode> AllFlags => [.. Flags];

    public static TheoryData<RoomMode> Lists => [RoomMode.Ban, RoomMode.BanException, RoomMode.InviteException];

    public static TheoryData<RoomMode> WithArgument => [RoomMode.Key, RoomMode.Limit, RoomMode.Forward];

    [Theory]
    [MemberData(nameof(AllFlags))]
    public void A_flag_is_set_and_taken_away_once(RoomMode flag)
    {
        var scene = Scene.InTheTeaRoom();
        var isSet = scene.Room("#tea").Has(flag);
        foreach (var wanted in (bool[])[!isSet, isSet])
        {
            var changed = scene.Happens<ModesChanged>(Scene.Change(Scene.Ada, wanted, flag));
            Assert.Equal(new ModeChange(flag, wanted), Assert.Single(changed.Changes));
            Assert.Equal(wanted, scene.Room("#tea").Has(flag));
            scene.Ignores(Scene.Change(Scene.Ada, wanted, flag));
        }
    }

    [Fact]
    public void An_argument_that_a_flag_does_not_take_is_not_kept()
    {
        var scene = Scene.InTheTeaRoom();
        Assert.Null(Assert.Single(scene.Happens<ModesChanged>(Scene.Change(Scene.Ada, true, RoomMode.Moderated, "very")).Changes).Argument);
        scene.Ignores(Scene.Change(Scene.Ada, true, RoomMode.Moderated, "quite"));
    }

    [Fact]
    public void Nobody_says_by_hand_whose_a_room_is()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Give(Scene.Ada, RoomMode.Founder);
        scene.Answers<CannotSetByHand>(Scene.Change(Scene.Ada, true, RoomMode.Registered));
        scene.Answers<CannotSetByHand>(Scene.Change(Scene.Ada, false, RoomMode.Registered));
    }

    [Theory]
    [InlineData("s")]
    [InlineData("Sésame:öffne")]
    [InlineData("12345678901234567890123456789012")]
    public void A_key_is_a_word(string key)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Key, key);
        Assert.Equal(key, scene.Room("#tea").Argument(RoomMode.Key));
        scene.Ignores(Scene.Change(Scene.Ada, true, RoomMode.Key, key));
        scene.Set(RoomMode.Key, "another");
        Assert.Null(Assert.Single(scene.Happens<ModesChanged>(Scene.Change(Scene.Ada, false, RoomMode.Key, "whatever")).Changes).Argument);
        scene.Ignores(Scene.Change(Scene.Ada, false, RoomMode.Key));
    }

    [Theory]
    [InlineData(RoomMode.Key, "")]
    [InlineData(RoomMode.Key, "two words")]
    [InlineData(RoomMode.Key, "a,b")]
    [InlineData(RoomMode.Key, ":a")]
    [InlineData(RoomMode.Key, "a\u0007")]
    [InlineData(RoomMode.Key, "123456789012345678901234567890123")]
    [InlineData(RoomMode.Limit, "")]
    [InlineData(RoomMode.Limit, "0")]
    [InlineData(RoomMode.Limit, "-1")]
    [InlineData(RoomMode.Limit, "+1")]
    [InlineData(RoomMode.Limit, " 1")]
    [InlineData(RoomMode.Limit, "1.5")]
    [InlineData(RoomMode.Limit, "many")]
    [InlineData(RoomMode.Limit, "2147483648")]
    [InlineData(RoomMode.Forward, "")]
    [InlineData(RoomMode.Forward, "lobby")]
    [InlineData(RoomMode.Forward, "#nowhere")]
    [InlineData(RoomMode.Forward, "#TEA")]
    [InlineData(RoomMode.Forward, "#secret")]
    public void An_argument_that_means_nothing_is_refused(RoomMode mode, string argument)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new Join(Scene.Eve, "#secret"));
        scene.Happens<ModesChanged>(new ChangeModes(Scene.Eve, "#secret", [new(RoomMode.Secret, true, null)]));

        var refused = scene.Answers<ModeArgumentInvalid>(Scene.Change(Scene.Ada, true, mode, argument));
        Assert.Equal((mode, argument), (refused.Mode, refused.Argument));
        Assert.False(scene.Room("#tea").Has(mode));
    }

    [Fact]
    public void Half_a_character_is_refused_as_it_could_not_be_stored_as_it_is()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<ModeArgumentInvalid>(Scene.Change(Scene.Ada, true, RoomMode.Key, "a\ud800"));
        scene.Answers<MaskInvalid>(Scene.Change(Scene.Ada, true, RoomMode.Ban, "a\udc00"));
    }

    [Theory]
    [MemberData(nameof(WithArgument))]
    public void A_mode_that_takes_an_argument_is_not_set_without(RoomMode mode)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<ModeArgumentInvalid>(Scene.Change(Scene.Ada, true, mode));
        Assert.False(scene.Room("#tea").Has(mode));
    }

    [Fact]
    public void A_limit_is_written_as_a_number_is()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Limit, "007");
        Assert.Equal("7", scene.Room("#tea").Argument(RoomMode.Limit));
        scene.Ignores(Scene.Change(Scene.Ada, true, RoomMode.Limit, "7"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_mask_is_kept_whole_with_who_and_when_and_once(RoomMode list)
    {
        var scene = Scene.InTheTeaRoom();
        var changed = scene.Happens<ModesChanged>(Scene.Change(Scene.Ada, true, list, "Zoë"));
        Assert.Equal("Zoë!*@*", Assert.Single(changed.Changes).Argument);
        Assert.Equal([new MaskEntry("Zoë!*@*", changed.By.Nick, changed.At)], scene.Room("#tea").List(list));

        scene.Ignores(Scene.Change(Scene.Ada, true, list, "zOë!*@*"));
        scene.Set(list, "ZOË");
        Assert.Equal(2, scene.Room("#tea").List(list).Count);

        scene.Unset(list, "ZOë");
        scene.Ignores(Scene.Change(Scene.Ada, false, list, "zoë"));
        Assert.Equal("ZOË!*@*", Assert.Single(scene.Room("#tea").List(list)).Mask);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a\u0007")]
    public void What_cannot_be_a_mask_is_refused(string? mask) => Assert.Equal(
        new MaskInvalid(mask ?? ""),
        Scene.InTheTeaRoom().Answers<MaskInvalid>(Scene.Change(Scene.Ada, true, RoomMode.Ban, mask)));

    [Fact]
    public void A_list_has_an_end_also_for_those_who_come_with_many_at_once()
    {
        var scene = Scene.InTheTeaRoom();
        var (_, refused) = scene.Happens<ModesChanged, ListFull>(new ChangeModes(Scene.Ada, "#tea",
            [.. Enumerable.Range(0, ChangeModes.MasksMax + 1).Select(i => new ModeRequest(RoomMode.Ban, true, $"n{i}"))]));
        Assert.Equal((RoomMode.Ban, "n100!*@*"), (refused.List, refused.Mask));
        Assert.Equal(ChangeModes.MasksMax, scene.Room("#tea").List(RoomMode.Ban).Count);

        scene.Answers<ListFull>(Scene.Change(Scene.Ada, true, RoomMode.Ban, "one-more"));
        scene.Ignores(Scene.Change(Scene.Ada, true, RoomMode.Ban, "N7"));
        scene.Set(RoomMode.BanException, "another-list");
        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#tea",
            [new(RoomMode.Ban, false, "n7"), new(RoomMode.Ban, true, "one-more")]));
    }

    [Fact]
    public void What_can_be_done_is_done_in_one_event_and_the_rest_is_refused_each_for_itself()
    {
        var scene = Scene.InTheTeaRoom();
        var (changed, refused) = scene.Happens<ModesChanged, Refusals>(new ChangeModes(Scene.Ada, "#tea",
        [
            new(RoomMode.Moderated, true, null), new(RoomMode.Limit, true, "none"), new(RoomMode.Voice, true, "eve"),
            new(RoomMode.Founder, true, "ada"), new(RoomMode.Voice, true, "bob"), new(RoomMode.Voice, true, "nobody"),
        ]));

        Assert.Equal([RoomMode.Moderated, RoomMode.Voice], changed.Changes.Select(change => change.Mode));
        Assert.Equal(
            [typeof(ModeArgumentInvalid), typeof(NotAMember), typeof(NeedsRole), typeof(NoSuchPerson)],
            refused.All.Select(refusal => refusal.GetType()));
    }

    [Fact]
    public void The_same_refusal_is_given_once()
    {
        var scene = Scene.InTheTeaRoom();
        var tea = scene.Room("#tea").Name!.Value;
        Assert.Equal(
            new NeedsRole(tea, Roles.Operator),
            scene.Answers<NeedsRole>(new ChangeModes(Scene.Bob, "#tea", [new(RoomMode.Moderated, true, null), new(RoomMode.Key, true, "k")])));
    }

    [Fact]
    public void Each_change_is_judged_after_those_before_it()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#tea", [new(RoomMode.Moderated, true, null), new(RoomMode.Moderated, false, null)]));
        Assert.False(scene.Room("#tea").Has(RoomMode.Moderated));

        scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#tea", [new(RoomMode.Voice, true, "bob"), new(RoomMode.Voice, false, "bob")]));
        Assert.Equal(Roles.None, scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id));

        var changed = scene.Happens<ModesChanged>(new ChangeModes(Scene.Ada, "#tea",
            [new(RoomMode.Ban, true, "eve"), new(RoomMode.Ban, true, "EVE!*@*"), new(RoomMode.Key, true, "a"), new(RoomMode.Key, true, "b"), new(RoomMode.Key, true, "b")]));
        Assert.Equal(["eve!*@*", "a", "b"], changed.Changes.Select(change => change.Argument));
        Assert.Equal("b", scene.Room("#tea").Argument(RoomMode.Key));
    }

    [Fact]
    public void Whoever_gives_their_role_up_does_nothing_with_it_afterwards()
    {
        var scene = Scene.InTheTeaRoom();
        var (changed, refused) = scene.Happens<ModesChanged, NeedsRole>(new ChangeModes(Scene.Ada, "#tea",
            [new(RoomMode.Operator, false, "ada"), new(RoomMode.Operator, true, "ada"), new(RoomMode.Moderated, true, null)]));
        Assert.False(Assert.Single(changed.Changes).IsSet);
        Assert.Equal(Roles.Operator, refused.Role);
        Assert.Equal(Roles.None, scene.Room("#tea").RolesOf(scene.Person(Scene.Ada).Id));
    }

    // What each role may change about others; what is not named here it may not.
    [Theory]
    [InlineData(null, "")]
    [InlineData(RoomMode.Voice, "")]
    [InlineData(RoomMode.HalfOperator, "Ban BanException InviteException Voice")]
    [InlineData(RoomMode.Operator, "Ban BanException InviteException Key Limit Forward Flags History Operator HalfOperator Voice")]
    [InlineData(RoomMode.Admin, "Ban BanException InviteException Key Limit Forward Flags History Operator HalfOperator Voice")]
    [InlineData(RoomMode.Founder, "Ban BanException InviteException Key Limit Forward Flags History Founder Admin Operator HalfOperator Voice")]
    public void Each_role_changes_so_much(RoomMode? mine, string may)
    {
        foreach (var isSet in (bool[])[true, false])
        {
            var allowed = new List<string>();
            foreach (var mode in Enum.GetValues<RoomMode>().Where(mode => mode != RoomMode.Registered))
            {
                var scene = Scene.InTheTeaRoom();
                scene.Do(new Join(Scene.Eve, "#tea"));
                if (mine is { } role) scene.Give(Scene.Bob, role);
                if (!isSet && mode.Role() != Roles.None) scene.Give(Scene.Eve, mode);

                var argument = mode switch { RoomMode.Limit => "7", RoomMode.Forward => "#lobby", _ => "eve" };
                if (scene.Do(Scene.Change(Scene.Bob, isSet, mode, argument)).Reply is not NeedsRole) allowed.Add($"{mode}");
            }

            Assert.Equal(may.Replace("Flags", string.Join(' ', Flags), StringComparison.Ordinal), string.Join(' ', allowed));
        }
    }

    [Theory]
    [InlineData(RoomMode.Founder)]
    [InlineData(RoomMode.Admin)]
    [InlineData(RoomMode.Operator)]
    [InlineData(RoomMode.HalfOperator)]
    [InlineData(RoomMode.Voice)]
    public void Anybody_may_give_up_their_own_role_and_take_none(RoomMode role)
    {
        var scene = Scene.InTheTeaRoom();
        scene.Ignores(Scene.Change(Scene.Bob, false, role, "bob"));
        scene.Give(Scene.Bob, role);
        var change = Assert.Single(scene.Happens<ModesChanged>(Scene.Change(Scene.Bob, false, role, "BOB")).Changes);
        Assert.Equal((role, false, null, "bob"), (change.Mode, change.IsSet, change.Argument, change.Who?.Nick.Value));
        scene.Answers<NeedsRole>(Scene.Change(Scene.Bob, true, role, "bob"));
    }

    [Fact]
    public void One_can_have_several_roles_and_loses_one_at_a_time()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Voice, "bob");
        scene.Set(RoomMode.Operator, "bob");
        scene.Ignores(Scene.Change(Scene.Ada, true, RoomMode.Voice, "bob"));
        Assert.Equal(Roles.Voice | Roles.Operator, scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id));
        Assert.Contains(scene.Answers<MemberList>(new ListMembers(Scene.Bob, "#tea")).Members, member => member.Roles == (Roles.Voice | Roles.Operator));
        scene.Unset(RoomMode.Operator, "bob");
        Assert.Equal(Roles.Voice, scene.Room("#tea").RolesOf(scene.Person(Scene.Bob).Id));
    }

    [Fact]
    public void Strangers_and_no_rooms_are_refused_and_nothing_asked_is_nothing_done()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Answers<NotInRoom>(Scene.Change(Scene.Eve, true, RoomMode.Moderated));
        scene.Answers<NoSuchRoom>(new ChangeModes(Scene.Ada, "#milk", []));
        scene.Answers<RoomNameInvalid>(new ChangeModes(Scene.Ada, "tea", []));
        scene.Answers<NeedsRole>(new ChangeModes(Scene.Ada, "#lobby", [new(RoomMode.Secret, true, null)]));
        scene.Answers<NoSuchPerson>(Scene.Change(Scene.Ada, true, RoomMode.Voice));
        scene.Ignores(new ChangeModes(Scene.Ada, "#tea", []));
        scene.Set(RoomMode.Secret);
        scene.Answers<NoSuchRoom>(Scene.Change(Scene.Eve, true, RoomMode.Moderated));
        new Scene().Answers<NotArrived>(Scene.Change(Scene.Ada, true, RoomMode.Moderated));
    }
}
