using System.Collections.Immutable;
using System.Text;
using Parley.Irc;
using Parley.Server.Doors.Irc.Services;

namespace Parley.Server.Doors.Irc;

/// <summary>A command that a session gave, and the ways to answer it.</summary>
/// <remarks>
/// Whatever it does takes its place in the session's order: commands, queries and replies alike. It comes back to
/// <see cref="IrcSession.OnReply"/> with every reply, so that a refusal can be worded for the command it answers.
/// </remarks>
internal sealed class IrcRequest(IrcDoor door, IrcSession session, IrcMessage message, IrcCommand? command)
{
    private const int LabelBytesMax = 64;

    public IrcDoor Door => door;

    public IrcSession Session => session;

    public IrcMessage Message => message;

    /// <summary>The command that the message names; null when there is none of that name.</summary>
    public IrcCommand? Command => command;

    /// <summary>What the client had asked for when it sent this.</summary>
    public IrcFeatures Features { get; } = session.Features;

    /// <summary>The name by which the client wants to know the response again; null when it gave none.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/labeled-response"/>
    public string? Label { get; } = LabelOf(session.Features, message);

    /// <summary>Set when more lines will come of which the response is.</summary>
    public bool IsPostponed { get; set; }

    /// <summary>What the client says to other clients beside its words, by tags that a server passes on unread.</summary>
    public IrcTags ClientTags => Features.HasFlag(IrcFeatures.MessageTags) ? message.Tags.ClientOnly() : IrcTags.Empty;

    /// <summary>The command's name, in capitals.</summary>
    public string Name => command?.Name ?? message.Command.ToUpperInvariant();

    public ImmutableArray<string> Parameters => message.Parameters;

    /// <summary>A parameter, or null if there are not so many or it is empty.</summary>
    public string? this[int index] => index < Parameters.Length && Parameters[index].Length > 0 ? Parameters[index] : null;

    /// <summary>A parameter's parts between commas, without empty ones.</summary>
    public string[] List(int index) => this[index]?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>As if this were all that was asked: what is refused of a list is refused by its own name.</summary>
    public IrcRequest With(params ReadOnlySpan<string> parameters) => new(
        door, session, new IrcMessage(message.Command, parameters) { Tags = message.Tags }, command);

    /// <summary>The service that is asked, which then words what is refused; null when the server itself is.</summary>
    public IrcService? Service { get; private init; }

    /// <summary>The same, asked of a service.</summary>
    public IrcRequest For(IrcService service) => new(door, session, message, command) { Service = service };

    /// <summary>Says that parameters are missing.</summary>
    public ValueTask NeedMoreAsync() => ReplyAsync(Numeric.NeedMoreParams, Name, "Not enough parameters");

    /// <summary>Has the world decide a command.</summary>
    public ValueTask SubmitAsync(Command asked) => door.Node.SubmitAsync(session, asked, this);

    /// <summary>Has the world decide a command, and waits until the session has been given the outcome.</summary>
    public ValueTask<Reply?> AskAsync(Command asked) => door.Node.AskAsync(session, asked, this);

    /// <summary>Answers with lines made from the world as it is in this command's place.</summary>
    /// <param name="read">Makes the lines; see <see cref="Query"/> for what it may do.</param>
    public ValueTask QueryAsync(Func<World, Person, IEnumerable<IrcLine>> read) => SubmitAsync(new Query(
        session.Id, (world, person) => person is null ? new NotArrived() : new IrcLines([.. read(world, person)])));

    /// <summary>Answers with lines that need no look at the world.</summary>
    public ValueTask ReplyAsync(params ReadOnlySpan<IrcLine> lines) => ReplyAsync(new IrcLines([.. lines]));

    /// <summary>Answers with a numeric that needs no look at the world.</summary>
    public ValueTask ReplyAsync(Numeric numeric, params ReadOnlySpan<string> parameters) =>
        ReplyAsync(IrcLines.Of(numeric, parameters));

    /// <summary>As <see cref="ReplyAsync(Numeric, ReadOnlySpan{string})"/>, except that NOTICE is never answered.</summary>
    public ValueTask RefuseAsync(Numeric numeric, params ReadOnlySpan<string> parameters) =>
        Name == "NOTICE" ? default : ReplyAsync(numeric, parameters);

    /// <summary>Answers as this server, unless a parameter names another one, of which there is none.</summary>
    /// <param name="serverIndex">Where the server would be named.</param>
    /// <param name="answer">Answers.</param>
    public ValueTask ReplyAsServerAsync(int serverIndex, Func<ValueTask> answer) => this[serverIndex] is { } server && !IsThisServer(server)
        ? ReplyAsync(Numeric.NoSuchServer, Word(server), "No such server")
        : answer();

    /// <summary>What a numeric can name of a text: one word.</summary>
    public static string Word(string text) => text.Split(' ', 2)[0] is { Length: > 0 } word && word[0] != ':' ? word : "*";

    /// <summary>Whether a name, which may be a mask, is this server's.</summary>
    public bool IsThisServer(string name) => Mask.Matches(name, session.ServerName);

    /// <summary>Says that all has been asked that was to be asked: the response is complete when this comes to the session.</summary>
    /// <remarks>Unless it is postponed, the dispatcher says so.</remarks>
    public ValueTask CompleteAsync() => Label is null ? default : ReplyAsync(new ResponseComplete());

    /// <summary>Gives the session something of the door's own, in this command's place.</summary>
    public ValueTask ReplyAsync(Reply reply) => door.Node.ReplyAsync(session, reply, this);

    private static string? LabelOf(IrcFeatures features, IrcMessage message) =>
        features.HasFlag(IrcFeatures.LabeledResponse | IrcFeatures.Batch)
        && message.Tags.TryGetValue("label", out var label) && Encoding.UTF8.GetByteCount(label) is > 0 and <= LabelBytesMax
            ? label
            : null;
}

/// <summary>Nothing more comes of a request.</summary>
internal sealed record ResponseComplete : Answer;
