using System.Globalization;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>LIST: which rooms there are, with the filters that ELIST advertises.</summary>
/// <seealso href="https://modern.ircdocs.horse/#elist-parameter"/>
internal static class ListCommand
{
    public static readonly IrcCommand Definition = new(
        "LIST", "[<channel>{,<channel>}] [<condition>{,<condition>}]",
        "List channels; conditions are masks, !masks, >users, <users, C<minutes, C>minutes, T<minutes, T>minutes.",
        "https://modern.ircdocs.horse/#list-message", HandleAsync);

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var words = request.List(0).Concat(request.List(1)).ToArray();
        return request.QueryAsync((world, person) => List(world, person, words));
    }

    private static IEnumerable<IrcLine> List(World world, Person person, string[] words)
    {
        var names = words.Where(word => RoomName.TryParse(word, out _) && !IsMask(word)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var conditions = words.Where(word => !names.Contains(word)).Select(word => Condition(word, world.Now)).ToArray();
        var rooms = world.Rooms.Named
            .Where(room => room.Count > 0 && room.IsVisibleTo(person))
            .Where(room => names.Count == 0 || names.Contains(room.Name!.Value.Value))
            .Where(room => Array.TrueForAll(conditions, holds => holds(room)))
            .OrderBy(room => room.Name!.Value.Folded, StringComparer.Ordinal);
        return
        [
            IrcLine.Of(Numeric.ListStart, "Channel", "Users  Name"),
            .. rooms.Select(room => IrcLine.Of(Numeric.List, room.Name!.Value.Value, IrcLines.Text(room.Count), room.Topic?.Text ?? "")),
            IrcLine.Of(Numeric.ListEnd, "End of /LIST"),
        ];
    }

    private static Func<Room, bool> Condition(string word, DateTimeOffset now) => word switch
    {
        ['>', .. var count] when Number(count) is { } least => room => room.Count > least,
        ['<', .. var count] when Number(count) is { } most => room => room.Count < most,
        ['C' or 'c', '>', .. var age] when Number(age) is { } minutes => room => now - room.CreatedAt > TimeSpan.FromMinutes(minutes),
        ['C' or 'c', '<', .. var age] when Number(age) is { } minutes => room => now - room.CreatedAt < TimeSpan.FromMinutes(minutes),
        ['T' or 't', '>', .. var age] when Number(age) is { } minutes => room => room.Topic is { } topic && now - topic.At > TimeSpan.FromMinutes(minutes),
        ['T' or 't', '<', .. var age] when Number(age) is { } minutes => room => room.Topic is { } topic && now - topic.At < TimeSpan.FromMinutes(minutes),
        ['!', .. var mask] => room => !Mask.Matches(mask, room.Name!.Value.Value),
        _ => room => Mask.Matches(word, room.Name!.Value.Value),
    };

    private static bool IsMask(string word) => word.AsSpan().ContainsAny('*', '?');

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000_000 ? number : null;
}
