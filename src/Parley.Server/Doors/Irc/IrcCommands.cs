using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Parley.Irc;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>All commands of the IRC door, in one list: the dispatcher, <c>HELP</c> and the documentation read it.</summary>
internal static class IrcCommands
{
    public static ImmutableArray<IrcCommand> All { get; } =
    [
        CapCommand.Definition,
        WebircCommand.Definition,
        PassCommand.Definition,
        NickCommand.Definition,
        UserCommand.Definition,
        AuthenticateCommand.Definition,
        PingCommand.Definition,
        PongCommand.Definition,
        QuitCommand.Definition,
        JoinCommand.Definition,
        PartCommand.Definition,
        TopicCommand.Definition,
        NamesCommand.Definition,
        ListCommand.Definition,
        InviteCommand.Definition,
        KickCommand.Definition,
        KnockCommand.Definition,
        RenameCommand.Definition,
        ModeCommand.Definition,
        PrivmsgCommand.Definition,
        NoticeCommand.Definition,
        TagmsgCommand.Definition,
        BatchCommand.Definition,
        MarkreadCommand.Definition,
        MetadataCommand.Definition,
        RegisterCommand.Definition,
        VerifyCommand.Definition,
        ServiceCommands.NickServ,
        ServiceCommands.Ns,
        ServiceCommands.ChanServ,
        ServiceCommands.Cs,
        RedactCommand.Definition,
        ChathistoryCommand.Definition,
        SearchCommand.Definition,
        LusersCommand.Definition,
        MotdCommand.Definition,
        AwayCommand.Definition,
        SetnameCommand.Definition,
        IsonCommand.Definition,
        UserhostCommand.Definition,
        WhoCommand.Definition,
        WhoisCommand.Definition,
        WhowasCommand.Definition,
        VersionCommand.Definition,
        IsupportCommand.Definition,
        TimeCommand.Definition,
        AdminCommand.Definition,
        InfoCommand.Definition,
        LinksCommand.Definition,
        MapCommand.Definition,
        StatsCommand.Definition,
        HelpCommand.Definition,
        OperCommand.Definition,
        KillCommand.Definition,
        ChghostCommand.Definition,
        WallopsCommand.Definition,
        KlineCommand.Definition,
        UnklineCommand.Definition,
        MonitorCommand.Definition,
        RehashCommand.Definition,
    ];

    private static readonly FrozenDictionary<string, IrcCommand> ByName =
        All.ToFrozenDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The command of this name, in whichever case.</summary>
    public static IrcCommand? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Runs one line.</summary>
    public static ValueTask RunAsync(IrcDoor door, IrcSession session, ReadOnlySequence<byte> line)
    {
        var flaw = IrcMessage.Parse(line, out var message);
        if (flaw == IrcLineFlaw.NoCommand) return default;

        var request = new IrcRequest(door, session, message, Find(message.Command));
        if (session.Registration.NickAsked is not null && (flaw != IrcLineFlaw.None || !UserCommand.SaysWho(request)))
            return RunAfterNickAsync(request, flaw);

        // Nearly always there is nothing to wait for.
        var handling = HandleAsync(request, flaw);
        return handling.IsCompletedSuccessfully ? CompleteAsync(request) : CompleteAfterAsync(handling, request);
    }

    private static async ValueTask RunAfterNickAsync(IrcRequest request, IrcLineFlaw flaw)
    {
        await RegistrationCommands.CheckNickAsync(request.Session);
        await CompleteAfterAsync(HandleAsync(request, flaw), request);
    }

    /// <summary>Lets the command handle it. What every command needs is checked here, once.</summary>
    private static ValueTask HandleAsync(IrcRequest request, IrcLineFlaw flaw)
    {
        var registration = request.Session.Registration;
        if (flaw == IrcLineFlaw.InvalidUtf8)
            return request.ReplyAsync(IrcLine.Of("FAIL", request.Command?.Name ?? "*", "INVALID_UTF8", "Message rejected, your IRC software MUST use UTF-8 encoding on this network"));
        if (flaw == IrcLineFlaw.Nul)
            return request.ReplyAsync(Numeric.UnknownError, request.Name, "A line cannot hold NUL");
        if (request.Command is not { } command)
        {
            return registration.IsComplete
                ? request.ReplyAsync(Numeric.UnknownCommand, request.Message.Command, "Unknown command")
                : request.ReplyAsync(Numeric.NotRegistered, "You have not registered");
        }

        if (!registration.IsComplete && !command.IsForNewcomers && (command.ForNewcomersWith & request.Features) == IrcFeatures.None)
            return request.ReplyAsync(Numeric.NotRegistered, "You have not registered");
        if (request.Parameters.Length < command.ParametersMin)
            return request.ReplyAsync(Numeric.NeedMoreParams, command.Name, "Not enough parameters");
        return request.Message.Tags["batch"] is not null && BatchCommand.MultilineIsOn(request.Features)
            ? BatchCommand.AddAsync(request)
            : command.HandleAsync(request);
    }

    private static async ValueTask CompleteAfterAsync(ValueTask handling, IrcRequest request)
    {
        await handling;
        await CompleteAsync(request);
    }

    private static ValueTask CompleteAsync(IrcRequest request) => request.IsPostponed ? default : request.CompleteAsync();
}
