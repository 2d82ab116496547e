namespace Parley.Server.Doors.Irc.Commands;

/// <summary>To whom a message goes: a nick, a channel, or those in a channel who have a role.</summary>
/// <param name="Name">The nick's or the channel's name.</param>
/// <param name="Audience">The least role of those who hear it; none for all.</param>
/// <seealso href="https://modern.ircdocs.horse/#statusmsg-parameter"/>
internal readonly record struct MessageTarget(string Name, Roles Audience)
{
    public bool IsRoom => Name.StartsWith('#');

    /// <summary>As it stands in a line.</summary>
    public string Text => ModeLetters.SymbolOf(Audience) + Name;

    public static MessageTarget Parse(string text)
    {
        var symbols = text.Length - text.AsSpan().TrimStart(ModeLetters.PrefixSymbols).Length;
        return symbols == 0 || symbols == text.Length || text[symbols] != '#'
            ? new MessageTarget(text, Roles.None)
            : new MessageTarget(text[symbols..], text[..symbols].Select(ModeLetters.RoleOf).Min());
    }

    /// <summary>The one target of a command; null when there are several, or none.</summary>
    public static MessageTarget? OnlyOf(IrcRequest request) =>
        request[0] is { } only && !only.Contains(',', StringComparison.Ordinal) ? Parse(only) : null;

    /// <summary>The targets of a command, each once; too many or none are refused, and then there are none.</summary>
    public static ValueTask<MessageTarget[]> OfAsync(IrcRequest request) =>
        OnlyOf(request) is { } only ? new([only]) : SeveralOfAsync(request);

    private static async ValueTask<MessageTarget[]> SeveralOfAsync(IrcRequest request)
    {
        var targets = request.List(0);
        if (targets.Length > 1) targets = [.. targets.Distinct(StringComparer.OrdinalIgnoreCase)];
        if (targets.Length == 0)
        {
            await request.RefuseAsync(Parley.Irc.Numeric.NoRecipient, $"No recipient given ({request.Name})");
        }
        else if (targets.Length > Isupport.MessageTargetsMax)
        {
            await request.RefuseAsync(Parley.Irc.Numeric.TooManyTargets, targets[^1], $"Too many targets; at most {Isupport.MessageTargetsMax}");
            targets = [];
        }

        return Array.ConvertAll(targets, Parse);
    }
}
