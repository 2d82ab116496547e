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

    /// <summary>Runs one line. What every command needs is checked here, once.</summary>
    public static async ValueTask RunAsync(IrcDoor door, IrcSession session, ReadOnlySequence<byte> line)
    {
        var flaw = IrcMessage.Parse(line, out var message);
        if (flaw == IrcLineFlaw.NoCommand) return;

        var command = ByName.GetValueOrDefault(message.Command);
        var request = new IrcRequest(door, session, message, command);
        if (flaw != IrcLineFlaw.None || !UserCommand.SaysWho(request)) await RegistrationCommands.CheckNickAsync(session);
        if (flaw == IrcLineFlaw.InvalidUtf8)
            await request.ReplyAsync(IrcLine.Of("FAIL", command?.Name ?? "*", "INVALID_UTF8", "Message rejected, your IRC software MUST use UTF-8 encoding on this network"));
        else if (flaw == IrcLineFlaw.Nul)
            await request.ReplyAsync(Numeric.UnknownError, request.Name, "A line cannot hold NUL");
        else if (command is null && !session.Registration.IsComplete)
            await request.ReplyAsync(Numeric.NotRegistered, "You have not registered");
        else if (command is null)
            await request.ReplyAsync(Numeric.UnknownCommand, message.Command, "Unknown command");
        else if (!session.Registration.IsComplete && !command.IsForNewcomers && (command.ForNewcomersWith & request.Features) == IrcFeatures.None)
            await request.ReplyAsync(Numeric.NotRegistered, "You have not registered");
        else if (request.Parameters.Length < command.ParametersMin)
            await request.ReplyAsync(Numeric.NeedMoreParams, command.Name, "Not enough parameters");
        else if (message.Tags["batch"] is not null && BatchCommand.MultilineIsOn(request.Features))
            await BatchCommand.AddAsync(request);
        else
            await command.HandleAsync(request);

        if (!request.IsPostponed) await request.CompleteAsync();
    }
}
