using System.Collections.Immutable;
using Parley.Irc;
using Parley.Server.Delivery;
using Parley.Server.Doors.Irc.Commands;

namespace Parley.Server.Doors.Irc;

/// <summary>What happens, as one IRC client gets to see it: which events it is told of, and what it learns from them about itself.</summary>
/// <remarks>Touched by the session's shard only.</remarks>
internal sealed class IrcEventView(IrcSession session, IrcClient client)
{
    /// <summary>Shows an event that the session may see.</summary>
    public void Show(CommittedEvent committed)
    {
        var isFromHere = ReferenceEquals(committed.Origin.Session, session);
        client.Output.Answering = isFromHere && committed.Event is not (Said or Reacted or Redacted) ? committed.Origin.Context as IrcRequest : null;
        Show(committed, isFromHere);
        client.Output.Answering = null;
    }

    /// <summary>Shows a signal that the session may see.</summary>
    public void Show(PassingSignal passing)
    {
        var isFromHere = ReferenceEquals(passing.Origin.Session, session);
        if (isFromHere) Echo(passing, passing.Origin);
        if (!isFromHere || IsToOneself(passing.Signal.Room)) client.Output.Write(passing.In(client.Rendering));
    }

    private void Show(CommittedEvent committed, bool isFromHere)
    {
        var happened = committed.Event;
        var isOwn = happened.By.Id == session.Person;

        if (happened is Redacted && !client.Features.HasFlag(IrcFeatures.MessageRedaction)) return;
        if (happened is Said or Reacted or Redacted)
        {
            if (isFromHere) Echo(committed, committed.Origin);
            if (!isFromHere || IsToOneself(((RoomEvent)happened).Room)) client.Output.Write(committed.In(client.Rendering));
            return;
        }

        if (happened is RoomRenamed renamed && !client.Features.HasFlag(IrcFeatures.ChannelRename))
        {
            MoveTo(renamed);
            return;
        }

        // A numeric, so it comes from the server.
        if (happened is Knocked { Room: NamedRoom { Name.Value: var room } } knocked)
            client.Send([IrcLine.Of(Numeric.Knock.Code, room, room, IrcRendering.Source(knocked.By), knocked.Text ?? "has asked for an invite.")]);

        if (IsShown(happened, isFromHere)) client.Output.Write(committed.In(client.Rendering));
        switch (happened)
        {
            case ReadMarked marked when IsShown(marked, isFromHere):
                client.Send([MarkreadCommand.Line(marked.Room is NamedRoom { Name: var name } ? name.Value : ((Conversation)marked.Room).Other(marked.By.Id).Nick.Value, marked.UpTo)]);
                break;
            case NickChanged changed when isOwn:
                client.Who = client.Who! with { Nick = changed.Nick };
                break;
            case Joined joined when isOwn && !isFromHere:
                session.LookInto((NamedRoom)joined.Room);
                break;
            case LoggedIn loggedIn when isOwn:
                client.Who = client.Who! with { Account = loggedIn.Account };
                client.SayLoggedIn();
                break;
            case LoggedOut when isOwn:
                client.Who = client.Who! with { Account = null };
                client.Send([IrcLine.Of(Numeric.LoggedOut, IrcRendering.Source(client.Who), "You are now logged out")]);
                break;
            case SessionDetached detached when detached.Session == session.Id:
                client.SayTheEnd(detached.Reason ?? "Client quit");
                break;
            case PersonMetadataChanged changed when client.Who is not null && !(isFromHere && committed.Origin.Context is IrcRequest { Name: "METADATA" }):
                Tell(changed.By.Nick.Value, changed.Changes, changed.At);
                break;
            case RoomMetadataChanged { Room: NamedRoom { Name.Value: var where } } changed when !isFromHere:
                Tell(where, changed.Changes, changed.At);
                break;
            case UserModesChanged changed when isOwn:
                client.SayModes(changed.Modes);
                break;
            case Quit quit when isOwn:
                client.SayTheEnd(quit.Reason ?? "Client quit");
                break;
        }
    }

    /// <summary>Tells a client that knows no other name of a room that it has left the one and is in the other.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/channel-rename#fallback"/>
    private void MoveTo(RoomRenamed renamed)
    {
        var before = ((NamedRoom)renamed.Room).Name;
        if (before == renamed.Name || client.Who is not { } who) return;

        var room = new NamedRoom(renamed.Room.Id, renamed.Name);
        client.Output.Write(IrcRendering.Plain.Render(new Parted(renamed.Room, who, renamed.Reason)));
        client.Output.Write(IrcRendering.Plain.Render(new Joined(room, who)));
        session.LookInto(room);
    }

    /// <summary>Whether the client is told of this at all.</summary>
    private bool IsShown(Event happened, bool isFromHere) => happened switch
    {
        // The one who invites is answered by a numeric; the one who was invited is told.
        Invited invited => invited.Who.Id == session.Person || (!isFromHere && client.Features.HasFlag(IrcFeatures.InviteNotify)),
        AwayChanged => !isFromHere && client.Features.HasFlag(IrcFeatures.AwayNotify),
        LoggedIn or LoggedOut => client.Features.HasFlag(IrcFeatures.AccountNotify),
        RealNameChanged => client.Features.HasFlag(IrcFeatures.Setname),
        ReadMarked => isFromHere || client.Features.HasFlag(IrcFeatures.ReadMarker),
        HostChanged => client.Features.HasFlag(IrcFeatures.Chghost),
        _ => true,
    };

    /// <summary>Tells what else is said of somebody, or of a room, as far as the client wants to know.</summary>
    private void Tell(string target, ImmutableArray<MetadataEntry> changes, DateTimeOffset at)
    {
        if (client.Features.HasFlag(IrcFeatures.Metadata))
            client.Send([.. session.Metadata.Lines(target, changes, client.Features.HasFlag(IrcFeatures.ServerTime) ? at : null)]);
    }

    /// <summary>What was said here does not come back, unless the client wants it to. That is the response, not what comes to those who speak to themselves.</summary>
    private void Echo(Rendered said, Origin origin)
    {
        if (client.Features.HasFlag(IrcFeatures.EchoMessage)) client.Output.Write(said.In(client.Rendering), origin.Context as IrcRequest);
    }

    private bool IsToOneself(RoomRef room) =>
        room is Conversation { First: var first, Second: var second } && first.Id == second.Id && first.Id == session.Person;
}
