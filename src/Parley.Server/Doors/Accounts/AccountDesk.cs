using Parley.Server.Delivery;
using Parley.Server.Node;

namespace Parley.Server.Doors.Accounts;

/// <summary>Does what people want about their accounts where a password is needed: has it checked, and then asks the world.</summary>
/// <remarks>
/// For a connection's own task. What comes of it is given to the session as the outcome of any command is; the result is the
/// reply, null when all went well. No password is kept or logged.
/// </remarks>
internal sealed class AccountDesk(NodeLoop node, LoginGate gate, MissedMessages missed, Devices devices)
{
    /// <summary>Checks what is proved in other ways.</summary>
    public LoginGate Gate => gate;

    /// <summary>What the session's person is called when all is decided that it asked for before; null while it speaks for nobody.</summary>
    public Task<string?> NickOfAsync(LocalSession session) => node.LookAsync(world => world.People.Find(session.Id)?.Nick.Value);

    /// <summary>Makes an account for whom the session speaks.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">What it is to be called.</param>
    /// <param name="password">Its password.</param>
    /// <param name="context">Comes back with what the session is given.</param>
    public ValueTask<Reply?> RegisterAsync(LocalSession session, string name, string password, object? context = null) =>
        RegisterAsync(session, name, password, verifier => new RegisterAccount(session.Id, name, verifier), context);

    /// <summary>Makes an account for a session that speaks for nobody yet; the reply is <see cref="AccountMade"/> when all went well.</summary>
    public ValueTask<Reply?> RegisterBeforeAsync(LocalSession session, string name, string password, object? context = null) =>
        RegisterAsync(session, name, password, verifier => new RegisterAccountBefore(session.Id, name, verifier) { Address = session.Address }, context);

    private async ValueTask<Reply?> RegisterAsync(LocalSession session, string name, string password, Func<ScramVerifier, Command> register, object? context)
    {
        // Computing is dear, so it is done only for what can succeed; the world decides once more.
        if (await node.AskAsync(session, new CheckAccountName(session.Id, name), context) is { } refusal) return refusal;
        if (gate.Check(name, password) is { } unfit) return await ReplyAsync(session, unfit, context);
        if (!gate.MayRegister(session)) return await ReplyAsync(session, new TooManyAttempts(), context);
        return await node.AskAsync(session, register(await gate.MakeAsync(password)), context);
    }

    /// <summary>Logs in whom the session speaks for.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The account, with its device behind an <c>@</c> if it has one.</param>
    /// <param name="password">Its password.</param>
    /// <param name="context">Comes back with what the session is given.</param>
    public async ValueTask<Reply?> LogInAsync(LocalSession session, string name, string password, object? context = null)
    {
        var account = DeviceName.Split(name, out var device);
        var result = await gate.TryPasswordAsync(session, account, password);
        return result.Credentials is { } credentials
            ? await LogInAsync(session, credentials, device, context)
            : await ReplyAsync(session, result.Refusal!, context);
    }

    /// <summary>Logs in whom the session speaks for, who has proved it.</summary>
    public async ValueTask<Reply?> LogInAsync(LocalSession session, Credentials credentials, DeviceName? device, object? context = null)
    {
        var before = session.Device;
        var reply = await node.AskAsync(session, new LogIn(session.Id, TakeOn(session, credentials, device)), context);
        if (reply is Refusal or StillLoggedIn) session.Device = before;
        if (reply is Attached attached) await ShowMissedAsync(session, attached, context);
        return reply;
    }

    /// <summary>Lets a session that is about to log in say from then on how far its device is.</summary>
    /// <returns>The credentials, with how far it has been until now.</returns>
    public Credentials TakeOn(LocalSession session, Credentials credentials, DeviceName? device)
    {
        session.Device = device is { } name ? devices.Claim(credentials.Account, name) : null;
        return credentials with { SentUpTo = session.Device?.SentUpTo };
    }

    /// <summary>Shows a session what its device has missed, or what was said while its owner had no session.</summary>
    public ValueTask ShowMissedAsync(LocalSession session, Attached attached, object? context = null) =>
        attached.Absence is { } absence ? missed.ShowAsync(session, absence, context) : default;

    /// <summary>Changes the password of the account that the session is logged in to.</summary>
    public async ValueTask<Reply?> ChangePasswordAsync(LocalSession session, string current, string next, object? context = null)
    {
        var (account, proof, refusal) = await ProveAsync(session, current, context);
        if (proof is null) return refusal;
        if (gate.Check(account, next) is { } unfit) return await ReplyAsync(session, unfit, context);
        return await node.AskAsync(session, new ChangePassword(session.Id, proof, await gate.MakeAsync(next)), context);
    }

    /// <summary>Drops the account that the session is logged in to.</summary>
    public async ValueTask<Reply?> DropAsync(LocalSession session, string password, object? context = null)
    {
        var (_, proof, refusal) = await ProveAsync(session, password, context);
        return proof is null ? refusal : await node.AskAsync(session, new DropAccount(session.Id, proof), context);
    }

    /// <summary>Erases all that was ever said with the account that the session is logged in to.</summary>
    public async ValueTask<Reply?> EraseAsync(LocalSession session, string password, object? context = null)
    {
        var (_, proof, refusal) = await ProveAsync(session, password, context);
        return proof is null ? refusal : await node.AskAsync(session, new EraseMessages(session.Id, proof), context);
    }

    /// <summary>Gives an account another password, as an operator may.</summary>
    public async ValueTask<Reply?> ResetPasswordAsync(LocalSession session, string account, string next, object? context = null)
    {
        if (gate.Check(account, next) is { } unfit) return await ReplyAsync(session, unfit, context);
        return await node.AskAsync(session, new ResetPassword(session.Id, account, await gate.MakeAsync(next)), context);
    }

    private async ValueTask<(string Account, PasswordProof? Proof, Reply? Refusal)> ProveAsync(LocalSession session, string password, object? context)
    {
        if (await node.AskAsync(session, new FindOwnAccount(session.Id), context) is not AccountFound { Account.Name.Value: var account })
            return ("", null, new NotLoggedIn());

        var result = await gate.TryPasswordAsync(session, account, password);
        return result.Credentials is { Proof: PasswordProof proof }
            ? (account, proof, null)
            : (account, null, await ReplyAsync(session, result.Refusal!, context));
    }

    private async ValueTask<Reply> ReplyAsync(LocalSession session, Reply reply, object? context)
    {
        await node.ReplyAsync(session, reply, context);
        return reply;
    }
}
