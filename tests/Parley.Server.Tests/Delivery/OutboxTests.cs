using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

public sealed class OutboxTests
{
    /// <summary>One, two, and several that wait are kept in different ways.</summary>
    private static readonly Gen<char> Steps = Gen.Frequency((6, Gen.Constant('+')), (3, Gen.Constant('w')), (1, Gen.Constant('0')));

    [Fact]
    public void What_was_added_is_written_once_and_in_order_and_what_was_dropped_is_not() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Arb.From(Gen.ListOf(Steps)), steps =>
        {
            var output = new Recording();
            var store = new OutboxStore();
            var outbox = new Outbox(output, Framing.Terminated, 1000);
            var (waiting, expected) = ("", "");
            foreach (var (step, number) in steps.Select((step, i) => (step, i)))
            {
                switch (step)
                {
                    case '+':
                        Assert.True(outbox.Add(Encoding.ASCII.GetBytes($"{number} "), store));
                        waiting += $"{number} ";
                        break;
                    case 'w' when !outbox.IsEmpty:
                        Assert.True(outbox.WriteAsync(store).AsTask().IsCompletedSuccessfully);
                        (expected, waiting) = (expected + waiting, "");
                        break;
                    case '0':
                        outbox.Clear(store);
                        waiting = "";
                        break;
                }

                Assert.Equal(waiting.Length == 0, outbox.IsEmpty);
            }

            Assert.Equal(expected, output.Text);
        }));

    private sealed class Recording : Output
    {
        public string Text { get; private set; } = "";

        public override ValueTask<bool> WriteAsync(ReadOnlySpan<byte> bytes)
        {
            Text += Encoding.ASCII.GetString(bytes);
            return new(true);
        }
    }
}
