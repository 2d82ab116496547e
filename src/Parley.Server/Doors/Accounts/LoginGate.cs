using System.Security.Cryptography;
using System.Text;
using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors.Accounts;

/// <summary>What became of an attempt to prove something: the credentials, or why there are none.</summary>
internal readonly record struct LoginResult(Credentials? Credentials, Refusal? Refusal)
{
    public static implicit operator LoginResult(Refusal refusal) => new(null, refusal);

    public static implicit operator LoginResult(Credentials credentials) => new(credentials, null);
}

/// <summary>Passwords were tried too often lately, from this address or for this account.</summary>
internal sealed record TooManyAttempts : Refusal;

/// <summary>The text cannot be a password.</summary>
internal sealed record PasswordUnusable(int BytesMax) : Refusal;

/// <summary>The password is too easily guessed.</summary>
internal sealed record PasswordWeak(int LengthMin) : Refusal;

/// <summary>Checks passwords: beside the world's loop, few at a time, and not too often.</summary>
/// <remarks>
/// An account that is not there costs the same time and has the same answers as a wrong password. Safe from any thread; each call may
/// wait for others, and computes for some tenths of a second.
/// </remarks>
internal sealed class LoginGate(NodeLoop node, ServerOptions options, LoginLimits limits, ConnectionGuard guard, LoginSecret secret) : IDisposable
{
    /// <summary>The longest password, in bytes of UTF-8, so that it fits into a line of any door.</summary>
    public const int PasswordBytesMax = 300;

    private volatile ServerOptions _options = options;
    private readonly SemaphoreSlim _free = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Takes other rules. Passwords that are there stay as they are.</summary>
    public void Reload(ServerOptions changed)
    {
        _options = changed;
        limits.Reload(changed);
    }

    /// <summary>Checks a name and a password.</summary>
    public async ValueTask<LoginResult> TryPasswordAsync(LocalSession session, string account, string password)
    {
        if (!MayTry(session, account)) return new TooManyAttempts();

        var (name, verifier, keys) = await FindAsync(session, account);
        var isRight = await ComputeAsync(() => ScramSha256.IsPassword(keys, SaslPrep.Of(password) ?? "\0"));
        if (name is { } known && isRight) return new Credentials(known, new PasswordProof(verifier));
        return Fail(session, account);
    }

    /// <summary>Checks a password against a hash of the configuration; null if it is right.</summary>
    public async ValueTask<Refusal?> TryHashAsync(LocalSession session, string? hash, string password)
    {
        const string NoAccount = "";
        if (!MayTry(session, NoAccount)) return new TooManyAttempts();
        return await ComputeAsync(() => PasswordHash.Verify(hash, password)) ? null : Fail(session, NoAccount);
    }

    /// <summary>What a SCRAM exchange for this account is computed with; of an account that is not there, keys that fit nothing.</summary>
    public async ValueTask<(AccountName? Name, ScramVerifier Verifier, ScramKeys Keys)> FindAsync(LocalSession session, string account)
    {
        var found = (AccountFound)(await node.AskAsync(session, new FindAccount(session.Id, account)))!;
        return found.Account is { } known
            ? (known.Name, known.Verifier, ScramKeys.Of(known.Verifier))
            : (null, default, secret.KeysFor(account, _options.PasswordIterations));
    }

    /// <summary>The account that a certificate logs in to.</summary>
    public async ValueTask<LoginResult> TryCertificateAsync(LocalSession session, string fingerprint)
    {
        var found = (AccountFound)(await node.AskAsync(session, new FindAccountByCertificate(session.Id, fingerprint)))!;
        return found.Account is { } account ? new Credentials(account.Name, new CertificateProof(fingerprint)) : new LoginFailed();
    }

    /// <summary>Whether an exchange for this account may begin.</summary>
    public bool MayTry(LocalSession session, string account) => limits.MayTry(guard.Limited(session.Address), account);

    /// <summary>Whether another account may be made from there.</summary>
    public bool MayRegister(LocalSession session) => limits.MayRegister(guard.Limited(session.Address));

    /// <summary>Counts a failure.</summary>
    public LoginFailed Fail(LocalSession session, string account)
    {
        limits.Fail(guard.Limited(session.Address), account);
        return new LoginFailed();
    }

    /// <summary>Whether this may become somebody's password; null if it may.</summary>
    public Refusal? Check(string account, string password)
    {
        if (Encoding.UTF8.GetByteCount(password) > PasswordBytesMax || SaslPrep.Of(password) is not { } prepared) return new PasswordUnusable(PasswordBytesMax);
        return prepared.EnumerateRunes().Count() < _options.PasswordLengthMin || prepared.Equals(account, StringComparison.OrdinalIgnoreCase)
            ? new PasswordWeak(_options.PasswordLengthMin)
            : null;
    }

    /// <summary>What is to be kept of a password that <see cref="Check"/> has let pass.</summary>
    public async ValueTask<ScramVerifier> MakeAsync(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(ScramSha256.SaltBytes);
        return await ComputeAsync(() => ScramSha256.KeysOf(SaslPrep.Of(password)!, salt, _options.PasswordIterations).ToVerifier());
    }

    /// <summary>Does what takes long, when its turn has come.</summary>
    public async ValueTask<T> ComputeAsync<T>(Func<T> compute)
    {
        await _free.WaitAsync();
        try
        {
            return await Task.Run(compute);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
