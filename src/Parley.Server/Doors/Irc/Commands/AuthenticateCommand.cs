using Parley.Irc;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>AUTHENTICATE: log in to an account with SASL, before or after the connection is registered.</summary>
internal static class AuthenticateCommand
{
    public static readonly IrcCommand Definition = new(
        "AUTHENTICATE", "<mechanism> | <base64> | + | *", "Log in to an account.", "https://ircv3.net/specs/extensions/sasl-3.2", HandleAsync)
    {
        ParametersMin = 1,
        IsForNewcomers = true,
    };

    /// <summary>Says that an attempt has come to nothing.</summary>
    public static ValueTask AbortAsync(IrcRequest request)
    {
        request.Session.Sasl = null;
        return request.ReplyAsync(Numeric.SaslAborted, "SASL authentication aborted");
    }

    /// <summary>That whoever comes will be logged in.</summary>
    public static IrcLine LoggedIn(IrcRegistration registration)
    {
        var account = registration.Credentials!.Account.Value;
        return IrcLine.Of(Numeric.LoggedIn, $"{registration.Nick ?? "*"}!{registration.User ?? "*"}@*", account, $"You are now logged in as {account}");
    }

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var text = request.Parameters[0];
        return text == "*" ? AbortAsync(request)
            : request.Session.Sasl is { } sasl ? ContinueAsync(request, sasl, text)
            : BeginAsync(request, text);
    }

    private static async ValueTask BeginAsync(IrcRequest request, string mechanism)
    {
        var session = request.Session;
        if (SaslMechanisms.Begin(mechanism, request.Door.Accounts.Gate, session, session.Fingerprint) is not { } exchange)
        {
            await request.ReplyAsync(
                IrcLine.Of(Numeric.SaslMechs, SaslMechanisms.Names(request.Door.Url.AsksForCertificates), "are available SASL mechanisms"),
                IrcLine.Of(Numeric.SaslFail, "SASL authentication failed"));
            return;
        }

        session.Sasl = new IrcSasl(exchange);
        await request.ReplyAsync(IrcLine.Of("AUTHENTICATE", "+"));
    }

    private static async ValueTask ContinueAsync(IrcRequest request, IrcSasl sasl, string chunk)
    {
        if (!sasl.Add(chunk))
        {
            request.Session.Sasl = null;
            await request.ReplyAsync(Numeric.SaslTooLong, "SASL message too long");
            return;
        }

        if (chunk.Length == IrcSasl.ChunkLength) return;

        var step = sasl.TakeMessage() is { } message ? await sasl.Exchange.NextAsync(message) : new SaslRefused(new LoginFailed());
        if (step is SaslChallenge challenge)
        {
            await request.ReplyAsync(new IrcLines([.. IrcSasl.Lines(challenge.Message)]));
            return;
        }

        request.Session.Sasl = null;
        if (step is SaslProved proved) await LogInAsync(request, proved);
        else await request.ReplyAsync(((SaslRefused)step).Why);
    }

    private static async ValueTask LogInAsync(IrcRequest request, SaslProved proved)
    {
        var registration = request.Session.Registration;
        if (registration.IsComplete)
        {
            if (await request.Door.Accounts.LogInAsync(request.Session, proved.Credentials, proved.Device ?? registration.Device, request) is Refusal) return;
        }
        else
        {
            registration.Credentials = proved.Credentials;
            registration.Device = proved.Device ?? registration.Device;
            await request.ReplyAsync(LoggedIn(registration));
        }

        await request.ReplyAsync(Numeric.SaslSuccess, "SASL authentication successful");
    }
}
