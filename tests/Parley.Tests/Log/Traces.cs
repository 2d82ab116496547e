using FsCheck;
using FsCheck.Fluent;

namespace Parley.Tests;

/// <summary>Random traces of commands, for what holds whatever people do.</summary>
internal static class Traces
{
    public static readonly WorldRules Rules = new() { RoomsPerPersonMax = 3, SessionsPerPersonMax = 3, AccountsMax = 4, RoomsPerAccountMax = 2, RoomsMax = 3, MessageBytesMax = 40, TopicBytesMax = 20 };

    private static readonly Gen<SessionId> Sessions =
        Gen.Elements(new SessionId(1, 1), new(1, 2), new(1, 3), new(2, 1), new(2, 2));

    // Who tries most is the one who can most: the first, as a rule.
    private static readonly Gen<SessionId> Leaders = Gen.Frequency((2, Gen.Constant(new SessionId(1, 1))), (1, Sessions));

    private static readonly Gen<SessionId> Operators = Gen.Elements(new SessionId(1, 1), new(2, 1));

    private static readonly Gen<string> Nicks = Gen.Elements(
        "ada", "ADA", "adа", "bob", "b0b", "al", "ai", "aI", "Zoë", "guest-1", "guest-3", "parley", "you", "", "no nick", "x\ud800");

    private static readonly Gen<string> Present = Gen.Elements("ada", "bob", "al", "Zoë", "guest-1");

    private static readonly Gen<string> Rooms = Gen.Elements(
        "#lobby", "#LOBBY", "#tea", "#coffee", "#milk", "#water", "#\ud800", "#\udfff", "#", "lobby", "#a b", "");

    private static readonly Gen<string> Places = Gen.Frequency((4, Gen.Constant("#tea")), (1, Gen.Elements("#TEA", "#coffee", "#lobby")));

    private static readonly Gen<string> Texts = Gen.Elements(
        "hi", "", " ", "two\nlines", "\u001b[2Jcls", "🙂 \u2028 \"\\", "half \ud83d", new string('é', 21), "\u0001ACTION\u0001", "\0");

    private static readonly Gen<string> Ids = Gen.Elements("a", "b", "c", "", "no id");

    private static readonly Gen<string?> Keys = Gen.Elements<string?>(null, "sesame", "Sésame", "");

    private static readonly Gen<string> Masks = Gen.Elements(
        "ada", "B?b", "*", "**", "a*", "*!~zoe@*", "*.example", "*@cafe.*", "guest-*", "a b", "", "z\ud83d", "192.0.2.0/24", "::1", "7");

    private static readonly Gen<string?> Arguments = Gen.OneOf(
        Masks.Select(mask => (string?)mask), Present.Select(nick => (string?)nick), Keys, Gen.Elements<string?>("1", "03", "0", "#tea", "\udc00"));

    private static readonly Gen<ScramVerifier> Verifiers = Gen.Elements("right", "wrong").Select(text => new ScramVerifier(text));

    private static readonly Gen<string> Fingerprints = Gen.Elements(new string('a', 64), new string('B', 64), "c0ffee");

    private static readonly Gen<Credentials?> Logins = Gen.Frequency(
        (2, Gen.Constant<Credentials?>(null)),
        (3, Present.Zip(Verifiers, (name, verifier) => LoginOf(name, new PasswordProof(verifier)))),
        (1, Present.Zip(Fingerprints, (name, fingerprint) => LoginOf(name, new CertificateProof(fingerprint)))));

    private static readonly Gen<ModeRequest> Requests = Gen.Elements(Enum.GetValues<RoomMode>()).SelectMany(mode =>
        Gen.Frequency((3, Gen.Constant(true)), (2, Gen.Constant(false))).SelectMany(isSet =>
            Gen.Frequency((5, Fitting(mode)), (1, Arguments)).Select(argument => new ModeRequest(mode, isSet, argument))));

    private static Gen<string?> Fitting(RoomMode mode) => mode switch
    {
        RoomMode.Key => Keys,
        RoomMode.Limit => Gen.Elements<string?>("1", "2", "03"),
        RoomMode.Forward => Places.Select(room => (string?)room),
        _ when mode.IsList() => Masks.Select(mask => (string?)mask),
        _ when mode.Role() != Roles.None => Present.Select(nick => (string?)nick),
        _ => Gen.Constant<string?>(null),
    };

    private static readonly Gen<string?> MetadataTargets = Gen.Frequency(
        (3, Gen.Constant<string?>(null)), (2, Present.Select(nick => (string?)nick)), (3, Gen.Elements<string?>("#tea", "#lobby", "#none", "")));

    private static readonly Gen<(string Key, string? Value)> MetadataPairs = Gen.Elements(
        ("avatar", "https://a.example/"), ("avatar", null), ("display-name", "Zoë\ud800"), ("display-name", ""), ("Bad Key", "x"), ("note", "two\nlines"), ("note", (string?)"\u001b[2J"));

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (8, Two(Nicks, Gen.Elements(NickFallback.Refuse, NickFallback.Another), (session, nick, fallback) =>
            new Arrive(session, nick.Length == 0 ? null : nick, fallback))),
        (16, Two(Present, Gen.Elements("~zoe", "b@b", "", "\ud800"), (session, nick, user) =>
            new Arrive(session, nick, NickFallback.Another) { User = user, Host = "cafe.example", RealName = user, Modes = UserModes.Wallops })),
        (12, Two(Present, Logins, (session, nick, login) => new Arrive(session, nick, NickFallback.Another) { Credentials = login })),
        (6, Two(Nicks, Verifiers, (session, name, verifier) => new RegisterAccount(session, name, verifier))),
        (12, Two(Present, Verifiers, (session, name, verifier) => new RegisterAccount(session, name, verifier))),
        (10, Two(Present, Logins, (session, name, login) => new LogIn(session, login ?? LoginOf(name, new PasswordProof(new("right")))!))),
        (3, One(Nicks, (session, _) => new LogOut(session))),
        (2, Two(Verifiers, Verifiers, (session, present, next) => new ChangePassword(session, new PasswordProof(present), next))),
        (1, One(Verifiers, (session, verifier) => new DropAccount(session, new PasswordProof(verifier)))),
        (1, One(Present, (session, name) => new DropAccountOf(session, name))),
        (1, Two(Present, Verifiers, (session, name, verifier) => new ResetPassword(session, name, verifier))),
        (4, One(Places, (session, room) => new RegisterRoom(session, room))),
        (8, Leaders.Select(session => (Command)new RegisterRoom(session, "#tea"))),
        (1, One(Places, (session, room) => new UnregisterRoom(session, room))),
        (2, Two(Places, Present, (session, room, account) => new TransferRoom(session, room, account))),
        (8, Leaders.Zip(Places.Zip(Present.Zip(LastingRolesOf(), (account, roles) => (account, roles)), (room, who) => (room, who)), (session, both) =>
            (Command)new SetLastingRoles(session, both.room, both.who.account, both.who.roles))),
        (2, One(Places, (session, room) => new TakeLastingRoles(session, room))),
        (2, One(Gen.Elements<long?>(null, 1, 2, 3), (session, number) => new EndSessions(session, number))),
        (3, One(Fingerprints, (session, fingerprint) => new AddCertificate(session, fingerprint))),
        (1, One(Fingerprints, (session, fingerprint) => new RemoveCertificate(session, fingerprint))),
        (5, One(Gen.Elements<bool?>(true, true, false, null), (session, isOn) => new ChangeAccountSettings(session) { AlwaysOn = isOn })),
        (6, One(Nicks, (session, nick) => new ChangeNick(session, nick))),
        (2, One(Texts, (session, text) => new Leave(session, text))),
        (4, One(Rooms, (session, room) => new Join(session, room))),
        (30, Two(Places, Keys, (session, room, key) => new Join(session, room, key))),
        (2, Two(Rooms, Texts, (session, room, text) => new Part(session, room, text))),
        (8, One(Places, (session, room) => new Part(session, room, null))),
        (4, Two(Rooms, Texts, (session, room, text) => new Say(session, room, MessageKind.Message, text))),
        (16, Two(Places, Texts, (session, room, text) => new Say(session, room, MessageKind.Message, text))),
        (8, Two(Places, Ids, (session, room, id) => new Say(session, room, MessageKind.Message, "once") { ClientId = id })),
        (6, Two(Present, Ids, (session, nick, id) => new Tell(session, nick, MessageKind.Message, "once") { ClientId = id })),
        (4, Two(Places, Gen.Elements(Roles.None, Roles.Voice, Roles.Operator), (session, room, audience) =>
            new Say(session, room, MessageKind.Notice, "psst") { Audience = audience })),
        (8, Two(Nicks, Texts, (session, nick, text) => new Tell(session, nick, MessageKind.Action, text))),
        (6, Two(Places, Texts, (session, room, text) => new SetTopic(session, room, text))),
        (1, One(Rooms, (session, room) => new ShowTopic(session, room))),
        (1, One(Rooms, (session, room) => new ListMembers(session, room))),
        (1, One(Rooms, (session, room) => new ReadHistory(session, room))),
        (1, Sessions.Select(session => (Command)new ListRooms(session))),
        (1, Sessions.Select(session => (Command)new EndSessionsOfNode(session.Node, long.MaxValue))),
        (40, Leaders.Zip(Places.Zip(Requests.NonEmptyListOf().Resize(4), (room, requests) => (room, requests)), (session, both) =>
            (Command)new ChangeModes(session, both.room, [.. both.requests]))),
        (8, Leaders.Zip(Present, (session, nick) => (Command)new Kick(session, "#tea", nick, "out"))),
        (12, Leaders.Zip(Present, (session, nick) => (Command)new Invite(session, nick, "#tea"))),
        (4, Two(Places, Texts, (session, room, text) => new Knock(session, room, text))),
        (3, One(Texts, (session, text) => new SetAway(session, text))),
        (3, One(Texts, (session, text) => new ChangeRealName(session, text))),
        (3, Two(UserModesOf(), UserModesOf(), (session, set, unset) => new ChangeUserModes(session, set, unset))),
        (10, Two(Places, Places, (session, room, name) => new RenameRoom(session, room, name, null))),
        (12, Two(MetadataTargets, MetadataPairs, (session, target, pair) => new SetMetadata(session, target, pair.Key, pair.Value))),
        (2, One(MetadataTargets, (session, target) => new ClearMetadata(session, target))),
        (4, Two(Present, MetadataPairs, (session, nick, pair) =>
            new Arrive(session, nick, NickFallback.Another) { Metadata = [.. MetadataKey.TryParse(pair.Key, out var key) ? [new MetadataEntry(key, pair.Value)] : Array.Empty<MetadataEntry>()] })),
        (3, Operators.Select(session => (Command)new BecomeOperator(session))),
        (2, One(Present, (session, nick) => new Kill(session, nick, null))),
        (3, One(Texts, (session, text) => new Announce(session, text))),
        (6, Two(Masks, Gen.Elements<int?>(null, 0, 3, 30), (session, mask, seconds) =>
            new BanFromServer(session, mask, null, seconds is { } some ? TimeSpan.FromSeconds(some) : null))),
        (4, One(Masks, (session, mask) => new UnbanFromServer(session, mask))));

    // Most of the traces begin where something can go wrong.
    private static readonly Command[] Beginning =
    [
        new Arrive(new(1, 1), "ada", NickFallback.Refuse),
        new Arrive(new(1, 2), "bob", NickFallback.Refuse) { User = "~b", Host = "cafe.example" },
        new Arrive(new(1, 3), "al", NickFallback.Refuse),
        new Arrive(new(2, 1), "Zoë", NickFallback.Refuse) { User = "~zoe" },
        new Arrive(new(2, 2), null, NickFallback.Another),
        new Join(new(2, 1), "#milk"),
        new Say(new(2, 1), "#milk", MessageKind.Message, "hi"),
        new Part(new(2, 1), "#milk", null),
        new Join(new(1, 1), "#tea"),
        new Join(new(1, 2), "#tea"),
        new RegisterAccount(new(1, 1), "ada", new("right")),
        new RegisterAccount(new(1, 2), "bob", new("right")),
    ];

    private static readonly Arbitrary<Command[]> Any = Arb.Array(Arb.From(Commands));

    private static readonly Arbitrary<Command[]> All = Arb.From(
        Gen.Frequency((1, Any.Generator), (4, Any.Generator.Select(rest => (Command[])[.. Beginning, .. rest]))), Any.Shrinker);

    public static void Hold(Action<Command[]> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithStartSize(20).WithEndSize(300), Prop.ForAll(All, property));

    /// <summary>A scene in which all of it has happened.</summary>
    /// <param name="trace">The commands.</param>
    /// <param name="decided">Sees each command and what became of it, before it does.</param>
    public static Scene Play(Command[] trace, Action<World, Command, Decision>? decided = null)
    {
        var scene = new Scene(Rules);
        foreach (var command in trace)
        {
            decided?.Invoke(scene.World, command, scene.World.Decide(command, scene.Now));
            scene.Do(command);
        }

        return scene;
    }

    private static Credentials? LoginOf(string name, Proof proof) => AccountName.TryParse(name, out var account) ? new Credentials(account, proof) : null;

    private static Gen<Roles> LastingRolesOf() =>
        Gen.Elements(Roles.None, Roles.Voice, Roles.HalfOperator, Roles.Operator | Roles.Voice, Roles.Admin, Roles.Founder);

    private static Gen<UserModes> UserModesOf() => Gen.Elements(
        UserModes.None, UserModes.Invisible, UserModes.AccountsOnly | UserModes.Bot, UserModes.Operator, UserModes.Wallops);

    private static Gen<Command> One<T>(Gen<T> values, Func<SessionId, T, Command> make) =>
        Sessions.Zip(values, make);

    private static Gen<Command> Two<T1, T2>(Gen<T1> first, Gen<T2> second, Func<SessionId, T1, T2, Command> make) =>
        Sessions.Zip(first.Zip(second, (one, two) => (one, two)), (session, both) => make(session, both.one, both.two));
}
