using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>USERHOST: where up to five people come from, as others may see it.</summary>
internal static class UserhostCommand
{
    private const int NicksMax = 5;

    public static readonly IrcCommand Definition = new(
        "USERHOST", "<nickname>{ <nickname>}", "Show the hosts of up to five people.", "https://modern.ircdocs.horse/#userhost-message", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request) => request.QueryAsync((world, _) =>
    [
        IrcLine.Of(Numeric.UserHost, string.Join(' ', request.Parameters
            .Take(NicksMax)
            .Select(name => Nick.TryParse(name, out var nick) ? world.People.Find(nick) : null)
            .OfType<Person>()
            .Select(Describe))),
    ]);

    private static string Describe(Person person) =>
        $"{person.Nick}{(person.IsOperator ? "*" : "")}={(person.Away is null ? '+' : '-')}{person.Identity.User ?? "user"}@{person.Identity.Host ?? "host"}";
}
