using System.Net;
using System.Threading.RateLimiting;

namespace Parley.Server.Doors.Accounts;

/// <summary>How often passwords may be tried: from one address, and wrongly from one address or for one account.</summary>
/// <remarks>
/// One address alone cannot use up what an account is granted, so it cannot keep the owner out. Safe from any thread.
/// </remarks>
internal sealed class LoginLimits(ServerOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _tries = Create<IPAddress>(options.LoginsPerAddressMax, TimeSpan.FromSeconds(2));
    private readonly PartitionedRateLimiter<IPAddress> _failures = Create<IPAddress>(options.FailedLoginsPerAddressMax, TimeSpan.FromSeconds(10));
    private readonly PartitionedRateLimiter<string> _accountFailures = Create<string>(options.FailedLoginsPerAccountMax, TimeSpan.FromSeconds(2));
    private readonly PartitionedRateLimiter<IPAddress> _registrations = Create<IPAddress>(options.RegistrationsPerAddressMax, TimeSpan.FromMinutes(10));

    /// <summary>Whether the options that concern logging in can be used.</summary>
    /// <exception cref="OptionsException">One cannot.</exception>
    public static void Check(ServerOptions options)
    {
        if (options.PasswordIterations < ScramSha256.IterationsMin)
            throw new OptionsException($"passwordIterations: at least {ScramSha256.IterationsMin}, not {options.PasswordIterations}");
        foreach (var (name, value) in (ReadOnlySpan<(string, int)>)
            [
                ("loginsPerAddressMax", options.LoginsPerAddressMax), ("failedLoginsPerAddressMax", options.FailedLoginsPerAddressMax),
                ("failedLoginsPerAccountMax", options.FailedLoginsPerAccountMax), ("registrationsPerAddressMax", options.RegistrationsPerAddressMax),
            ])
        {
            if (value < 1) throw new OptionsException($"{name}: at least 1, not {value}");
        }
    }

    /// <summary>Whether it may be tried now. A try counts in any case.</summary>
    /// <param name="address">From where; null for no network, which has no limit.</param>
    /// <param name="account">For which account, as it was written.</param>
    public bool MayTry(IPAddress? address, string account) =>
        (KeyOf(account) is not { } key || IsAnyLeft(_accountFailures, key)) && (address is null || (IsAnyLeft(_failures, address) && Take(_tries, address)));

    /// <summary>Counts a try that failed.</summary>
    public void Fail(IPAddress? address, string account)
    {
        if (KeyOf(account) is { } key) Take(_accountFailures, key);
        if (address is not null) Take(_failures, address);
    }

    /// <summary>Whether another account may be registered now. It counts in any case.</summary>
    public bool MayRegister(IPAddress? address) => address is null || Take(_registrations, address);

    public void Dispose()
    {
        _tries.Dispose();
        _failures.Dispose();
        _accountFailures.Dispose();
        _registrations.Dispose();
    }

    private static PartitionedRateLimiter<TKey> Create<TKey>(int burst, TimeSpan thenEach)
        where TKey : notnull => PartitionedRateLimiter.Create<TKey, TKey>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = thenEach,
                QueueLimit = 0,
            }));

    private static bool Take<TKey>(PartitionedRateLimiter<TKey> limiter, TKey key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    // Acquiring none succeeds as soon as a fraction of one has come back.
    private static bool IsAnyLeft<TKey>(PartitionedRateLimiter<TKey> limiter, TKey key) =>
        limiter.GetStatistics(key) is { CurrentAvailablePermits: > 0 };

    // A name that no account can have needs no guard of its own.
    private static string? KeyOf(string account) => AccountName.TryParse(account, out var name) ? name.Folded : null;
}
