using Parley.Irc;

namespace Parley.Server.Doors.Irc;

/// <summary>Writes the lines that show one event, each with its tags and with the one who did it as its source.</summary>
/// <param name="writer">Where they are written.</param>
/// <param name="happened">The event.</param>
/// <param name="features">What the recipients understand.</param>
/// <param name="clientTags">What came along for other clients.</param>
internal ref struct IrcEventLines(IrcWriter writer, Event happened, IrcFeatures features, IrcTags clientTags)
{
    private bool _hasFirst;

    /// <summary>Adds a line.</summary>
    /// <remarks>
    /// The longest topic or reason, in the longest room, of the longest nick has no place in one line, so the last parameter is
    /// cut; what was said is split instead.
    /// </remarks>
    public void Add(string command, params scoped ReadOnlySpan<string> parameters)
    {
        Begin(command);
        for (var i = 0; i < parameters.Length - 1; i++) writer.Middle(parameters[i]);
        if (parameters.Length > 0) writer.TrailingCut(parameters[^1]);
        writer.End();
    }

    /// <summary>Adds a line with as much of a text as fits, and takes that off its front.</summary>
    public void AddPiece(string command, string target, scoped ref ReadOnlySpan<char> text, bool isAction)
    {
        Begin(command);
        writer.Middle(target);
        var bytesMax = writer.BytesLeft - " :".Length - (isAction ? IrcRendering.ActionBytes : 0);
        var piece = IrcText.TakePiece(ref text, bytesMax);
        writer.Trailing(isAction ? CtcpMessage.Action(piece.ToString()).ToString() : piece).End();
    }

    /// <summary>Adds a line of a batch that an earlier line has begun: that one has the event's tags.</summary>
    public readonly void AddTextInBatch(string reference, bool isConcat, string command, string target, scoped ReadOnlySpan<char> text)
    {
        writer.Tag("batch", reference);
        if (isConcat) writer.Tag("draft/multiline-concat", "");
        BeginWithSource(command);
        writer.Middle(target).Trailing(text).End();
    }

    /// <summary>Ends the batch.</summary>
    public readonly void EndBatch(string reference)
    {
        BeginWithSource("BATCH");
        writer.Trailing($"-{reference}").End();
    }

    private void Begin(string command)
    {
        if (_hasFirst) IrcEventTags.WriteMore(writer, happened, features);
        else IrcEventTags.Write(writer, happened, features, clientTags);
        _hasFirst = true;
        BeginWithSource(command);
    }

    private readonly void BeginWithSource(string command) =>
        IrcRendering.WriteSource(writer, happened.By).Command(command);
}
