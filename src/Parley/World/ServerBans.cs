using System.Net;

namespace Parley;

/// <summary>The bans of the server.</summary>
/// <remarks>To be read only by what the world's loop runs.</remarks>
public sealed class ServerBans
{
    private readonly List<ServerBan> _bans = [];

    /// <summary>The bans that hold at this time, oldest first.</summary>
    public IEnumerable<ServerBan> At(DateTimeOffset now) => _bans.Where(ban => ban.Until is not { } until || until > now);

    internal IReadOnlyList<ServerBan> All => _bans;

    internal ServerBan? Find(Identity who, IPAddress? address, DateTimeOffset now) => At(now).FirstOrDefault(ban => ban.IsAddress
        ? address is not null && ban.Covers(address)
        : Parley.Mask.Covers(ban.Mask, who));

    /// <summary>The ban that somebody who is here would come under if this were who they are; none for those who run the server.</summary>
    internal ServerBan? FindFor(Person person, Identity after, DateTimeOffset now) => person.IsOperator ? null : Find(after, null, now);

    /// <summary>Adds a ban, in the place of one for the same mask, and drops those that are over.</summary>
    internal void Add(ServerBan ban)
    {
        Remove(ban.Mask);
        _bans.RemoveAll(other => other.Until <= ban.At);
        _bans.Add(ban);
    }

    internal void Remove(string mask) => _bans.RemoveAll(ban => Parley.Mask.AreSame(ban.Mask, mask));
}
