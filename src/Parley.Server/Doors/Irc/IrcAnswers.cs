using System.Collections.Immutable;
using System.Text;
using Parley.Irc;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>Answers of the world as numerics.</summary>
internal static class IrcAnswers
{
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
        var (names, bytes) = (new StringBuilder(bytesMax), 0);
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
