using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Parley;

/// <summary>Somebody who can be recognized again: a name that is theirs, and how they prove it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verifier">What passwords are checked against.</param>
/// <param name="RegisteredAt">When it was made.</param>
public sealed record Account(AccountId Id, AccountName Name, ScramVerifier Verifier, DateTimeOffset RegisteredAt)
{
    /// <summary>The most certificates of one account.</summary>
    public const int CertificatesMax = 10;

    /// <summary>The most rooms and conversations of which it is known how far they were read; the oldest mark goes first.</summary>
    public const int ReadMarksMax = 500;

    /// <summary>The certificates that log in without a password, by their fingerprints, oldest first.</summary>
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>What its owner has said lately under ids of their own, oldest first.</summary>
    public ImmutableArray<SentMessage> Sent { get; init; } = [];

    /// <summary>How far its owner has read, in the order of rooms.</summary>
    public ImmutableArray<ReadMark> ReadMarks { get; init; } = [];

    /// <summary>What its owner has set.</summary>
    public AccountSettings Settings { get; init; } = new();

    /// <summary>What its owner says of themselves, in the order of keys.</summary>
    public ImmutableArray<MetadataEntry> Metadata { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How far its owner has read a room; null when that is not known.</summary>
    public DateTimeOffset? ReadUpTo(RoomId room) => ReadMarks.FirstOrDefault(mark => mark.Room == room)?.UpTo;

    internal Account WithReadUpTo(RoomId room, DateTimeOffset upTo)
    {
        var others = ReadMarks.RemoveAll(mark => mark.Room == room);
        if (others.Length >= ReadMarksMax) others = others.Remove(others.MinBy(mark => mark.UpTo)!);
        return this with { ReadMarks = [.. others.Append(new ReadMark(room, upTo)).OrderBy(mark => mark.Room.Value)] };
    }

    /// <summary>Whether somebody has proved to be its owner, by what is true now.</summary>
    internal bool Accepts(Proof proof) => proof switch
    {
        PasswordProof password => password.Against == Verifier,
        CertificateProof certificate => Certificates.Contains(certificate.Fingerprint),
        _ => false,
    };
}

/// <summary>What an account's owner has set about it.</summary>
public sealed record AccountSettings
{
    /// <summary>Whether they stay present when their last session has ended, until they come back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AlwaysOn { get; init; }
}
