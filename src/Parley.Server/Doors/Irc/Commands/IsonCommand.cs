using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>ISON: which of these people are here.</summary>
internal static class IsonCommand
{
    public static readonly IrcCommand Definition = new(
        "ISON", "<nickname>{ <nickname>}", "Ask which of these people are here.", "https://datatracker.ietf.org/doc/html/rfc1459#section-5.8", HandleAsync)
    {
        ParametersMin = 1,
    };

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var names = request.Parameters.SelectMany(parameter => parameter.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return request.QueryAsync((world, _) =>
        [
            IrcLine.Of(Numeric.Ison, string.Join(' ', names
                .Select(name => Nick.TryParse(name, out var nick) ? world.People.Find(nick) : null)
                .OfType<Person>()
                .Select(person => person.Nick.Value))),
        ]);
    }
}
