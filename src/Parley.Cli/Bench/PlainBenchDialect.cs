namespace Parley.Cli.Bench;

/// <summary>Lines of text.</summary>
internal sealed class PlainBenchDialect : BenchDialect
{
    public override string Hello(string nick, string room) => $"/nick {nick}\n/part #lobby\n/join {room}\n";

    public override BenchStep Step(string line, string room) => new(line == $"*** you are in {room}");

    public override string Say(string room, string text) => text + "\n";
}
