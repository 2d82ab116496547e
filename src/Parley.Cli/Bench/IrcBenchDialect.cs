namespace Parley.Cli.Bench;

/// <summary>IRC, as any server speaks it.</summary>
internal sealed class IrcBenchDialect : BenchDialect
{
    public override string Hello(string nick, string room) => $"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n";

    public override BenchStep Step(string line, string room)
    {
        var words = line.Split(' ');
        if (words[0] == "PING") return new BenchStep(false, $"PONG {words[^1]}\r\n");
        if (words[0] == "ERROR") return new BenchStep(false, Refusal: line);
        if (words.Length < 2) return default;
        return words[1] switch
        {
            "001" => new BenchStep(false, $"JOIN {room}\r\n"),
            "366" => new BenchStep(true),
            "432" or "433" or "464" or "465" or "471" or "473" or "474" or "475" => new BenchStep(false, Refusal: line),
            _ => default,
        };
    }

    public override string Say(string room, string text) => $"PRIVMSG {room} :{text}\r\n";
}
