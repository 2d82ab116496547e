using System.Collections.Immutable;

namespace Parley.Server.Doors.Irc.Services;

/// <summary>Somebody who is nobody: a name that people write commands to, as to a person.</summary>
/// <remarks>It is a part of the IRC door. What it does, the other doors have as commands.</remarks>
/// <param name="Name">What it is called.</param>
/// <param name="Purpose">What it is for, in one sentence.</param>
/// <param name="Words">What it understands; its help is made from the same list.</param>
internal sealed record IrcService(string Name, string Purpose, ImmutableArray<ServiceWord> Words)
{
    /// <summary>All there are.</summary>
    public static ImmutableArray<IrcService> All { get; } = [NickServ.Service, ChanServ.Service];

    /// <summary>The service of this name, in whichever case.</summary>
    public static IrcService? Find(string name)
    {
        foreach (var service in All)
        {
            if (service.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return service;
        }

        return null;
    }

    /// <summary>What it says to a session.</summary>
    public IrcLine Notice(string serverName, string text) => IrcLine.Notice(text) with { Source = $"{Name}!{Name}@{serverName}" };

    /// <summary>Does what somebody has written to it.</summary>
    public async ValueTask RunAsync(IrcRequest asked, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var request = new ServiceRequest(this, asked.For(this));
        if (words.Length == 0 || words[0].Equals("HELP", StringComparison.OrdinalIgnoreCase))
            await HelpAsync(request, words.Skip(1).FirstOrDefault());
        else if (Find(words, out var rest) is not { } word)
            await request.SayAsync($"There is no {words[0].ToUpperInvariant()}; HELP lists what there is.");
        else if (rest.Length < word.ParametersMin)
            await request.SayAsync($"Usage: {word.Usage}");
        else
            await word.HandleAsync(request with { Parameters = [.. rest] });
    }

    /// <summary>The longest beginning that is one of the words: <c>CERT ADD</c> before <c>CERT</c>.</summary>
    private ServiceWord? Find(string[] words, out string[] rest)
    {
        for (var length = Math.Min(2, words.Length); length > 0; length--)
        {
            var name = string.Join(' ', words[..length]).ToUpperInvariant();
            rest = words[length..];
            foreach (var word in Words)
            {
                if (word.Name == name || word.Aliases.Contains(name)) return word;
            }
        }

        rest = [];
        return null;
    }

    private async ValueTask HelpAsync(ServiceRequest request, string? about)
    {
        var found = about is null ? Words : [.. Words.Where(word => word.Name.StartsWith(about, StringComparison.OrdinalIgnoreCase))];
        await request.SayAsync(found.IsEmpty ? $"There is no {about}; HELP lists what there is." : Purpose);
        foreach (var word in found) await request.SayAsync($"{word.Usage}: {word.Help}{(word.IsForOperators ? " (Operators.)" : "")}");
    }
}

/// <summary>One thing that a service does.</summary>
/// <param name="Name">One or two words, in capitals.</param>
/// <param name="Parameters">What stands behind it.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="ParametersMin">How many words it needs behind it.</param>
/// <param name="HandleAsync">Does it.</param>
internal sealed record ServiceWord(string Name, string Parameters, string Help, int ParametersMin, Func<ServiceRequest, ValueTask> HandleAsync)
{
    /// <summary>Other names under which people know it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether only the server's operators may do it; the world checks, this is for the help.</summary>
    public bool IsForOperators { get; init; }

    public string Usage => Parameters.Length == 0 ? Name : $"{Name} {Parameters}";
}

/// <summary>What somebody asks of a service, and the ways to answer.</summary>
internal sealed record ServiceRequest(IrcService Service, IrcRequest Asked)
{
    /// <summary>The words behind the service's word.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    public IrcSession Session => Asked.Session;

    public IrcDoor Door => Asked.Door;

    /// <summary>A parameter, or null if there are not so many.</summary>
    public string? this[int index] => index < Parameters.Length ? Parameters[index] : null;

    /// <summary>Says a line.</summary>
    public ValueTask SayAsync(string text) => Asked.ReplyAsync(Service.Notice(Session.ServerName, text));

    /// <summary>Has the world decide a command, and says a line if nothing was refused.</summary>
    public async ValueTask DoAsync(Command command, string done)
    {
        if (await Asked.AskAsync(command) is not Refusal) await SayAsync(done);
    }

    /// <summary>Says lines made from the world.</summary>
    public ValueTask QueryAsync(Func<World, Person, IEnumerable<string>> read) =>
        Asked.QueryAsync((world, person) => read(world, person).Select(text => Service.Notice(Session.ServerName, text)));
}
