using System.Net;

namespace Parley.Server.Doors.Accounts;

/// <summary>How often passwords may be tried: from one address, and wrongly from one address or for one account.</summary>
/// <remarks>
/// One address alone cannot use up what an account is granted, so it cannot keep the owner out. Safe from any thread.
/// </remarks>
internal sealed class LoginLimits(ServerOptions options, TimeProvider time)
{
    private volatile TokenBuckets<CountedAddress> _tries = new(options.LoginsPerAddressMax, perSecond: 1 / 2.0, time);
    private volatile TokenBuckets<CountedAddress> _failures = new(options.FailedLoginsPerAddressMax, perSecond: 1 / 10.0, time);
    private volatile TokenBuckets<string> _accountFailures = new(options.FailedLoginsPerAccountMax, perSecond: 1 / 2.0, time);
    private volatile TokenBuckets<CountedAddress> _registrations = new(options.RegistrationsPerAddressMax, perSecond: 1 / 600.0, time);

    /// <summary>Takes other limits. What is limited as before is not forgotten.</summary>
    public void Reload(ServerOptions changed)
    {
        _tries = _tries.WithLimit(changed.LoginsPerAddressMax);
        _failures = _failures.WithLimit(changed.FailedLoginsPerAddressMax);
        _accountFailures = _accountFailures.WithLimit(changed.FailedLoginsPerAccountMax);
        _registrations = _registrations.WithLimit(changed.RegistrationsPerAddressMax);
    }

    /// <summary>Whether it may be tried now. A try counts in any case.</summary>
    /// <param name="address">From where; null for no network, which has no limit.</param>
    /// <param name="account">For which account, as it was written.</param>
    public bool MayTry(IPAddress? address, string account) =>
        (KeyOf(account) is not { } key || _accountFailures.HasAny(key))
        && (CountedAddress.Of(address) is not { } counted || (_failures.HasAny(counted) && _tries.TryTake(counted)));

    /// <summary>Counts a try that failed. Several that were begun while one was left are owed, so that they gain nothing.</summary>
    public void Fail(IPAddress? address, string account)
    {
        if (KeyOf(account) is { } key) _accountFailures.Take(key);
        if (CountedAddress.Of(address) is { } counted) _failures.Take(counted);
    }

    /// <summary>Whether another account may be registered now. It counts in any case.</summary>
    public bool MayRegister(IPAddress? address) => CountedAddress.Of(address) is not { } counted || _registrations.TryTake(counted);

    // A name that no account can have needs no guard of its own.
    private static string? KeyOf(string account) => AccountName.TryParse(account, out var name) ? name.Folded : null;
}
