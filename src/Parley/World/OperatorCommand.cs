namespace Parley;

/// <summary>A command for those who run the server.</summary>
public abstract record OperatorCommand(SessionId Session) : PersonCommand(Session)
{
    internal sealed override Decision Decide(World world, Person person) =>
        person.IsOperator ? DecideForOperator(world, person) : new NotOperator();

    internal abstract Decision DecideForOperator(World world, Person person);
}
