namespace Parley;

/// <summary>Who left lately, or was called something else.</summary>
/// <param name="Who">Who they were.</param>
/// <param name="RealName">What they said about themselves.</param>
/// <param name="At">When they were last so.</param>
public sealed record Departure(Identity Who, string RealName, DateTimeOffset At);

/// <summary>The last people who left, for those who ask who that was.</summary>
/// <remarks>A convenience that begins empty at each start. To be read only by what the world's loop runs.</remarks>
/// <seealso href="https://modern.ircdocs.horse/#whowas-message"/>
public sealed class Departures
{
    private const int Max = 1000;

    private readonly LinkedList<Departure> _newestFirst = [];

    /// <summary>Those who had this nick, the newest first.</summary>
    public IEnumerable<Departure> Of(Nick nick) => _newestFirst.Where(departure => departure.Who.Nick == nick);

    internal void Add(Person person, DateTimeOffset at)
    {
        _newestFirst.AddFirst(new Departure(person.Identity, person.RealName, at));
        if (_newestFirst.Count > Max) _newestFirst.RemoveLast();
    }
}
