using System.Text;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Plain;

/// <summary>Events as lines to read: <c>&lt;bob&gt; hello</c>, <c>*** bob joined</c>.</summary>
/// <param name="isLabelled">Whether the line says which room it is about: for rooms other than the one being spoken in.</param>
internal sealed class PlainRendering(bool isLabelled) : Rendering
{
    public static PlainRendering Bare { get; } = new(isLabelled: false);

    public static PlainRendering Labelled { get; } = new(isLabelled: true);

    public override byte[] Render(Event happened)
    {
        if (happened is Said said && said.Text.Contains('\n', StringComparison.Ordinal))
            return [.. said.Lines.SelectMany(line => Render(said with { Text = line }))];
        if (Text(happened) is not { } text) return [];
        return Encode(isLabelled && happened is RoomEvent { Room: NamedRoom room } ? $"[{room.Name}] {text}" : text);
    }

    /// <summary>A text as a whole line.</summary>
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(TerminalText.Clean(text) + "\n");

    /// <summary>The event as it is read in a history, where what one has said oneself stands too.</summary>
    public static string? PastText(Event happened) =>
        happened is Said { Room: Conversation conversation, Kind: not MessageKind.Notice } said
            ? $"[{said.By.Nick} -> {conversation.Other(said.By.Id).Nick}] {(said.Kind == MessageKind.Action ? $"* {said.By.Nick} " : "")}{said.Text}"
            : Text(happened);

    /// <summary>What one has said oneself, elsewhere: through another session.</summary>
    public static string OwnText(Said said) => said.Room switch
    {
        Conversation conversation => $"[you -> {conversation.Other(said.By.Id).Nick}] {said.Text}",
        NamedRoom room => $"[{room.Name}] {Text(said)}",
        _ => said.Text,
    };

    /// <summary>The event as others read it; null when it does not show.</summary>
    public static string? Text(Event happened) => happened switch
    {
        Said { Kind: MessageKind.Notice } said => $"-{said.By.Nick}- {said.Text}",
        Said { Room: Conversation, Kind: MessageKind.Action } said => $"[{said.By.Nick} -> you] * {said.By.Nick} {said.Text}",
        Said { Room: Conversation } said => $"[{said.By.Nick} -> you] {said.Text}",
        Said { Kind: MessageKind.Action } said => $"* {said.By.Nick} {said.Text}",
        Said said => $"<{said.By.Nick}> {said.Text}",
        Reacted { Room: Conversation } reacted => $"{Wording.Notice}[{reacted.By.Nick} -> you] {Wording.Of(reacted)}",
        Reacted reacted => $"{Wording.Notice}{reacted.By.Nick} {Wording.Of(reacted)}",
        Joined joined => $"{Wording.Notice}{joined.By.Nick} joined",
        Parted parted => $"{Wording.Notice}{parted.By.Nick} left{Wording.With(parted.Reason)}",
        Quit quit => $"{Wording.Notice}{quit.By.Nick} left{Wording.With(quit.Reason)}",
        NickChanged changed => $"{Wording.Notice}{changed.By.Nick} is now called {changed.Nick}",
        TopicChanged { Text.Length: 0 } changed => $"{Wording.Notice}{changed.By.Nick} took the topic away",
        TopicChanged changed => $"{Wording.Notice}{changed.By.Nick} set the topic: {changed.Text}",
        RoomRenamed renamed => $"{Wording.Notice}{renamed.By.Nick} calls the room {renamed.Name} now{Wording.Because(renamed.Reason)}",
        Kicked kicked => $"{Wording.Notice}{kicked.By.Nick} sent {kicked.Who.Nick} away{Wording.Because(kicked.Reason)}",
        Invited invited => $"{Wording.Notice}{invited.By.Nick} invites you to {((NamedRoom)invited.Room).Name}: /join it",
        Knocked knocked => $"{Wording.Notice}{knocked.By.Nick} asks to be let in{Wording.Because(knocked.Text)}",
        ModesChanged changed => Wording.Notice + Wording.Of(changed),
        RoomTransferred transferred => $"{Wording.Notice}{transferred.By.Nick} gave the room to {transferred.Account}",
        LastingRolesChanged { Roles: Roles.None } changed => $"{Wording.Notice}{changed.By.Nick} took the lasting roles of {changed.Account} away",
        LastingRolesChanged changed => $"{Wording.Notice}{changed.By.Nick} made {changed.Account} {Wording.Of(changed.Roles)} for good",
        Redacted redacted => Wording.Notice + Wording.Of(redacted),
        Announced announced => $"{Wording.Notice}{announced.By.Nick}, who runs the server: {announced.Text}",
        _ => null,
    };
}
