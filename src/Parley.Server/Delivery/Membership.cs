using System.Collections.Immutable;

namespace Parley.Server.Delivery;

/// <summary>Which of a shard's sessions see what: by session, by person, by room.</summary>
/// <remarks>Follows the stored events; touched by its shard only.</remarks>
internal sealed class Membership
{
    private static readonly List<LocalSession> Nobody = [];

    private readonly Dictionary<SessionId, LocalSession> _sessions = [];
    private readonly Dictionary<PersonId, List<LocalSession>> _people = [];
    private readonly Dictionary<RoomId, SessionList> _rooms = [];
    private readonly Dictionary<Nick, SessionList> _watchers = [];
    private readonly List<LocalSession> _audience = [];

    public IEnumerable<LocalSession> Sessions => _sessions.Values;

    public void Attach(LocalSession session) => _sessions[session.Id] = session;

    /// <summary>Takes a session out of everything: it sees nothing from here on. False when it was out already.</summary>
    public bool Detach(LocalSession session)
    {
        LeaveAll(session);
        foreach (var nick in session.Watches) RemoveFrom(_watchers, nick, session);
        session.Watches = [];
        return _sessions.Remove(session.Id);
    }

    public void ForgetRooms()
    {
        _rooms.Clear();
        _people.Clear();
    }

    /// <summary>Lets a session be told when this nick comes and goes.</summary>
    public void Watch(LocalSession session, Nick nick)
    {
        if (session.Watches.Contains(nick)) return;
        session.Watches = session.Watches.Add(nick);
        AddTo(_watchers, nick, session);
    }

    /// <summary>Ends <see cref="Watch"/>.</summary>
    public void Unwatch(LocalSession session, Nick nick)
    {
        session.Watches = session.Watches.Remove(nick);
        RemoveFrom(_watchers, nick, session);
    }

    /// <summary>The sessions that watch this nick.</summary>
    public List<LocalSession> WatchersOf(Nick nick) => _watchers.TryGetValue(nick, out var watchers) ? watchers.All : Nobody;

    /// <summary>Who may see this event. Valid until the next call.</summary>
    public List<LocalSession> Audience(Event happened) => happened switch
    {
        RoomEvent { OnlyTo: { } people } => Those(people),
        Announced announced => Those(announced.To),
        RoomEvent { Room: NamedRoom room } => In(room.Id),
        RoomEvent { Room: Conversation conversation } => Both(conversation),
        PersonEvent moved => Acquaintances(moved),
        _ => SessionsOf(happened.By.Id),
    };

    /// <summary>Who may see this signal. Valid until the next call.</summary>
    public List<LocalSession> Audience(Signal signal) => signal switch
    {
        { OnlyTo: { } people } => Those(people),
        { Room: NamedRoom room } => In(room.Id),
        { Room: Conversation conversation } => Both(conversation),
        _ => Nobody,
    };

    /// <summary>What has to be true before the event is shown: who arrives or joins sees it.</summary>
    public void Before(Event happened)
    {
        switch (happened)
        {
            case Arrived arrived when _sessions.TryGetValue(arrived.Session, out var session):
                session.Person = arrived.By.Id;
                AddTo(arrived.By.Id, session);
                break;
            case SessionAttached attached when _sessions.TryGetValue(attached.Session, out var session):
                Attach(session, attached);
                break;
            case Joined joined:
                foreach (var session in SessionsOf(joined.By.Id))
                {
                    AddTo(_rooms, joined.Room.Id, session);
                    session.Rooms.Add(joined.Room.Id);
                }

                break;
        }
    }

    /// <summary>What is true after the event was shown: who leaves still sees that.</summary>
    public void After(Event happened)
    {
        switch (happened)
        {
            case Parted parted:
                Leave(parted.By.Id, parted.Room.Id);
                break;
            case Kicked kicked:
                Leave(kicked.Who.Id, kicked.Room.Id);
                break;
            case SessionDetached detached when _sessions.TryGetValue(detached.Session, out var session):
                LeaveAll(session);
                break;
            case Quit quit:
                foreach (var session in SessionsOf(quit.By.Id).ToArray()) LeaveAll(session);
                break;
        }
    }

    /// <summary>The session of this id, when it is one of these.</summary>
    public LocalSession? Find(SessionId session) => _sessions.GetValueOrDefault(session);

    private void Attach(LocalSession session, SessionAttached attached)
    {
        LeaveAll(session);
        session.Person = attached.By.Id;
        AddTo(attached.By.Id, session);
        foreach (var room in attached.Rooms)
        {
            AddTo(_rooms, room, session);
            session.Rooms.Add(room);
        }
    }

    private void Leave(PersonId person, RoomId room)
    {
        foreach (var session in SessionsOf(person))
        {
            RemoveFrom(_rooms, room, session);
            session.Rooms.Remove(room);
        }
    }

    private void LeaveAll(LocalSession session)
    {
        if (session.Person is not { } person) return;
        RemoveFrom(person, session);
        foreach (var room in session.Rooms) RemoveFrom(_rooms, room, session);
        session.Rooms.Clear();
    }

    /// <summary>The local sessions of a person.</summary>
    public List<LocalSession> SessionsOf(PersonId person) => _people.GetValueOrDefault(person, Nobody);

    private List<LocalSession> In(RoomId room) => _rooms.TryGetValue(room, out var members) ? members.All : Nobody;

    private List<LocalSession> Those(ImmutableArray<PersonId> people)
    {
        _audience.Clear();
        foreach (var person in people) _audience.AddRange(SessionsOf(person));
        return _audience;
    }

    private List<LocalSession> Both(Conversation conversation)
    {
        _audience.Clear();
        _audience.AddRange(SessionsOf(conversation.First.Id));
        if (conversation.First.Id != conversation.Second.Id) _audience.AddRange(SessionsOf(conversation.Second.Id));
        return _audience;
    }

    private List<LocalSession> Acquaintances(PersonEvent moved)
    {
        _audience.Clear();
        Add(SessionsOf(moved.By.Id));
        foreach (var room in moved.Rooms) Add(In(room));
        if (moved is not (NickChanged or Quit)) Add(WatchersOf(moved.By.Nick), onlyClose: moved is not PersonMetadataChanged);
        return _audience;

        void Add(List<LocalSession> sessions, bool onlyClose = false)
        {
            foreach (var session in sessions)
            {
                if (session.LastSeen == moved.Sequence || (onlyClose && !session.IsWatchingClosely)) continue;
                session.LastSeen = moved.Sequence;
                _audience.Add(session);
            }
        }
    }

    private void AddTo(PersonId person, LocalSession session)
    {
        if (!_people.TryGetValue(person, out var sessions)) _people[person] = sessions = [];
        sessions.Add(session);
    }

    private void RemoveFrom(PersonId person, LocalSession session)
    {
        if (!_people.TryGetValue(person, out var sessions)) return;
        sessions.Remove(session);
        if (sessions.Count == 0) _people.Remove(person);
    }

    private static void AddTo<TKey>(Dictionary<TKey, SessionList> lists, TKey key, LocalSession session)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = new SessionList();
        list.Add(session);
    }

    private static void RemoveFrom<TKey>(Dictionary<TKey, SessionList> lists, TKey key, LocalSession session)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) return;
        list.Remove(session);
        if (list.All.Count == 0) lists.Remove(key);
    }
}
