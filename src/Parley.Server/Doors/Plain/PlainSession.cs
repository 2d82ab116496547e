using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Parley.Server.Delivery;
using Parley.Server.Doors.Accounts;

namespace Parley.Server.Doors.Plain;

/// <summary>Somebody with <c>nc</c>, <c>telnet</c> or a client that sends lines.</summary>
/// <remarks>
/// The door's task reads and asks; the shard answers, and keeps the current room. Before it reads on, the door waits
/// for what may change that room, so that lines sent right behind a <c>/join</c> go there.
/// </remarks>
internal sealed class PlainSession(SessionId id, ConnectionContext connection, DoorContext door)
    : LocalSession(id, connection, Framing.Terminated, door.Options.SendQueueBytesMax)
{
    private const int NamesPerLine = 20;
    private const int RoomsShownMax = 100;

    private readonly List<string> _rooms = [];
    private volatile string _currentRoom = "";

    /// <summary>Where what is typed goes to; empty when in no room.</summary>
    public string CurrentRoom => _currentRoom;

    /// <summary>Does what people want about their accounts.</summary>
    public AccountDesk Accounts => door.Accounts;

    /// <summary>What it reads of what was said. For the connection's own task.</summary>
    public PlainHistory History => field ??= new PlainHistory(this, door);

    public ValueTask SubmitAsync(Command command) => door.Node.SubmitAsync(this, command);

    public ValueTask ReplyAsync(Reply reply) => door.Node.ReplyAsync(this, reply);

    /// <summary>As <see cref="SubmitAsync"/>, and waits until what came of it has been shown.</summary>
    public async ValueTask AskAsync(Command command) => await door.Node.AskAsync(this, command);

    public ValueTask SayAsync(MessageKind kind, string text) =>
        _currentRoom.Length == 0 ? ReplyAsync(new InNoRoom()) : SubmitAsync(new Say(Id, _currentRoom, kind, text));

    public override void OnEvent(CommittedEvent committed)
    {
        if (committed.Event is RoomRenamed { Room: NamedRoom before } renamed)
        {
            Send(committed.In(before.Name.Value == _currentRoom ? PlainRendering.Bare : PlainRendering.Labelled));
            Rename(before.Name, renamed.Name);
            return;
        }

        if (committed.Event is Kicked kicked && kicked.Who.Id == Person)
        {
            LoseRoom(((NamedRoom)kicked.Room).Name, $"{kicked.By.Nick} sent you away from {((NamedRoom)kicked.Room).Name}{Wording.Because(kicked.Reason)}");
            return;
        }

        if (committed.Event is Invited invited && invited.Who.Id != Person)
        {
            if (invited.By.Id != Person) Notice($"{invited.By.Nick} invites {invited.Who.Nick} to {((NamedRoom)invited.Room).Name}");
            return;
        }

        if (committed.Event.By.Id == Person && committed.Event is not (Kicked or ModesChanged))
        {
            OnOwnEvent(committed);
            return;
        }

        Send(committed.In(RenderingFor(committed.Event)));
    }

    private PlainRendering RenderingFor(Event happened) =>
        happened is RoomEvent { Room: NamedRoom room } && room.Name.Value != _currentRoom ? PlainRendering.Labelled : PlainRendering.Bare;

    public override void OnBurst(CommittedBurst burst)
    {
        if (burst.First.By.Id == Person) base.OnBurst(burst);
        else Send(burst.In(RenderingFor(burst.First)));
    }

    /// <summary>What one did oneself: no echo of what was said here, and other words for the rest.</summary>
    private void OnOwnEvent(CommittedEvent committed)
    {
        switch (committed.Event)
        {
            case Joined { Room: NamedRoom room } when ReferenceEquals(committed.Origin.Session, this):
                _rooms.Add(room.Name.Value);
                _currentRoom = room.Name.Value;
                break;
            case Joined { Room: NamedRoom room }:
                _rooms.Add(room.Name.Value);
                Notice($"you are in {room.Name} too, through another connection");
                if (_currentRoom.Length == 0) _currentRoom = room.Name.Value;
                break;
            case Parted { Room: NamedRoom room }:
                LoseRoom(room.Name, $"you left {room.Name}");
                break;
            case NickChanged changed:
                Notice($"you are now called {changed.Nick}");
                break;
            case AccountRegistered registered:
                Notice($"you have the account {registered.Account} now; keep its password well, it cannot be sent to you");
                break;
            case LoggedIn loggedIn:
                Notice($"you are logged in as {loggedIn.Account}");
                break;
            case LoggedOut:
                Notice("you are logged out");
                break;
            case PasswordChanged:
                Notice("the password is changed");
                break;
            case AccountSettingsChanged changed:
                Notice(changed.Settings.AlwaysOn ? "you stay in your rooms from now on, connected or not" : "you leave when your last connection ends");
                break;
            case RoomTransferred or LastingRolesChanged:
                Line(PlainRendering.Text(committed.Event)!);
                break;
            case AccountDropped dropped:
                Notice($"the account {dropped.Account} is removed");
                break;
            case MessagesErased erased:
                Notice($"all that was said with the account {erased.Account} is erased");
                break;
            case TopicChanged { Text.Length: 0 }:
                Notice("you took the topic away");
                break;
            case TopicChanged changed:
                Notice($"you set the topic: {changed.Text}");
                break;
            case Redacted redacted:
                Notice($"you took back a message{(redacted.Of.Id == redacted.By.Id ? "" : $" of {redacted.Of.Nick}")}");
                break;
            case Quit { Reason: { } why } when !IsLeaving:
                Notice($"you have to leave: {why}");
                break;
            case Said { Room: Conversation conversation } said when conversation.First.Id == conversation.Second.Id:
                Line(PlainRendering.Text(said)!);
                break;
            case Said said when !ReferenceEquals(committed.Origin.Session, this):
                foreach (var line in said.Lines) Line(PlainRendering.OwnText(said with { Text = line }));
                break;
        }
    }

    public override void OnReply(Reply reply, object? context)
    {
        switch (reply)
        {
            case Welcome welcome:
                door.Arrived(this, welcome);
                Line($"Welcome to Parley! You are {welcome.Who.Nick}; /nick NAME to be called something else, /help for more.");
                break;
            case Attached attached:
                OnAttached(attached);
                break;
            case Missed missed:
                ShowMissed(missed);
                break;
            case StillLoggedIn still:
                Notice($"you are logged in as {still.Who.Account} already");
                break;
            case RoomEntered entered:
                Enter(entered);
                break;
            case Forwarded forwarded:
                Notice($"{forwarded.From} sends you on to {forwarded.To}");
                break;
            case IsAway away:
                Notice($"{away.Nick} is away: {away.Text}");
                break;
            case MemberList list:
                ShowMembers(NameOf(list.Room), list.Members);
                break;
            case RoomList list:
                ShowRooms(list);
                break;
            case RegistrationShown shown:
                Notice($"{shown.Room} belongs to {shown.Registration.Founder}, since {Time(shown.Registration.At)}");
                foreach (var lasting in shown.Registration.Roles) Notice($"{lasting.Account} is {Wording.Of(lasting.Roles)} for good");
                break;
            case TopicShown { Topic: { } topic } shown:
                Notice($"{NameOf(shown.Room)}: {topic.Text} (set by {topic.By}, {Time(topic.At)})");
                break;
            case TopicShown shown:
                Notice($"{NameOf(shown.Room)} has no topic");
                break;
            case History history:
                ShowHistory(history);
                break;
            case Found found:
                ShowFound(found);
                break;
            case Help:
                foreach (var command in PlainCommands.All) Notice($"{$"/{command.Name} {command.Usage}",-37} {command.Help}");
                break;
            case ServerStopping:
                Notice("the server is shutting down");
                break;
            case InNoRoom:
                Notice("you are in no room: /join one first");
                break;
            case UnknownCommand unknown:
                Notice($"there is no command /{unknown.Name}; /help lists them, and //{unknown.Name} says it");
                break;
            case WrongUsage wrong:
                Notice($"usage: {wrong.Usage}");
                break;
            case Refusal refusal:
                Refuse(refusal);
                break;
        }
    }

    /// <summary>From here on it speaks for somebody who is here already.</summary>
    private void OnAttached(Attached attached)
    {
        if (attached.Absence is not null) Hold();
        Notice($"you are logged in as {attached.Who.Account}, and called {attached.Who.Nick}, who is here already");
        _rooms.Clear();
        _currentRoom = "";
        foreach (var room in attached.Rooms)
        {
            _rooms.Add(NameOf(room.Room));
            Enter(room);
        }

        if (_rooms.Count == 0) Notice("you are in no room: /join one");
    }

    private void Refuse(Refusal refusal)
    {
        Notice(Wording.Of(refusal));
        if (Person is null) Close("it could not arrive");
    }

    private void Enter(RoomEntered entered)
    {
        var name = NameOf(entered.Room);
        _currentRoom = name;
        Notice($"you are in {name}");
        if (entered.Topic is { } topic) Notice($"the topic is: {topic.Text}");
        ShowMembers(name, entered.Members);
    }

    private void Rename(RoomName before, RoomName name)
    {
        if (_rooms.IndexOf(before.Value) is var index and >= 0) _rooms[index] = name.Value;
        if (_currentRoom == before.Value) _currentRoom = name.Value;
    }

    private void LoseRoom(RoomName left, string notice)
    {
        _rooms.Remove(left.Value);
        Notice(notice);
        if (_currentRoom != left.Value) return;
        _currentRoom = _rooms.LastOrDefault("");
        Notice(_currentRoom.Length == 0 ? "you are in no room: /join one" : $"you are in {_currentRoom} again");
    }

    private void ShowMembers(string room, IEnumerable<MemberInfo> members)
    {
        var nicks = members.Select(member => member.Who.Nick.Value).Order(StringComparer.OrdinalIgnoreCase);
        foreach (var line in nicks.Chunk(NamesPerLine)) Notice($"in {room}: {string.Join(", ", line)}");
    }

    private void ShowRooms(RoomList list)
    {
        foreach (var room in list.Rooms.Take(RoomsShownMax))
            Notice(string.Create(CultureInfo.InvariantCulture, $"{room.Name,-16} {room.Members,4}  {room.Topic}").TrimEnd());
        if (list.Rooms.Length > RoomsShownMax) Notice($"and {list.Rooms.Length - RoomsShownMax} more");
    }

    private void ShowHistory(History history)
    {
        if (history.Messages.Count == 0) Notice(history.IsPage ? "there is nothing more" : $"nothing has been said in {NameOf(history.Room)} yet");
        foreach (var message in history.Messages.SelectMany(LinesOf))
            Line($"[{Time(message.At)}] {(history.HasIds ? $"{MessageId.Of(message.Sequence)} " : "")}{PlainRendering.PastText(message)}");
    }

    private void ShowFound(Found found)
    {
        if (found.Messages.Count == 0) Notice("nothing was found");
        foreach (var message in found.Messages) ShowFrom(message);
    }

    private void ShowMissed(Missed missed)
    {
        if (missed.IsCut) Notice("more was said while you were not connected than is shown here; /history has it");
        else if (missed.Messages.Count > 0) Notice("what was said while you were not connected:");
        foreach (var message in missed.Messages)
        {
            ShowFrom(message);
            OnGiven(message);
        }

        Release();
    }

    /// <summary>A message of some room, which is named.</summary>
    private void ShowFrom(Event message)
    {
        var room = message is RoomEvent { Room: NamedRoom named } ? $"[{named.Name}] " : "";
        foreach (var line in LinesOf(message)) Line($"[{Time(message.At)}] {room}{PlainRendering.PastText(line)}");
    }

    private static IEnumerable<Event> LinesOf(Event happened) => happened is Said said ? said.Lines.Select(line => said with { Text = line }) : [happened];

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string NameOf(RoomRef room) => room is NamedRoom named ? named.Name.Value : "this conversation";

    private void Notice(string text) => Line(Wording.Notice + text);

    private void Line(string text) => Send(PlainRendering.Encode(text));
}

/// <summary>There is no room to do that in.</summary>
internal sealed record InNoRoom : Refusal;
