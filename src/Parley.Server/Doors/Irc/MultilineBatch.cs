using System.Globalization;
using System.Text;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>A message of several lines that a client is sending. For the connection's own task.</summary>
/// <remarks>Once something is wrong with it the client is told, and what else comes of it is ignored.</remarks>
/// <seealso href="https://ircv3.net/specs/extensions/multiline"/>
internal sealed class MultilineBatch(IrcRequest opening, string reference, string target)
{
    /// <summary>The type of these batches.</summary>
    public const string Type = "draft/multiline";

    /// <summary>How long it may be open.</summary>
    public static readonly TimeSpan OpenMax = TimeSpan.FromSeconds(30);

    private const string ConcatTag = "draft/multiline-concat";

    private static readonly WorldRules Rules = new();

    private readonly StringBuilder _text = new();
    private int _bytes;
    private int _lines;
    private string? _command;

    /// <summary>What the capability says about it.</summary>
    public static string Limits { get; } =
        string.Create(CultureInfo.InvariantCulture, $"max-bytes={Rules.MessageBytesMax},max-lines={Rules.MessageLinesMax}");

    /// <summary>When it was opened, as a timestamp of the server's clock.</summary>
    public long OpenedAt { get; } = opening.Door.Time.GetTimestamp();

    /// <summary>Whether it has come to nothing.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the client calls it.</summary>
    public string Reference => reference;

    /// <summary>Takes one line of it.</summary>
    public ValueTask AddAsync(IrcRequest line)
    {
        if (IsOver) return default;
        var isConcat = line.Message.Tags[ConcatTag] is not null;
        var text = line.Parameters.Length > 1 ? line.Parameters[1] : "";
        if (line.Name is not ("PRIVMSG" or "NOTICE") || (_command ??= line.Name) != line.Name)
            return FailAsync("MULTILINE_INVALID", "Invalid multiline batch");
        if (line[0] is not { } to || !string.Equals(to, target, StringComparison.OrdinalIgnoreCase))
            return FailAsync("MULTILINE_INVALID_TARGET", target, IrcRequest.Word(line[0] ?? "*"), "Invalid multiline target");
        if (isConcat && text.Length == 0)
            return FailAsync("MULTILINE_INVALID", "Invalid multiline batch with concatenated blank line");
        if (_lines >= Rules.MessageLinesMax)
            return FailAsync("MULTILINE_MAX_LINES", IrcLines.Text(Rules.MessageLinesMax), "Multiline batch max-lines exceeded");

        if (_lines > 0 && !isConcat) _text.Append('\n');
        _bytes += Encoding.UTF8.GetByteCount(text) + (_lines > 0 && !isConcat ? 1 : 0);
        _lines++;
        _text.Append(text);
        return _bytes <= Rules.MessageBytesMax
            ? default
            : FailAsync("MULTILINE_MAX_BYTES", IrcLines.Text(Rules.MessageBytesMax), "Multiline batch max-bytes exceeded");
    }

    /// <summary>Says what has come.</summary>
    public async ValueTask EndAsync()
    {
        if (IsOver) return;
        var text = _text.ToString();
        if (_command is null || string.IsNullOrWhiteSpace(text))
        {
            await FailAsync("MULTILINE_INVALID", "Invalid multiline batch with blank lines only");
            return;
        }

        var kind = _command == "NOTICE" ? MessageKind.Notice : MessageKind.Message;
        await PrivmsgCommand.SayAsync(opening, MessageTarget.Parse(target), kind, text, hasLines: true);
        await opening.CompleteAsync();
    }

    /// <summary>Gives it up because it has been open for too long.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/client-batch#errors"/>
    public ValueTask TimeOutAsync() => FailAsync("TIMEOUT", reference, "The batch was left open for too long");

    private async ValueTask FailAsync(string code, params string[] parameters)
    {
        IsOver = true;
        await opening.ReplyAsync(IrcLine.Of("FAIL", ["BATCH", code, .. parameters]));
        await opening.CompleteAsync();
    }
}
