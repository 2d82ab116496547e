namespace Parley;

/// <summary>An operator ends somebody's sessions.</summary>
public sealed record Kill(SessionId Session, string Nick, string? Reason) : OperatorCommand(Session)
{
    internal override Decision DecideForOperator(World world, Person person)
    {
        if (!Parley.Nick.TryParse(Nick, out var nick) || world.People.Find(nick) is not { } victim) return new NoSuchPerson(Nick);
        var reason = ChatText.Shorten(Reason, world.Rules.ReasonBytesMax);
        return Quit.Of(victim, $"Killed ({person.Nick}{(reason is null ? "" : ": " + reason)})");
    }
}
