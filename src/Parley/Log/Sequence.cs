using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An event's place in the log: 1 for the first event, then one more for each. 0 is before all events.</summary>
/// <remarks>Also the source of every other id: a room's or a person's id is the sequence of the event that made it.</remarks>
[JsonConverter(typeof(IdConverter<Sequence>))]
public readonly record struct Sequence(long Value) : IComparable<Sequence>, IId<Sequence>
{
    public static readonly Sequence Start;

    public Sequence Next => new(Value + 1);

    static Sequence IId<Sequence>.From(long value) => new(value);

    public int CompareTo(Sequence other) => Value.CompareTo(other.Value);

    public static bool operator <(Sequence left, Sequence right) => left.Value < right.Value;

    public static bool operator >(Sequence left, Sequence right) => left.Value > right.Value;

    public static bool operator <=(Sequence left, Sequence right) => left.Value <= right.Value;

    public static bool operator >=(Sequence left, Sequence right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
