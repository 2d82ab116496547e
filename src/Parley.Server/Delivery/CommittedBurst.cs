namespace Parley.Server.Delivery;

/// <summary>Stored messages that one session has sent to one room, one after the other and nothing between them.</summary>
/// <remarks>They have the same hearers, and each hearer may be given all of them at once. Filled by the batch it is part of; after that it does not change.</remarks>
internal sealed class CommittedBurst : Rendered
{
    /// <summary>With so many characters of text, or so many messages, it takes no more: what is written at once stays small.</summary>
    private const int TextMax = 4096;
    private const int MessagesMax = 64;

    private readonly List<CommittedEvent> _messages;
    private int _text;

    private CommittedBurst(CommittedEvent first, Said said)
        : base(first.Origin with { Context = null })
    {
        _messages = [first];
        _text = said.Text.Length;
        First = said;
    }

    /// <summary>The first of them: who speaks, and where.</summary>
    public Said First { get; }

    /// <summary>The last of them.</summary>
    public Event Last => _messages[^1].Event;

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<CommittedEvent> Messages => _messages;

    /// <summary>What came last, with a message that came right after it, if they belong together; null if they do not.</summary>
    public static CommittedBurst? Join(Outcome last, CommittedEvent next)
    {
        if (next.Event is not Said { OnlyTo: null } said || next.Origin.Session is null) return null;
        var burst = last switch
        {
            CommittedBurst begun when begun.Takes(next, said) => begun,
            CommittedEvent { Event: Said { OnlyTo: null } first } alone when AreAlike(alone, first, next, said) => new CommittedBurst(alone, first),
            _ => null,
        };
        burst?.Add(next, said);
        return burst;
    }

    protected override byte[] Render(Rendering rendering) => rendering.Render(this);

    private static bool AreAlike(CommittedEvent one, Said first, CommittedEvent other, Said second) =>
        other.Origin.Session == one.Origin.Session && second.Room.Id == first.Room.Id && second.By == first.By;

    private bool Takes(CommittedEvent next, Said said) =>
        _messages.Count < MessagesMax && _text + said.Text.Length <= TextMax && AreAlike(_messages[0], First, next, said);

    private void Add(CommittedEvent next, Said said)
    {
        _messages.Add(next);
        _text += said.Text.Length;
    }
}
