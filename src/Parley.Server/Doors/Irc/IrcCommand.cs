namespace Parley.Server.Doors.Irc;

/// <summary>One command of the IRC door: what it needs and what it does.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Usage">The parameters, as <c>HELP</c> shows them.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="Spec">Where it is written down.</param>
/// <param name="HandleAsync">Does it. Runs in the connection's own task, one command after the other.</param>
internal sealed record IrcCommand(string Name, string Usage, string Help, string Spec, Func<IrcRequest, ValueTask> HandleAsync)
{
    /// <summary>How many parameters it needs; with fewer it is answered ERR_NEEDMOREPARAMS (461).</summary>
    public int ParametersMin { get; init; }

    /// <summary>Whether it may be given before there is a nick; otherwise it is answered ERR_NOTREGISTERED (451).</summary>
    public bool IsForNewcomers { get; init; }

    /// <summary>The features with any of which it may be given before there is a nick.</summary>
    public IrcFeatures ForNewcomersWith { get; init; }

    /// <summary>Whether only the server's operators may give it; the world checks, this is for <c>HELP</c>.</summary>
    public bool IsForOperators { get; init; }
}
