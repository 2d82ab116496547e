using System.Diagnostics.CodeAnalysis;

namespace Parley;

/// <summary>Which accounts there are, by name, by what the name looks like and by certificate.</summary>
/// <remarks>To be read only by what the world's loop runs.</remarks>
public sealed class AccountDirectory
{
    private readonly Dictionary<AccountName, Account> _byName = [];
    private readonly Dictionary<string, AccountName> _bySkeleton = [];
    private readonly Dictionary<string, AccountName> _byCertificate = [];

    /// <summary>The names of accounts that are no more; nobody gets them again.</summary>
    private readonly HashSet<AccountName> _dropped = [];

    /// <summary>How many there are.</summary>
    public int Count => _byName.Count;

    /// <summary>The account of this name, if there is one.</summary>
    public Account? Find(AccountName name) => _byName.GetValueOrDefault(name);

    /// <summary>The account of this name, if there is one.</summary>
    public Account? Find(string? name) => AccountName.TryParse(name, out var parsed) ? Find(parsed) : null;

    /// <summary>The account that this certificate logs in to, if any.</summary>
    public Account? FindByCertificate(string fingerprint) =>
        _byCertificate.TryGetValue(fingerprint, out var name) ? _byName[name] : null;

    /// <summary>Whose account has this nick for its name, or one that looks the same; null when nobody's.</summary>
    public AccountName? OwnerOf(Nick nick) =>
        Find(AccountName.Of(nick))?.Name
        ?? (_bySkeleton.TryGetValue(nick.Skeleton, out var owner) && _byName.ContainsKey(owner) ? owner : null);

    /// <summary>Whether the account is there, and the proof is good for it.</summary>
    internal bool Accepts(Credentials credentials, [NotNullWhen(true)] out Account? account)
    {
        account = Find(credentials.Account);
        return account?.Accepts(credentials.Proof) == true;
    }

    /// <summary>Whether an account has or had this name, or one that looks the same.</summary>
    /// <remarks>A name in another case need not look the same: <c>aI</c> looks like <c>al</c>, <c>ai</c> does not.</remarks>
    internal bool IsTaken(AccountName name) =>
        _byName.ContainsKey(name) || _dropped.Contains(name) || _bySkeleton.ContainsKey(name.Nick.Skeleton);

    internal void Add(Account account)
    {
        _byName[account.Name] = account;
        _bySkeleton[account.Name.Nick.Skeleton] = account.Name;
        foreach (var fingerprint in account.Certificates) _byCertificate[fingerprint] = account.Name;
    }

    /// <summary>Puts what has become of an account into its place.</summary>
    internal void Change(AccountName name, Func<Account, Account> change)
    {
        if (Find(name) is not { } account) return;
        RemoveCertificates(account);
        Add(change(account));
    }

    internal void Drop(AccountName name)
    {
        if (!_byName.Remove(name, out var account)) return;
        RemoveCertificates(account);
        _dropped.Add(account.Name);
    }

    internal AccountsSnapshot TakeSnapshot() => new(
        [.. _byName.Values.OrderBy(account => account.Id.Value)],
        [.. _dropped.OrderBy(name => name.Value, StringComparer.Ordinal)]);

    internal void Restore(AccountsSnapshot snapshot)
    {
        foreach (var account in snapshot.Registered) Add(account);
        foreach (var name in snapshot.Dropped)
        {
            _dropped.Add(name);
            _bySkeleton[name.Nick.Skeleton] = name;
        }
    }

    private void RemoveCertificates(Account account)
    {
        foreach (var fingerprint in account.Certificates) _byCertificate.Remove(fingerprint);
    }
}
