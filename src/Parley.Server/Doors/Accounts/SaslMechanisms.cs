using System.Collections.Immutable;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Accounts;

/// <summary>The mechanisms of SASL that there are, in one list.</summary>
internal static class SaslMechanisms
{
    private static readonly ImmutableArray<(string Name, bool NeedsCertificate, Func<LoginGate, LocalSession, string?, SaslExchange> Begin)> All =
    [
        ("PLAIN", false, (gate, session, _) => new PlainExchange(gate, session)),
        ("SCRAM-SHA-256", false, (gate, session, _) => new ScramExchange(gate, session)),
        ("EXTERNAL", true, (gate, session, fingerprint) => new ExternalExchange(gate, session, fingerprint)),
    ];

    /// <summary>Their names between commas, as they are offered.</summary>
    /// <param name="withCertificates">Whether the door's connections can have certificates.</param>
    public static string Names(bool withCertificates) =>
        string.Join(',', All.Where(mechanism => withCertificates || !mechanism.NeedsCertificate).Select(mechanism => mechanism.Name));

    /// <summary>Begins an exchange; null when there is no mechanism of this name.</summary>
    /// <param name="name">The mechanism, in whichever case.</param>
    /// <param name="gate">Checks what is proved.</param>
    /// <param name="session">Whose exchange it is.</param>
    /// <param name="fingerprint">Of the certificate that the connection has proved to have, if any.</param>
    public static SaslExchange? Begin(string name, LoginGate gate, LocalSession session, string? fingerprint)
    {
        foreach (var mechanism in All)
        {
            if (string.Equals(mechanism.Name, name, StringComparison.OrdinalIgnoreCase)) return mechanism.Begin(gate, session, fingerprint);
        }

        return null;
    }
}
