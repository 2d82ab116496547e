using System.Collections.Immutable;

namespace Parley;

/// <summary>To whom a room belongs, and what they have settled about it for good.</summary>
/// <param name="Founder">The account that owns it.</param>
/// <param name="At">Since when.</param>
/// <param name="Roles">Who has which roles there whenever they come, in the order of names.</param>
public sealed record RoomRegistration(AccountName Founder, DateTimeOffset At, ImmutableArray<LastingRole> Roles)
{
    /// <summary>The most accounts with lasting roles in one room.</summary>
    public const int RolesMax = 200;

    /// <summary>What the owner of this account may do in the room whenever they come.</summary>
    public Roles RolesOf(AccountName account) =>
        account == Founder ? Parley.Roles.Founder : Roles.FirstOrDefault(lasting => lasting.Account == account)?.Roles ?? Parley.Roles.None;

    internal RoomRegistration With(AccountName account, Roles roles)
    {
        var others = Roles.RemoveAll(lasting => lasting.Account == account);
        return roles == Parley.Roles.None
            ? this with { Roles = others }
            : this with { Roles = [.. others.Add(new LastingRole(account, roles)).OrderBy(lasting => lasting.Account.Folded, StringComparer.Ordinal)] };
    }
}

/// <summary>What the owner of an account may do in a room whenever they come.</summary>
public sealed record LastingRole(AccountName Account, Roles Roles);
