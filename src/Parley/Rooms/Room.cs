using System.Collections.Immutable;
using System.Globalization;

namespace Parley;

/// <summary>A room as it is now.</summary>
/// <remarks>Belongs to the world: to be read only by what the world's loop runs, and changed by events alone.</remarks>
public sealed class Room
{
    private readonly Dictionary<PersonId, Member> _members = [];
    private readonly Dictionary<RoomMode, List<MaskEntry>> _lists = [];
    private readonly Dictionary<RoomMode, string?> _modes = [];
    private readonly HashSet<Person> _invited = [];
    private ImmutableArray<MemberInfo>? _roster;

    internal Room(RoomRef reference, DateTimeOffset createdAt)
    {
        Ref = reference;
        CreatedAt = createdAt;
    }

    /// <summary>What events say of this room; the same instance until it is called something else.</summary>
    public RoomRef Ref { get; internal set; }

    /// <summary>What an event that somebody is behind says of it: a conversation is between the two as they are called now.</summary>
    internal RoomRef RefBy(Person person, World world) => Ref is Conversation conversation ? conversation.AsOf(person, world.People) : Ref;

    /// <summary>Its identity.</summary>
    public RoomId Id => Ref.Id;

    /// <summary>Its name; null for a direct conversation.</summary>
    public RoomName? Name => (Ref as NamedRoom)?.Name;

    /// <summary>The most names of one room that still lead to it.</summary>
    internal const int FormerNamesMax = 5;

    /// <summary>What it was called and no other room is, oldest first: who asks for it is led here.</summary>
    internal List<RoomName> FormerNames { get; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>What it is about, if anything.</summary>
    public Topic? Topic { get; internal set; }

    /// <summary>To whom it belongs; null for a room of those who are in it.</summary>
    public RoomRegistration? Registration { get; internal set; }

    /// <summary>What is said of it, in the order of keys.</summary>
    public ImmutableArray<MetadataEntry> Metadata { get; internal set; } = [];

    /// <summary>What the owner of an account may do here whenever they come; none for those without an account.</summary>
    public Roles LastingRolesOf(AccountName? account) => account is { } name ? Registration?.RolesOf(name) ?? Roles.None : Roles.None;

    /// <summary>Whether something was said or a topic set here: reasons to keep the room when all have left.</summary>
    internal bool HasHistory { get; set; }

    /// <summary>Where the last one left it; null while somebody is in it.</summary>
    internal Sequence? LeftAt { get; set; }

    /// <summary>How many are in it.</summary>
    public int Count => _members.Count;

    /// <summary>Those who are in it.</summary>
    public IEnumerable<Member> Members => _members.Values;

    /// <summary>The modes that are set, without the lists and the roles, with their arguments.</summary>
    public IReadOnlyDictionary<RoomMode, string?> Modes => _modes;

    /// <summary>Those who are in it as they are called now, in no particular order; made once for all who ask until somebody goes or changes.</summary>
    public ImmutableArray<MemberInfo> Roster =>
        _roster ??= [.. _members.Values.Select(member => new MemberInfo(member.Person.Identity, member.Roles))];

    /// <summary>Whether nobody but its members should learn of it.</summary>
    public bool IsSecret => Has(RoomMode.Secret);

    /// <summary>Whether this person is in it.</summary>
    public bool Contains(PersonId person) => _members.ContainsKey(person);

    /// <summary>What this person may do here; none for somebody who is not in it.</summary>
    public Roles RolesOf(PersonId person) => Find(person)?.Roles ?? Roles.None;

    /// <summary>This person's membership; null for somebody who is not in it.</summary>
    internal Member? Find(PersonId person) => _members.GetValueOrDefault(person);

    /// <summary>Whether a mode is set.</summary>
    public bool Has(RoomMode mode) => _modes.ContainsKey(mode);

    /// <summary>A mode's argument; null when it is not set.</summary>
    public string? Argument(RoomMode mode) => _modes.GetValueOrDefault(mode);

    /// <summary>The masks of one list, oldest first.</summary>
    public IReadOnlyList<MaskEntry> List(RoomMode list) => _lists.TryGetValue(list, out var entries) ? entries : [];

    /// <summary>Whether this person may know that the room is there.</summary>
    public bool IsVisibleTo(Person person) => !IsSecret || Contains(person.Id) || person.IsOperator;

    /// <summary>The members with this role or one above.</summary>
    internal IEnumerable<PersonId> MembersWith(Roles role) =>
        _members.Values.Where(member => member.Roles.AtLeast(role)).Select(member => member.Person.Id).OrderBy(id => id.Value);

    /// <summary>Whether a mask of the list covers this person.</summary>
    internal bool IsListed(RoomMode list, Identity who)
    {
        if (!_lists.TryGetValue(list, out var entries)) return false;
        foreach (var entry in entries)
        {
            if (Mask.Covers(entry.Mask, who)) return true;
        }

        return false;
    }

    /// <summary>Whether a ban concerns this person.</summary>
    internal bool Bans(Identity who) => IsListed(RoomMode.Ban, who) && !IsListed(RoomMode.BanException, who);

    /// <summary>Whether this person was let in and has not come yet.</summary>
    internal bool HasInvited(Person person) => _invited.Contains(person);

    /// <summary>Whether anybody could always come in: then its history is nobody's secret.</summary>
    internal bool IsOpen => _lists.Count == 0 && !Has(RoomMode.Secret) && !Has(RoomMode.Key) && !Has(RoomMode.Limit)
        && !Has(RoomMode.InviteOnly) && !Has(RoomMode.AccountsOnly);

    /// <summary>Whether there are as many in it as there may be.</summary>
    internal bool IsFull =>
        int.TryParse(Argument(RoomMode.Limit), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && Count >= limit;

    internal void Add(Person person, Roles roles)
    {
        _members[person.Id] = new Member(person, roles);
        _roster = _roster?.Add(new MemberInfo(person.Identity, roles));
        Uninvite(person);
    }

    internal void Remove(Person person)
    {
        _members.Remove(person.Id);
        _roster = null;
    }

    internal void Invite(Person guest)
    {
        _invited.Add(guest);
        guest.InvitedTo = guest.InvitedTo.Add(this);
    }

    internal void Uninvite(Person guest)
    {
        _invited.Remove(guest);
        guest.InvitedTo = guest.InvitedTo.Remove(this);
    }

    internal void UninviteAll()
    {
        foreach (var guest in _invited) guest.InvitedTo = guest.InvitedTo.Remove(this);
        _invited.Clear();
    }

    /// <summary>Somebody in it is called something else.</summary>
    internal void Renamed() => _roster = null;

    internal void Apply(ModeChange change, Nick by, DateTimeOffset at)
    {
        if (change.Mode.Role() is var role and not Roles.None)
        {
            if (change.Who is { } who && _members.TryGetValue(who.Id, out var member))
                _members[who.Id] = member with { Roles = change.IsSet ? member.Roles | role : member.Roles & ~role };
            _roster = null;
        }
        else if (change.Mode.IsList())
        {
            ApplyToList(change, by, at);
        }
        else if (change.IsSet)
        {
            _modes[change.Mode] = change.Argument;
        }
        else
        {
            _modes.Remove(change.Mode);
        }
    }

    /// <summary>Everything that its members had arranged is as in a new room; what was said stays.</summary>
    internal void Reset(ImmutableArray<RoomMode> modes)
    {
        _modes.Clear();
        _lists.Clear();
        UninviteAll();
        Metadata = [];
        foreach (var mode in modes) _modes[mode] = null;
    }

    internal RoomSnapshot TakeSnapshot() => new(
        Ref,
        Topic,
        HasHistory,
        LeftAt,
        CreatedAt,
        [.. _modes.OrderBy(mode => mode.Key).Select(mode => new ModeChange(mode.Key, true, mode.Value))],
        [.. _lists.OrderBy(list => list.Key).SelectMany(list => list.Value.Select(entry => new MaskSnapshot(list.Key, entry)))],
        [.. _invited.Select(guest => guest.Id).OrderBy(id => id.Value)])
    {
        Registration = Registration,
        Metadata = Metadata.IsEmpty ? null : Metadata,
        FormerNames = FormerNames.Count == 0 ? null : [.. FormerNames],
    };

    internal static Room Restore(RoomSnapshot snapshot)
    {
        var room = new Room(snapshot.Room, snapshot.CreatedAt)
        {
            Topic = snapshot.Topic,
            HasHistory = snapshot.HasHistory,
            LeftAt = snapshot.LeftAt,
            Registration = snapshot.Registration,
            Metadata = [.. snapshot.Metadata ?? []],
        };
        room.FormerNames.AddRange(snapshot.FormerNames ?? []);
        foreach (var mode in snapshot.Modes) room._modes[mode.Mode] = mode.Argument;
        foreach (var (list, entry) in snapshot.Masks) room.ListOf(list).Add(entry);
        return room;
    }

    private void ApplyToList(ModeChange change, Nick by, DateTimeOffset at)
    {
        var list = ListOf(change.Mode);
        list.RemoveAll(entry => Mask.AreSame(entry.Mask, change.Argument));
        if (change.IsSet) list.Add(new MaskEntry(change.Argument ?? "", by, at));
        if (list.Count == 0) _lists.Remove(change.Mode);
    }

    private List<MaskEntry> ListOf(RoomMode mode) => _lists.TryGetValue(mode, out var list) ? list : _lists[mode] = [];
}
