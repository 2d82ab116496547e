using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Classic;

/// <summary>Events in the words of the tutorials: <c>bob joined!</c>, <c>bob: hello</c>, <c>bob left!</c>.</summary>
/// <param name="isAscii">Whether to write ASCII only: the tutorials' clients die on any other byte.</param>
/// <param name="isLines">Whether each message ends with a newline.</param>
internal sealed class ClassicRendering(bool isAscii, bool isLines) : Rendering
{
    public override byte[] Render(Event happened) => happened is Said said && said.Text.Contains('\n', StringComparison.Ordinal)
        ? Join(said.Lines.Select(line => Render(said with { Text = line })))
        : Text(happened) is { } text ? Encode(text) : [];

    /// <summary>A text as a whole message of this dialect.</summary>
    public byte[] Encode(string text)
    {
        var clean = TerminalText.Clean(text);
        return Encoding.UTF8.GetBytes((isAscii ? AsciiText.From(clean) : clean) + (isLines ? "\n" : ""));
    }

    private byte[] Join(IEnumerable<byte[]> messages) =>
        isLines ? [.. messages.SelectMany(message => message)] : [.. messages.SelectMany(message => (byte[])[(byte)'\n', .. message]).Skip(1)];

    private static string? Text(Event happened) => happened switch
    {
        Said { Kind: MessageKind.Notice, Room: Conversation } said => $"[private] -{said.By.Nick}- {said.Text}",
        Said { Kind: MessageKind.Notice } said => $"-{said.By.Nick}- {said.Text}",
        Said { Kind: MessageKind.Action, Room: Conversation } said => $"[private] * {said.By.Nick} {said.Text}",
        Said { Kind: MessageKind.Action } said => $"* {said.By.Nick} {said.Text}",
        Said { Room: Conversation } said => $"[private] {said.By.Nick}: {said.Text}",
        Said said => $"{said.By.Nick}: {said.Text}",
        Reacted reacted => $"{Wording.Notice}{reacted.By.Nick} {Wording.Of(reacted)}",
        Joined joined => $"{joined.By.Nick} joined!",
        Parted parted => $"{parted.By.Nick} left!",
        Quit quit => $"{quit.By.Nick} left!",
        NickChanged changed => $"{changed.By.Nick} is now called {changed.Nick}!",
        TopicChanged { Text.Length: 0 } changed => $"{Wording.Notice}{changed.By.Nick} took the topic away",
        TopicChanged changed => $"{Wording.Notice}{changed.By.Nick} set the topic: {changed.Text}",
        Kicked kicked => $"{kicked.Who.Nick} left! ({kicked.By.Nick} sent them away{Wording.Because(kicked.Reason)})",
        ModesChanged changed => Wording.Notice + Wording.Of(changed),
        Redacted redacted => Wording.Notice + Wording.Of(redacted),
        Announced announced => $"{Wording.Notice}{announced.By.Nick}, who runs the server: {announced.Text}",
        _ => null,
    };
}
