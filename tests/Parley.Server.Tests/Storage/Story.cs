using System.Collections.Immutable;
using System.Text;

namespace Parley.Server.Tests.Storage;

/// <summary>Events as a server makes them: decided by a world that evolves with them.</summary>
internal sealed class Story
{
    private static readonly DateTimeOffset Beginning = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly Dictionary<string, SessionId> _sessions = [];
    private World _world = new(new WorldRules());

    public Sequence Head => _world.Head;

    /// <summary>All that has happened, in order.</summary>
    public List<Event> Events { get; } = [];

    public WorldSnapshot Snapshot => _world.TakeSnapshot();

    /// <summary>Goes back to an earlier place, as a server does when its events could not be stored.</summary>
    public void ReturnTo(Sequence head)
    {
        Events.RemoveRange((int)head.Value, Events.Count - (int)head.Value);
        _world = new World(new WorldRules());
        foreach (var happened in Events) _world.Evolve(happened);
    }

    public IReadOnlyList<Event> Arrive(string nick) => Do(new Arrive(Session(nick), nick, NickFallback.Refuse));

    public IReadOnlyList<Event> Join(string nick, string room) => Do(new Join(Session(nick), room));

    public IReadOnlyList<Event> Part(string nick, string room) => Do(new Part(Session(nick), room, null));

    public IReadOnlyList<Event> Say(string nick, string room, string text) =>
        Do(new Say(Session(nick), room, MessageKind.Message, text));

    public IReadOnlyList<Event> Rename(string nick, string to)
    {
        _sessions[to] = Session(nick);
        return Do(new ChangeNick(Session(nick), to));
    }

    public IReadOnlyList<Event> Leave(string nick) => Do(new Leave(Session(nick), "bye"));

    public IReadOnlyList<Event> Redact(string nick, Event said) => Do(new Redact(Session(nick), (Said)said, null));

    /// <summary>Somebody gets an account of their nick's name.</summary>
    public IReadOnlyList<Event> Register(string nick) => Do(new RegisterAccount(Session(nick), nick, new ScramVerifier(nick)));

    /// <summary>All that was said with the account is taken back.</summary>
    public IReadOnlyList<Event> EraseAllOf(string nick) => Do(new EraseMessages(Session(nick), new PasswordProof(new ScramVerifier(nick))));

    /// <summary>A room, or all when there is none, keeps no more than what comes from a place on.</summary>
    public IReadOnlyList<Event> Forget(RoomId? room, Sequence before) =>
        Do(new ForgetHistory(1, room is { } id ? _world.Rooms.Find(id)!.Ref : null, before));

    /// <summary>Ada is in #lobby and says as many things.</summary>
    public static Story OfMonologue(int messages)
    {
        var story = new Story();
        story.Arrive("ada");
        story.Join("ada", "#lobby");
        for (var i = 1; i <= messages; i++) story.Say("ada", "#lobby", $"message {i}");
        return story;
    }

    /// <summary>The room that the last event happened in.</summary>
    public RoomId LastRoom => ((RoomEvent)Events[^1]).Room.Id;

    /// <summary>Events as text, everything that is stored of them, to be compared.</summary>
    public static string[] Lines(IEnumerable<Event> events) =>
        [.. events.Select(e => $"{e.Sequence} {e.At:O} {EventCodec.KindOf(e)} {Encoding.UTF8.GetString(EventCodec.Write(e))}")];

    private ImmutableArray<Event> Do(Command command)
    {
        var decision = _world.Decide(command, Beginning.AddMilliseconds(1.5 * Events.Count));
        Assert.NotEmpty(decision.Events);
        foreach (var decided in decision.Events) _world.Evolve(decided);
        Events.AddRange(decision.Events);
        return decision.Events;
    }

    private SessionId Session(string nick)
    {
        if (!_sessions.TryGetValue(nick, out var session)) _sessions[nick] = session = new SessionId(1, _sessions.Count + 1);
        return session;
    }
}
