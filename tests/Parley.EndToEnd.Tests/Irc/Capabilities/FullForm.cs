using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Irc.Capabilities;

/// <summary>What a client is shown that has all capabilities: what one with fewer has to be shown follows from it.</summary>
internal sealed partial class FullForm
{
    private const string Labels = "labeled-response";

    private readonly List<Line> _lines;

    /// <summary>The types of the batches in it, by their references.</summary>
    private readonly Dictionary<string, string> _types;

    public FullForm(IEnumerable<string> lines)
    {
        _lines = [.. Normalized(lines).Select(Line.Parse)];
        _types = _lines.Where(line => line.Command == "BATCH" && line.Parameters.Length > 1).ToDictionary(line => line.Parameters[0][1..], line => line.Parameters[1].TrimStart(':'));
    }

    public IReadOnlyCollection<string> Lines => [.. _lines.Select(line => line.ToString())];

    /// <summary>What a client with these capabilities is shown.</summary>
    public IReadOnlyList<string> For(IReadOnlyCollection<string> capabilities)
    {
        var hasLabels = Has(Labels) && Has("batch");
        var shown = new List<Line>();
        foreach (var line in Unfold(Has("batch") && Has("draft/multiline")))
        {
            var label = line.Tags.GetValueOrDefault("label");
            if (IsShown(line, Has, hasLabels)) shown.Add(Lessened(line, Has, hasLabels));
            else if (label is not null && hasLabels) shown.Add(new Line(new() { ["label"] = label }, ":parley.localhost", "ACK", []));
        }

        return Normalized(shown.Select(line => line.ToString()));

        bool Has(string name) => capabilities.Contains(name);
    }

    /// <summary>The lines with the references of their batches in the order in which they come, so that those of two clients can be compared.</summary>
    public static IReadOnlyList<string> Normalized(IEnumerable<string> lines)
    {
        var references = new Dictionary<string, string>();
        return [.. lines.Select(line => Reference().Replace(line, match =>
        {
            var name = match.Groups[2].Value;
            if (!references.TryGetValue(name, out var known)) references[name] = known = string.Create(CultureInfo.InvariantCulture, $"batch{references.Count + 1}");
            return match.Groups[1].Value + known;
        }))];
    }

    /// <summary>A line without what only one client is shown: its nick, and when it did what.</summary>
    public static string WithoutOwn(string line, string nick) => OwnTime().Replace(line.Replace(nick, "ME", StringComparison.Ordinal), "$1=OWN");

    /// <summary>What does not come at all to those who have not asked for it.</summary>
    private bool IsShown(Line line, Func<string, bool> has, bool hasLabels) => line.Command switch
    {
        "AWAY" => has("away-notify"),
        "ACCOUNT" => has("account-notify"),
        "SETNAME" => has("setname"),
        "CHGHOST" => has("chghost"),
        "TAGMSG" => has("message-tags"),
        "PRIVMSG" or "NOTICE" when line.Source.StartsWith(":ME!", StringComparison.Ordinal) => has("echo-message"),
        "ACK" => hasLabels,
        "BATCH" => _types[line.Parameters[0].TrimStart(':')[1..]] == Labels ? hasLabels : has("batch"),
        _ => true,
    };

    /// <summary>A line without the parts that were not asked for.</summary>
    private Line Lessened(Line line, Func<string, bool> has, bool hasLabels) => line with
    {
        Tags = new(line.Tags.Where(tag => tag.Key switch
        {
            "time" => has("server-time"),
            "account" => has("account-tag"),
            "label" => hasLabels,
            "batch" => _types[tag.Value["batch=".Length..]] == Labels ? hasLabels : has("batch"),
            _ => has("message-tags"),
        })),
        Parameters = line.Command switch
        {
            "JOIN" when !has("extended-join") => [$":{line.Parameters[0]}"],
            "353" => [.. line.Parameters[..^1], string.Join(' ', line.Parameters[^1].Split(' ').Select(name => NameFor(name, has)))],
            _ => line.Parameters,
        },
    };

    private static string NameFor(string name, Func<string, bool> has)
    {
        var colon = name.StartsWith(':') ? ":" : "";
        var symbols = string.Concat(name[colon.Length..].TakeWhile(c => "~&@%+".Contains(c, StringComparison.Ordinal)));
        var who = name[(colon.Length + symbols.Length)..];
        return colon + (has("multi-prefix") ? symbols : symbols[..Math.Min(1, symbols.Length)]) + (has("userhost-in-names") ? who : who.Split('!')[0]);
    }

    /// <summary>The lines, with messages of several lines as their lines for those who do not know them.</summary>
    private IEnumerable<Line> Unfold(bool hasMultiline)
    {
        Line? opening = null;
        var isFirst = false;
        foreach (var line in _lines)
        {
            if (hasMultiline)
            {
                yield return line;
            }
            else if (line is { Command: "BATCH", Parameters: [_, "draft/multiline", ..] })
            {
                (opening, isFirst) = (line, true);
            }
            else if (opening is not null && line.Command == "BATCH")
            {
                opening = null;
            }
            else if (opening is not null)
            {
                if (line.Parameters[^1] == ":") continue;
                yield return line with
                {
                    Tags = isFirst ? opening.Tags : new(opening.Tags.Where(tag => tag.Key is "time" or "account" or "bot")),
                };
                isFirst = false;
            }
            else
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"((?<=^|;)@?batch=|(?<= BATCH :?)[-+])(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex("(time|msgid)=[^; ]+")]
    private static partial Regex OwnTime();

    /// <summary>One line, taken apart; the last parameter keeps its colon.</summary>
    private sealed record Line(Dictionary<string, string> Tags, string Source, string Command, string[] Parameters)
    {
        public static Line Parse(string text)
        {
            var tags = new Dictionary<string, string>();
            if (text.StartsWith('@'))
            {
                var space = text.IndexOf(' ', StringComparison.Ordinal);
                foreach (var tag in text[1..space].Split(';')) tags[tag.Split('=')[0]] = tag;
                text = text[(space + 1)..];
            }

            var trailing = text.IndexOf(" :", StringComparison.Ordinal);
            var words = (trailing < 0 ? text : text[..trailing]).Split(' ');
            return new Line(tags, words[0], words[1], [.. words[2..], .. trailing < 0 ? Array.Empty<string>() : [text[(trailing + 1)..]]]);
        }

        public override string ToString() =>
            $"{(Tags.Count == 0 ? "" : $"@{string.Join(';', Tags.Values)} ")}{Source} {Command}{string.Concat(Parameters.Select(parameter => $" {parameter}"))}";
    }
}
