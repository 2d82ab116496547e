using System.Collections.Immutable;
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
        var withHost = features.HasFlag(IrcFeatures.UserhostInNames);
        var names = members.Select(member =>
            ModeLetters.SymbolsOf(member.Roles, features) + (withHost ? IrcRendering.Source(member.Who) : member.Who.Nick.Value));
        const int Overhead = 120;
        foreach (var group in IrcText.Pack(names, IrcLimits.BodyBytesMax - Overhead - room.Length * 2))
            yield return IrcLine.Of(Numeric.NamReply, isSecret ? "@" : "=", room, string.Join(' ', group));
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
