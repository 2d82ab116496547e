using System.Collections.Immutable;

namespace Parley;

/// <summary>A person wants to be called something else.</summary>
public sealed record ChangeNick(SessionId Session, string Nick) : PersonCommand(Session)
{
    internal override Decision Decide(World world, Person person)
    {
        if (world.People.Check(Nick, person, person.Account, out var nick) is { } refusal) return refusal;
        if (nick.Value == person.Identity.Nick.Value) return Decision.Nothing;
        if (world.Bans.FindFor(person, person.Identity with { Nick = nick }, world.Now) is { } ban) return new NickBanned(nick, ban.Reason);
        return new NickChanged(person.Identity, nick, person.RoomIds);
    }
}

/// <summary>A session that has not arrived asks whether it could be called so. No reply means that it could.</summary>
public sealed record CheckNick(SessionId Session, string Nick) : Command(Session)
{
    /// <summary>Whether they may yet prove to be somebody who has the nick already.</summary>
    public bool MayLogIn { get; init; }

    internal override Decision Decide(World world) => world.People.Check(Nick, null, null, out _) switch
    {
        null => Decision.Nothing,
        NickTaken or NickOwned when MayLogIn => Decision.Nothing,
        var refusal => refusal,
    };
}

/// <summary>A person is called something else from here on. <see cref="Event.By"/> is who they were.</summary>
public sealed record NickChanged(Identity By, Nick Nick, ImmutableArray<RoomId> Rooms) : PersonEvent(By, Rooms)
{
    internal override void Evolve(World world)
    {
        if (world.People.Find(By.Id) is not { } person) return;
        world.Departures.Add(person, At);
        world.People.Rename(person, Nick);
        RoomDirectory.IdentityChanged(person);
    }
}
