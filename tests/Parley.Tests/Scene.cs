using System.Text;

namespace Parley.Tests;

/// <summary>A world in which sessions do things: what they ask is decided, and what was decided happens.</summary>
internal sealed class Scene
{
    public static readonly SessionId Ada = new(1, 1);
    public static readonly SessionId Bob = new(1, 2);
    public static readonly SessionId Eve = new(2, 1);

    private static readonly DateTimeOffset Beginning = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly WorldRules _rules;

    public Scene(WorldRules? rules = null)
    {
        _rules = rules ?? new WorldRules();
        World = new World(_rules);
    }

    public World World { get; private set; }

    /// <summary>All that has happened, in order.</summary>
    public List<Event> Events { get; } = [];

    /// <summary>How much time has passed besides the second that each event takes.</summary>
    public TimeSpan Waited { get; set; }

    public DateTimeOffset Now => Beginning.AddSeconds(Events.Count) + Waited;

    /// <summary>Ada, Bob and Eve have arrived; Ada and Bob are in #lobby.</summary>
    public static Scene InTheLobby(WorldRules? rules = null)
    {
        var scene = new Scene(rules);
        scene.Do(new Arrive(Ada, "ada", NickFallback.Refuse));
        scene.Do(new Arrive(Bob, "bob", NickFallback.Refuse));
        scene.Do(new Arrive(Eve, "eve", NickFallback.Refuse));
        scene.Do(new Join(Ada, "#lobby"));
        scene.Do(new Join(Bob, "#lobby"));
        return scene;
    }

    /// <summary>As in the lobby, and Ada and Bob are in #tea: Ada, who made it, is its operator.</summary>
    public static Scene InTheTeaRoom(WorldRules? rules = null)
    {
        var scene = InTheLobby(rules);
        scene.Do(new Join(Ada, "#tea"));
        scene.Do(new Join(Bob, "#tea"));
        return scene;
    }

    /// <summary>As in the lobby, and Ada runs the server.</summary>
    public static Scene WithAnOperator(WorldRules? rules = null)
    {
        var scene = InTheLobby(rules);
        scene.Happens<UserModesChanged>(new BecomeOperator(Ada));
        return scene;
    }

    /// <summary>As in the lobby, and Ada and Bob have accounts, with the passwords <c>ada's</c> and <c>bob's</c>.</summary>
    public static Scene WithAccounts(WorldRules? rules = null)
    {
        var scene = InTheLobby(rules);
        scene.Do(new RegisterAccount(Ada, "ada", new("ada's")));
        scene.Do(new RegisterAccount(Bob, "bob", new("bob's")));
        return scene;
    }

    /// <summary>Who knows the password of Ada's account, or of another.</summary>
    public static Credentials Knows(string verifier = "ada's", string account = "ada")
    {
        Assert.True(AccountName.TryParse(account, out var name));
        return new Credentials(name, new PasswordProof(new(verifier)));
    }

    /// <summary>Decides a command and lets it happen.</summary>
    public Decision Do(Command command)
    {
        var decision = World.Decide(command, Now);
        foreach (var decided in decision.Events) World.Evolve(decided);
        Events.AddRange(decision.Events);
        return decision;
    }

    /// <summary>Does a command of which one event and no reply is to come.</summary>
    public T Happens<T>(Command command)
        where T : Event
    {
        var decision = Do(command);
        Assert.Null(decision.Reply);
        return Assert.IsType<T>(Assert.Single(decision.Events));
    }

    /// <summary>Does a command of which one event is to come, and an answer.</summary>
    public (TEvent Event, TReply Reply) Happens<TEvent, TReply>(Command command)
        where TEvent : Event
        where TReply : Reply
    {
        var decision = Do(command);
        return (Assert.IsType<TEvent>(Assert.Single(decision.Events)), Assert.IsType<TReply>(decision.Reply));
    }

    /// <summary>Does a command that is to be answered, and to change nothing.</summary>
    public T Answers<T>(Command command)
        where T : Reply
    {
        var decision = Do(command);
        Assert.Empty(decision.Events);
        return Assert.IsType<T>(decision.Reply);
    }

    /// <summary>Does a command that is to have no effect at all.</summary>
    public void Ignores(Command command)
    {
        var decision = Do(command);
        Assert.Empty(decision.Events);
        Assert.Null(decision.Reply);
    }

    /// <summary>Ada sets a mode of #tea.</summary>
    public void Set(RoomMode mode, string? argument = null) => Happens<ModesChanged>(Change(Ada, true, mode, argument));

    /// <summary>Ada takes a mode of #tea away.</summary>
    public void Unset(RoomMode mode, string? argument = null) => Happens<ModesChanged>(Change(Ada, false, mode, argument));

    /// <summary>Somebody has a role in #tea, which nobody there need have been able to give.</summary>
    public void Give(SessionId session, RoomMode role)
    {
        var room = Room("#tea");
        Happened(new ModesChanged(room.Ref, Person(Ada).Identity, [new ModeChange(role, true, Who: Person(session).Identity)]));
    }

    /// <summary>Something happens as the log has it, whether or not it would be decided now.</summary>
    public void Happened(Event stored)
    {
        stored.Stamp(World.Head.Next, Now);
        World.Evolve(stored);
        Events.Add(stored);
    }

    /// <summary>A change of one mode of #tea.</summary>
    public static ChangeModes Change(SessionId session, bool isSet, RoomMode mode, string? argument = null) =>
        new(session, "#tea", [new ModeRequest(mode, isSet, argument)]);

    /// <summary>The nicks in a room, as somebody who is in it sees them.</summary>
    public string Members(SessionId viewer, string room) => Nicks(Answers<MemberList>(new ListMembers(viewer, room)).Members);

    /// <summary>The nicks in order.</summary>
    public static string Nicks(IEnumerable<MemberInfo> members) =>
        string.Join(' ', members.Select(member => member.Who.Nick.Value).Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>The room of this name.</summary>
    public Room Room(string name)
    {
        Assert.True(RoomName.TryParse(name, out var parsed));
        return World.Rooms.Find(parsed) ?? throw new InvalidOperationException($"There is no {name}.");
    }

    /// <summary>The person who speaks through this session.</summary>
    public Person Person(SessionId session) =>
        World.People.Find(session) ?? throw new InvalidOperationException($"Nobody has come through {session}.");

    public string State => Encoding.UTF8.GetString(EventCodec.Write(World.TakeSnapshot()));
}
