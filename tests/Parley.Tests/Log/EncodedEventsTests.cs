using FsCheck;
using FsCheck.Fluent;

namespace Parley.Tests;

public sealed class EncodedEventsTests
{
    private static readonly NamedRoom Room = new(new RoomId(1), RoomName.Lobby);

    /// <summary>Two of them are equal, and are written in other letters.</summary>
    private static readonly Identity[] Speakers = [Person(1, "ada"), Person(1, "ADA"), Person(2, "bob")];

    private static readonly MessageKind[] Kinds = [MessageKind.Message, MessageKind.Message, MessageKind.Notice];

    /// <summary>Some fit into a block by the hundred, some two or three, and some not even alone.</summary>
    private static readonly Gen<int> Lengths = Gen.Frequency((6, Gen.Choose(0, 400)), (3, Gen.Choose(15_000, 40_000)), (1, Gen.Choose(60_000, 70_000)));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, from length in Lengths from speaker in Gen.Elements(Speakers) from kind in Gen.Elements(Kinds) select new Step(StepKind.Add, length, speaker, kind)),
        (2, Gen.Choose(0, 5).Select(count => new Step(StepKind.RemoveFirst, count))),
        (1, Gen.Choose(0, 99).Select(place => new Step(StepKind.Erase, place))));

    private enum StepKind
    {
        Add,
        RemoveFirst,
        Erase,
    }

    [Fact]
    public void Whatever_is_dropped_and_erased_the_rest_stays_as_it_was() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60),
        Prop.ForAll(Arb.From(Gen.ListOf(Steps)), steps =>
        {
            using var events = new EncodedEvents();
            var model = new List<Event>();
            var sequence = Sequence.Start;
            foreach (var (kind, number, speaker, messageKind) in steps)
            {
                switch (kind)
                {
                    case StepKind.Add:
                        sequence = sequence.Next;
                        var said = new Said(Room, speaker!, messageKind, new string((char)('a' + (sequence.Value % 26)), number));
                        said.Stamp(sequence, Beginning.AddSeconds(sequence.Value));
                        events.Add([said]);
                        model.Add(said);
                        break;
                    case StepKind.RemoveFirst when number <= model.Count:
                        events.RemoveFirst(number);
                        model.RemoveRange(0, number);
                        break;
                    case StepKind.Erase when number < model.Count && model[number].Erase() is { } erased:
                        events[number] = erased;
                        model[number] = erased;
                        break;
                }
            }

            Assert.Equal(model.Count, events.Count);
            for (var i = 0; i < model.Count; i++)
            {
                Assert.Equal(EventCodec.Write(model[i]), EventCodec.Write(events[i]));
                Assert.Equal((model[i].Sequence, model[i].At, model[i].At, model[i].IsMessage), (events[i].Sequence, events[i].At, events.AtOf(i), events.IsMessage(i)));
            }
        }));

    private static Identity Person(long id, string nick) => Nick.TryParse(nick, out var parsed) ? new(new PersonId(id), parsed) : throw new ArgumentException(nick);

    private static DateTimeOffset Beginning { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private sealed record Step(StepKind Kind, int Number, Identity? Speaker = null, MessageKind MessageKind = default);
}
