using System.Collections.Immutable;
using Parley.Irc;
using Parley.Server.Delivery;

namespace Parley.Server.Doors.Irc;

/// <summary>An IRC client as it knows itself by what it has been told: who it is, what it is sent, and the lines that go to it.</summary>
/// <remarks>Touched by its session's shard only, but for what says otherwise.</remarks>
internal sealed class IrcClient(LocalSession session, string serverName)
{
    private Identity? _who;
    private UserModes _modes;
    private long _batches;

    /// <summary>Who the server is, as lines name it.</summary>
    public string ServerName => serverName;

    /// <summary>Where its lines go.</summary>
    public LabelledOutput Output { get; } = new(session, serverName);

    /// <summary>What it has asked for, as far as it has been told so.</summary>
    public IrcFeatures Features
    {
        get;
        set
        {
            field = value;
            Rendering = IrcRendering.For(value);
        }
    }

    /// <summary>How events look to it.</summary>
    public IrcRendering Rendering { get; private set; } = IrcRendering.Plain;

    /// <summary>Who it is; null until it has arrived. May be read from any thread.</summary>
    public Identity? Who
    {
        get => Volatile.Read(ref _who);
        set => Volatile.Write(ref _who, value);
    }

    /// <summary>What numerics call it.</summary>
    public string Target => _who?.Nick.Value ?? "*";

    /// <summary>Whether it has been told why its connection ends: then it is told nothing more.</summary>
    public bool IsToldTheEnd { get; private set; }

    /// <summary>Prefetches what sending it something takes (<see cref="Cache"/>).</summary>
    public void Prefetch()
    {
        Cache.Prefetch(in _who);
        Cache.Prefetch(in _modes);
        Output.Prefetch();
    }

    /// <summary>A reference for a batch that no other batch of this client has. From any thread.</summary>
    public string NextBatch() => IrcLines.Text(Interlocked.Increment(ref _batches));

    /// <summary>A reference for a batch of RPL_ISUPPORT, for clients that want them in one; null for others. From any thread.</summary>
    /// <seealso href="https://ircv3.net/specs/extensions/extended-isupport#draftisupport-batch"/>
    public string? IsupportBatch(IrcFeatures features) =>
        features.HasFlag(IrcFeatures.Batch | IrcFeatures.ExtendedIsupport) ? NextBatch() : null;

    /// <summary>Writes lines to it; those without a source come from the server.</summary>
    public void Send(ImmutableArray<IrcLine> lines)
    {
        var builder = IrcLineBuilder.Take();
        var writer = builder.Writer;
        foreach (var line in lines)
        {
            writer.Tags(line.Tags).Source(line.Command == "ERROR" ? null : line.Source ?? serverName).Command(line.Command);
            if (line.IsNumeric) writer.Middle(Target);
            var parameters = line.Fit(writer.BytesLeft);
            for (var i = 0; i < parameters.Length - 1; i++) writer.Middle(parameters[i]);
            if (parameters.Length > 0) writer.TrailingCut(parameters[^1]);
            writer.End();
        }

        Output.Write(builder.Finish());
    }

    /// <summary>Tells it whose account it is using.</summary>
    public void SayLoggedIn() =>
        Send([IrcLine.Of(Numeric.LoggedIn, IrcRendering.Source(_who!), $"{_who!.Account}", $"You are now logged in as {_who.Account}")]);

    /// <summary>Tells it the modes it has now, as far as they have changed.</summary>
    public void SayModes(UserModes modes)
    {
        if (modes.HasFlag(UserModes.Operator) && !_modes.HasFlag(UserModes.Operator))
            Send([IrcLine.Of(Numeric.YoureOper, "You are now an IRC operator")]);
        var parameters = UserModeLetters.Difference(_modes, modes);
        _modes = modes;
        if (parameters.Length > 0) Send([IrcLine.Of("MODE", [Target, parameters])]);
    }

    /// <summary>The last line, once: why the connection ends.</summary>
    public void SayTheEnd(string why)
    {
        if (IsToldTheEnd) return;
        IsToldTheEnd = true;
        Send([IrcLine.Of("ERROR", $"Closing link: ({why})")]);
    }
}
