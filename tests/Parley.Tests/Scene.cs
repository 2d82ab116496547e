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

    public DateTimeOffset Now => Beginning.AddSeconds(Events.Count);

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

    /// <summary>The nicks in a room, as somebody who is in it sees them.</summary>
    public string Members(SessionId viewer, string room) =>
        string.Join(' ', Answers<MemberList>(new ListMembers(viewer, room)).Members);

    public string State => Encoding.UTF8.GetString(EventCodec.Write(World.TakeSnapshot()));
}
