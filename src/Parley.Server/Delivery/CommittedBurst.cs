namespace Parley.Server.Delivery;

/// <summary>Stored messages that one session has sent to one room, one after the other and nothing between them.</summary>
/// <remarks>They have the same hearers, and each hearer may be given all of them at once. Filled by the batch it is part of; after that it does not change.</remarks>
internal sealed class CommittedBurst : Rendered
{
    /// <summary>With so many characters of text it takes no more messages: what is written at once stays small.</summary>
    private const int TextMax = 4096;

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
        if (next.Event is not Said { OnlyTo: null } said) return null;
        var burst = last as CommittedBurst ?? (last is CommittedEvent { Event: Said { OnlyTo: null } first } alone ? new CommittedBurst(alone, first) : null);
        return burst?.TryAdd(next, said) == true ? burst : null;
    }

    protected override byte[] Render(Rendering rendering) => rendering.Render(this);

    private bool TryAdd(CommittedEvent next, Said said)
    {
        if (next.Origin.Session is null || next.Origin.Session != Origin.Session) return false;
        if (said.Room.Id != First.Room.Id || said.By != First.By || _text + said.Text.Length > TextMax) return false;
        _messages.Add(next);
        _text += said.Text.Length;
        return true;
    }
}
