using System.Globalization;

namespace Parley;

/// <summary>Who is present, by id, by session and by nick.</summary>
/// <remarks>To be read only by what the world's loop runs.</remarks>
public sealed class PeopleDirectory(AccountDirectory accounts)
{
    private readonly Dictionary<PersonId, Person> _byId = [];
    private readonly Dictionary<SessionId, Person> _bySession = [];
    private readonly Dictionary<Nick, Person> _byNick = [];
    private readonly Dictionary<AccountName, Person> _byAccount = [];
    private readonly Dictionary<string, Person> _bySkeleton = [];

    /// <summary>Names that would pass for the server's voice, or for the reader's own.</summary>
    private static readonly HashSet<string> ReservedSkeletons =
        [.. ((string[])["parley", "server", "system", "you", "NickServ", "ChanServ"]).Select(Skeleton.Of)];

    /// <summary>Somebody who calls himself <c>guest-1000000</c> does not make all later guests have such numbers.</summary>
    private const int GuestNumberJumpMax = 1000;

    /// <summary>Who finds this number taken becomes a guest: so many are not here, somebody has taken 2, 4, 8 and so on.</summary>
    private const int SuffixMax = 1 << 20;

    /// <summary>How many are here.</summary>
    public int Count => _byId.Count;

    /// <summary>The number in the next <c>guest-N</c>; 1 again when nobody is here.</summary>
    internal int NextGuest { get; set; } = 1;

    /// <summary>The most that were here at once, since the start.</summary>
    public int CountMax { get; private set; }

    /// <summary>How many of them are not to be listed to strangers.</summary>
    public int InvisibleCount { get; private set; }

    /// <summary>How many of them run the server.</summary>
    public int OperatorCount { get; private set; }

    /// <summary>Everybody.</summary>
    public IEnumerable<Person> All => _byId.Values;

    /// <summary>The person with this id, if present.</summary>
    public Person? Find(PersonId id) => _byId.GetValueOrDefault(id);

    /// <summary>The person for whom this session speaks, if any.</summary>
    public Person? Find(SessionId session) => _bySession.GetValueOrDefault(session);

    /// <summary>The person of this nick, if present.</summary>
    public Person? Find(Nick nick) => _byNick.GetValueOrDefault(nick);

    /// <summary>The person who is logged in to this account, if present.</summary>
    public Person? Find(AccountName account) => _byAccount.GetValueOrDefault(account);

    /// <summary>The highest number of a session of this node; 0 when there is none.</summary>
    public long LastSessionOf(int node) => SessionsOf(node).Select(session => session.Number).DefaultIfEmpty().Max();

    internal IEnumerable<SessionId> SessionsOf(int node) => _bySession.Keys.Where(session => session.Node == node);

    /// <summary>Reads a nick and says whether a person may be called so; null if they may.</summary>
    /// <remarks>By the name of their account they may even when somebody here looks like it: so it may be, where both are older than what is known of looks.</remarks>
    /// <param name="text">The nick.</param>
    /// <param name="self">Who wants to be called so; null for somebody who is not here yet.</param>
    /// <param name="account">The account that they are the owner of, or will be.</param>
    /// <param name="nick">The nick, if it can be one.</param>
    internal Refusal? Check(string? text, Person? self, AccountName? account, out Nick nick)
    {
        if (!Nick.TryParse(text, out nick)) return new NickInvalid(text ?? "");
        if (ReservedSkeletons.Contains(nick.Skeleton)) return new NickReserved(nick);
        var alike = account == AccountName.Of(nick) ? null : _bySkeleton.GetValueOrDefault(nick.Skeleton);
        var other = OtherThan(self, _byNick.GetValueOrDefault(nick)) ?? OtherThan(self, alike);
        if (other is not null) return new NickTaken(nick, other.Identity.Nick);
        return accounts.OwnerOf(nick) is { } owner && owner != account ? new NickOwned(nick, owner) : null;
    }

    /// <summary>A free nick like the one asked for: with a number behind it, or a <c>guest-N</c> if that does not fit.</summary>
    /// <remarks>
    /// Thousands of clients may ask for the same nick, so the numbers are not tried one by one: doubling finds one that is
    /// free, and halving one behind a taken one. That is the next number, unless somebody with a smaller one has left.
    /// It follows from who is here alone, so there is nothing to keep in a snapshot.
    /// </remarks>
    internal Nick Suffixed(Nick taken)
    {
        var (last, free) = (1, 2);
        while (IsTaken(free))
        {
            if (free >= SuffixMax) return Guest();
            (last, free) = (free, 2 * free);
        }

        while (free - last > 1)
        {
            var middle = last + ((free - last) / 2);
            if (IsTaken(middle)) last = middle;
            else free = middle;
        }

        return Numbered(taken, free) is { } nick ? nick : Guest();

        bool IsTaken(int number) => Numbered(taken, number) is { } nick && Check(nick.Value, null, null, out _) is not null;
    }

    /// <summary>A free <c>guest-N</c>.</summary>
    internal Nick Guest()
    {
        for (var number = NextGuest; ; number++)
        {
            if (Check(GuestNick(number), null, null, out var nick) is null) return nick;
        }
    }

    internal void Add(Person person, SessionId? session)
    {
        _byId[person.Id] = person;
        CountMax = Math.Max(CountMax, Count);
        CountModes(person, 1);
        Index(person);
        if (session is { } first) Attach(person, first);
    }

    /// <summary>Lets a session speak for a person, and for nobody else.</summary>
    internal void Attach(Person person, SessionId session)
    {
        Detach(session);
        person.SessionList.Add(session);
        _bySession[session] = person;
    }

    /// <summary>Lets a session speak for nobody.</summary>
    internal void Detach(SessionId session)
    {
        if (_bySession.Remove(session, out var person)) person.SessionList.Remove(session);
    }

    internal void Rename(Person person, Nick nick)
    {
        Unindex(person);
        person.Identity = person.Identity with { Nick = nick };
        Index(person);
    }

    internal void SetAccount(Person person, AccountName? account)
    {
        Unindex(person);
        person.Identity = person.Identity with { Account = account };
        Index(person);
    }

    internal void SetModes(Person person, UserModes modes)
    {
        CountModes(person, -1);
        person.Modes = modes;
        CountModes(person, 1);
    }

    internal void Remove(Person person)
    {
        _byId.Remove(person.Id);
        CountModes(person, -1);
        Unindex(person);
        foreach (var session in person.Sessions) _bySession.Remove(session);
        if (_byId.Count == 0) NextGuest = 1;
    }

    internal IReadOnlyList<PersonSnapshot> TakeSnapshot() =>
        [.. _byId.Values.OrderBy(person => person.Id.Value).Select(person => new PersonSnapshot(
            person.Identity,
            person.RealName,
            person.Away,
            person.Modes,
            person.ArrivedAt,
            person.SpokeAt,
            [.. person.Sessions],
            [.. person.Rooms.Select(room => new MembershipSnapshot(room.Id, room.RolesOf(person.Id)))])
        {
            AbsentSince = person.AbsentSince,
            Sent = person.Sent,
            Metadata = person.Metadata.IsEmpty ? null : person.Metadata,
            MetadataPace = person.MetadataPace,
        })];

    internal void Restore(PersonSnapshot snapshot, RoomDirectory rooms)
    {
        var person = new Person(snapshot.Identity)
        {
            RealName = snapshot.RealName,
            Away = snapshot.Away,
            Modes = snapshot.Modes,
            ArrivedAt = snapshot.ArrivedAt,
            SpokeAt = snapshot.SpokeAt,
            AbsentSince = snapshot.AbsentSince,
            Sent = [.. snapshot.Sent],
            Metadata = [.. snapshot.Metadata ?? []],
            MetadataPace = snapshot.MetadataPace,
        };
        Add(person, null);
        foreach (var session in snapshot.Sessions) Attach(person, session);
        foreach (var (id, roles) in snapshot.Rooms)
        {
            if (rooms.Find(id) is { } room) rooms.Enter(room, person, roles);
        }
    }

    private void CountModes(Person person, int one)
    {
        if (person.Modes.HasFlag(UserModes.Invisible)) InvisibleCount += one;
        if (person.IsOperator) OperatorCount += one;
    }

    private void Index(Person person)
    {
        var nick = person.Identity.Nick;
        _byNick[nick] = person;
        _bySkeleton[nick.Skeleton] = person;
        if (person.Account is { } account) _byAccount[account] = person;
        if (nick.Value.StartsWith("guest-", StringComparison.Ordinal)
            && int.TryParse(nick.Value.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= NextGuest && number - NextGuest < GuestNumberJumpMax)
            NextGuest = number + 1;
    }

    private void Unindex(Person person)
    {
        _byNick.Remove(person.Identity.Nick);
        if (_bySkeleton.GetValueOrDefault(person.Identity.Nick.Skeleton) == person) _bySkeleton.Remove(person.Identity.Nick.Skeleton);
        if (person.Account is { } account) _byAccount.Remove(account);
    }

    private static Person? OtherThan(Person? self, Person? found) => found == self ? null : found;

    /// <summary>As much of the nick as there is room for, with the number; null if not even its first character fits.</summary>
    private static Nick? Numbered(Nick nick, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"_{number}");
        var stem = new StringInfo(nick.Value);
        for (var length = stem.LengthInTextElements; length > 0; length--)
        {
            if (Nick.TryParse(stem.SubstringByTextElements(0, length) + suffix, out var numbered)) return numbered;
        }

        return null;
    }

    private static string GuestNick(int number) => string.Create(CultureInfo.InvariantCulture, $"guest-{number}");
}
