using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>What the server says next in an exchange.</summary>
internal abstract record SaslStep;

/// <summary>A message for the client, who answers it.</summary>
internal sealed record SaslChallenge(byte[] Message) : SaslStep;

/// <summary>The client has proved that an account is theirs.</summary>
/// <param name="Credentials">The account, and the proof.</param>
/// <param name="Device">What they call the device that they log in with; null when they do not say.</param>
internal sealed record SaslProved(Credentials Credentials, DeviceName? Device) : SaslStep;

/// <summary>The client has not, and this is why.</summary>
internal sealed record SaslRefused(Refusal Why) : SaslStep;

/// <summary>A client proves by one mechanism of SASL that an account is theirs.</summary>
/// <remarks>For the connection's own task. It ends with <see cref="SaslProved"/> or <see cref="SaslRefused"/>.</remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4422"/>
internal abstract class SaslExchange
{
    /// <summary>Takes the client's next message.</summary>
    public abstract ValueTask<SaslStep> NextAsync(byte[] message);

    protected static SaslStep StepOf(LoginResult result, DeviceName? device = null) =>
        result.Credentials is { } credentials ? new SaslProved(credentials, device) : new SaslRefused(result.Refusal!);
}
