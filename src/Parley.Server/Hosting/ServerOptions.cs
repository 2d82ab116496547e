using Parley.Server.Storage.Sqlite;

namespace Parley.Server;

/// <summary>How a server is set up. The defaults are good for a first start on one's own machine.</summary>
public sealed class ServerOptions
{
    /// <summary>The doors that <c>parley serve</c> opens when none is named.</summary>
    public static IReadOnlyList<string> DefaultDoors { get; } =
    [
        "classic://127.0.0.1:5500?prompt=NAME",
        "classic://127.0.0.1:55555?prompt=NICK",
        "plain://127.0.0.1:12000",
        "irc://127.0.0.1:6667",
        "http://127.0.0.1:8080",
    ];

    /// <summary>The listeners, as URLs. Empty means <see cref="DefaultDoors"/>.</summary>
    public IList<string> Doors { get; set; } = [];

    /// <summary>What the server calls itself in IRC; a host name with a dot in it, by which clients tell it from a nick.</summary>
    public string ServerName { get; set; } = "parley.localhost";

    /// <summary>What the network is called; without spaces.</summary>
    public string NetworkName { get; set; } = "Parley";

    /// <summary>What the server says of itself in LINKS and WHOIS; null for the network's name.</summary>
    public string? ServerDescription { get; set; }

    /// <summary>Where a picture for the network is, as clients show it; <c>{size}</c> in it stands for pixels. Null for none.</summary>
    public string? NetworkIcon { get; set; }

    /// <summary>The message of the day, line by line; empty for none.</summary>
    public IList<string> Motd { get; set; } = [];

    /// <summary>Who runs the server, as ADMIN shows it; null for nobody.</summary>
    public string? Admin { get; set; }

    /// <summary>Those who may become operators with OPER: names and password hashes, which <c>parley hash</c> makes.</summary>
    public IDictionary<string, string> Operators { get; set; } = new Dictionary<string, string>();

    /// <summary>The password that IRC clients have to give with PASS; null for none.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// How long IRC clients that have come through an <c>ircs</c> door come through it only (STS); zero takes that back, null says
    /// nothing. The certificate has to be one that clients trust, or they are locked out.
    /// </summary>
    public TimeSpan? StsDuration { get; set; }

    /// <summary>
    /// Addresses and ranges whose word for a client's address is taken: proxies (PROXY protocol, X-Forwarded-For) and web gateways (WEBIRC).
    /// </summary>
    public IList<string> TrustedGateways { get; set; } = [];

    /// <summary>The hash of the password that gateways say with WEBIRC, which <c>parley hash</c> makes; null refuses WEBIRC.</summary>
    public string? GatewayPassword { get; set; }

    /// <summary>How often an account's password is hashed before it is kept: guessing it takes as long, and so does each login.</summary>
    public int PasswordIterations { get; set; } = 600_000;

    /// <summary>The shortest password of an account, in characters.</summary>
    public int PasswordLengthMin { get; set; } = 8;

    /// <summary>How many logins one address may try at once; after that one each two seconds.</summary>
    public int LoginsPerAddressMax { get; set; } = 30;

    /// <summary>How many logins from one address may fail at once; after that one each ten seconds.</summary>
    public int FailedLoginsPerAddressMax { get; set; } = 10;

    /// <summary>How many logins to one account may fail at once; after that one each two seconds.</summary>
    public int FailedLoginsPerAccountMax { get; set; } = 60;

    /// <summary>How many accounts one address may register at once; after that one each ten minutes.</summary>
    public int RegistrationsPerAddressMax { get; set; } = 5;

    /// <summary>Where the log is kept; null keeps it in memory, until the server stops.</summary>
    public string? Data { get; set; } = "parley-data";

    /// <summary>Whether an append waits until the disk has it (<c>full</c>), or survives a crash of the process only (<c>normal</c>).</summary>
    public Durability Durability { get; set; } = Durability.Full;

    /// <summary>The largest the database may grow, in bytes; null for as much as the disk holds. Beyond it messages are refused.</summary>
    public long? DataBytesMax { get; set; }

    /// <summary>For how long what was said is kept; null for ever. Rooms may keep less.</summary>
    public TimeSpan? HistoryAgeMax { get; set; }

    /// <summary>How many messages of each room and conversation are kept; null for any number. Rooms may keep fewer.</summary>
    public int? HistoryMessagesMax { get; set; }

    /// <summary>How many of the last messages of a room are shown to those who come in, where their program does not ask for them itself.</summary>
    public int HistoryOnJoin { get; set; }

    /// <summary>How long a connection may take to say who it is, where the door asks for it.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an IRC client may be silent before it is asked whether it is there; half as long again, and it is closed.</summary>
    public TimeSpan PingAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether others see a cloak instead of one's address.</summary>
    public bool CloakAddresses { get; set; } = true;

    /// <summary>How many connections one address may have at once.</summary>
    public int ConnectionsPerAddressMax { get; set; } = 20;

    /// <summary>How many connections one address may open in a minute.</summary>
    public int ConnectionsPerMinutePerAddressMax { get; set; } = 60;

    /// <summary>How many commands a connection may give at once, after a rest.</summary>
    public int CommandsBurstMax { get; set; } = 60;

    /// <summary>How many commands a second a connection may give for long; it is read no faster.</summary>
    public int CommandsPerSecondMax { get; set; } = 6;

    /// <summary>Whether these limits hold for this machine's own addresses too.</summary>
    public bool LimitLoopback { get; set; }

    /// <summary>The most that may wait for one connection that does not read, in bytes; then it is closed.</summary>
    public int SendQueueBytesMax { get; set; } = 1024 * 1024;

    /// <summary>The longest line that is read, in bytes; a longer one is refused.</summary>
    public int LineBytesMax { get; set; } = 8192;

    /// <summary>How much a connection may send without a usable line, in bytes; then it is closed.</summary>
    public int UselessBytesMax { get; set; } = 1024 * 1024;

    /// <summary>The same settings as another instance: what is made of them is kept for as long as they are the same instance.</summary>
    internal ServerOptions Copy() => (ServerOptions)MemberwiseClone();
}
