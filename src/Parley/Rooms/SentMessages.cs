using System.Collections.Immutable;

namespace Parley;

/// <summary>Something that somebody has said under an id of their own, so that sending it again does not say it again.</summary>
/// <param name="Id">Their id.</param>
/// <param name="To">To whom it was said; see <see cref="SentMessages"/>.</param>
/// <param name="Message">The event that it became.</param>
public sealed record SentMessage(string Id, string To, Sequence Message);

/// <summary>What was said lately under ids of one's own: remembered with the account, for guests with the person.</summary>
internal static class SentMessages
{
    /// <summary>How many are remembered of one account or person; the oldest is forgotten first.</summary>
    public const int Max = 64;

    /// <summary>The longest id, in characters.</summary>
    public const int IdLengthMax = 64;

    /// <summary>Why this cannot be an id; null when it can, or there is none.</summary>
    public static Refusal? Check(string? id) =>
        id is null || (id.Length is > 0 and <= IdLengthMax && id.All(c => c is > ' ' and <= '~')) ? null : new MessageIdInvalid(IdLengthMax);

    /// <summary>What was said under this id already; null when nothing was.</summary>
    /// <param name="world">The world.</param>
    /// <param name="person">Who says it.</param>
    /// <param name="id">The id; null when there is none.</param>
    /// <param name="to">To whom, by whichever names; see <see cref="To(Roles, string)"/>.</param>
    public static SaidAlready? Find(World world, Person person, string? id, params ReadOnlySpan<string> to)
    {
        if (id is null) return null;
        foreach (var sent in Of(world, person))
        {
            if (sent.Id == id && to.Contains(sent.To)) return new SaidAlready(sent.Message);
        }

        return null;
    }

    /// <summary>The one form of whom something is said to: a name, and the role of those in the room who are meant.</summary>
    public static string To(Roles audience, string folded) => audience == Roles.None ? folded : $"{audience}:{folded}";

    /// <summary>Remembers what was just said.</summary>
    public static void Remember(World world, Said said)
    {
        if (said.ClientId is not { } id) return;
        var to = said.Room is Conversation conversation ? conversation.Other(said.By.Id).Nick.Folded : ((NamedRoom)said.Room).Name.Folded;
        var sent = new SentMessage(id, To(said.Audience, to), said.Sequence);
        if (said.By.Account is { } name && world.Accounts.Find(name) is not null)
            world.Accounts.Change(name, account => account with { Sent = With(account.Sent, sent) });
        else if (world.People.Find(said.By.Id) is { } person) person.Sent = With(person.Sent, sent);
    }

    private static ImmutableArray<SentMessage> Of(World world, Person person) =>
        person.Account is { } name && world.Accounts.Find(name) is { } account ? account.Sent : person.Sent;

    private static ImmutableArray<SentMessage> With(ImmutableArray<SentMessage> known, SentMessage sent) =>
        known.Length < Max ? known.Add(sent) : [.. known[1..], sent];
}

/// <summary>It was said already, by this event: nothing has happened now.</summary>
public sealed record SaidAlready(Sequence Message) : Answer;
