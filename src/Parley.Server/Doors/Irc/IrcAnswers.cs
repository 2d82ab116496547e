using System.Collections.Immutable;
using System.Text;
using Parley.Irc;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>Answers of the world as numerics.</summary>
internal static class IrcAnswers
{
    /// <summary>An answer that is nothing but lines.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="request">What was asked; null when the client did not ask itself.</param>
    /// <param name="features">What the client understands.</param>
    public static ImmutableArray<IrcLine> Of(Answer answer, IrcRequest? request, IrcFeatures features) => answer switch
    {
        IrcLines lines => lines.Lines,
        RoomEntered entered => Of(entered, features),
        Forwarded(var from, var to) => [IrcLine.Of(Numeric.LinkChannel, from.Value, to.Value, "Forwarding to another channel")],
        ReadMarkShown(var target, var upTo) => [MarkreadCommand.Line(target, upTo)],
        TopicShown shown => Of(shown),
        InviteSent { Away: null } sent => [IrcLine.Of(Numeric.Inviting, sent.Nick.Value, sent.Room.Value)],
        InviteSent { Away: { } away } sent => [IrcLine.Of(Numeric.Inviting, sent.Nick.Value, sent.Room.Value), IrcLine.Of(Numeric.Away, sent.Nick.Value, away)],
        IsAway away => [IrcLine.Of(Numeric.Away, away.Nick.Value, away.Text)],
        KnockDelivered delivered => [IrcLine.Of(Numeric.KnockDlvr, delivered.Room.Value, "Your KNOCK has been delivered")],
        MetadataSet(var target, var entry) => [MetadataLines.Answer(target, entry)],
        MetadataDrafted drafted => [MetadataLines.Answer("*", drafted.Changed)],
        MetadataListed listed when request is not null => MetadataCommand.Answer(listed, request).Lines,
        _ => [],
    };

    /// <summary>What a client is told about the room it has entered.</summary>
    public static ImmutableArray<IrcLine> Of(RoomEntered entered, IrcFeatures features)
    {
        var room = ((NamedRoom)entered.Room).Name.Value;
        return
        [
            .. entered.Topic is { } topic ? Of(room, topic) : [],
            .. features.HasFlag(IrcFeatures.ReadMarker) ? [MarkreadCommand.Line(room, entered.ReadUpTo)] : Array.Empty<IrcLine>(),
            .. features.HasFlag(IrcFeatures.NoImplicitNames) ? [] : AllNames(room, entered, features),
        ];
    }

    public static ImmutableArray<IrcLine> Of(TopicShown shown)
    {
        var room = ((NamedRoom)shown.Room).Name.Value;
        return shown.Topic is { } topic ? [.. Of(room, topic)] : [IrcLine.Of(Numeric.NoTopic, room, "No topic is set")];
    }

    /// <summary>Who is in a room.</summary>
    public static IEnumerable<IrcLine> Names(string room, bool isSecret, IEnumerable<MemberInfo> members, IrcFeatures features)
    {
        const int Overhead = 120;
        var bytesMax = IrcLimits.BodyBytesMax - Overhead - room.Length * 2;
        var withHost = features.HasFlag(IrcFeatures.UserhostInNames);
        var (names, bytes) = (new StringBuilder(), 0);
        foreach (var (who, roles) in members)
        {
            var symbols = ModeLetters.SymbolsOf(roles, features);
            var more = symbols.Length + (withHost ? IrcRendering.SourceBytes(who) : Encoding.UTF8.GetByteCount(who.Nick.Value));
            if (bytes > 0 && bytes + 1 + more > bytesMax)
            {
                yield return Line(names.ToString());
                names.Clear();
                bytes = 0;
            }

            if (bytes > 0) names.Append(' ');
            names.Append(symbols).Append(withHost ? IrcRendering.Source(who) : who.Nick.Value);
            bytes += bytes > 0 ? 1 + more : more;
        }

        if (bytes > 0) yield return Line(names.ToString());

        IrcLine Line(string text) => IrcLine.Of(Numeric.NamReply, isSecret ? "@" : "=", room, text);
    }

    private static IEnumerable<IrcLine> AllNames(string room, RoomEntered entered, IrcFeatures features) =>
    [
        .. Names(room, entered.IsSecret, entered.Members, features),
        IrcLine.Of(Numeric.EndOfNames, room, "End of /NAMES list"),
    ];

    private static IEnumerable<IrcLine> Of(string room, Topic topic) =>
    [
        IrcLine.Of(Numeric.Topic, room, topic.Text),
        IrcLine.Of(Numeric.TopicWhoTime, room, topic.By.Value, IrcLines.Text(topic.At)),
    ];
}
