using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests.Participants;

/// <summary>Somebody in a chat room, by a client program that runs as a process of its own.</summary>
/// <param name="nick">What they want to be called.</param>
/// <param name="start">Starts their client.</param>
/// <param name="wording">How the other side words what happens.</param>
internal abstract class Participant(string nick, Func<RunningProcess> start, Wording wording) : IAsyncDisposable
{
    private RunningProcess? _program;

    public string Nick { get; } = nick;

    /// <summary>What they were called when they came; the notice to the others says that.</summary>
    public virtual string NickOnArrival => Nick;

    /// <summary>Whether they can type any character and it is sent.</summary>
    public virtual bool TypesUnicode => false;

    /// <summary>What they see of what they say themselves; null for nothing.</summary>
    public abstract string? OwnLine(string text);

    /// <summary>Their client, once they have begun to come.</summary>
    public RunningProcess Program => _program ?? throw new InvalidOperationException($"{Nick} has not come yet.");

    public Wording Wording { get; } = wording;

    /// <summary>Starts their client and does what it takes until they are in the room under their name.</summary>
    public Task ArriveAsync()
    {
        _program = start();
        return ComeInAsync();
    }

    /// <summary>Types a line, and waits until their client shows it if it does.</summary>
    public async Task SayAsync(string text)
    {
        var before = Program.Output.Length;
        await Program.TypeAsync(text);
        if (OwnLine(text) is { } own) await Program.Output.WaitForAsync(own, before);
    }

    /// <summary>Waits until their client has shown a text, at any time.</summary>
    public Task SeesAsync(string text) => Program.Output.WaitForAsync(text);

    /// <summary>Leaves as people leave this client.</summary>
    public abstract Task LeaveAsync();

    public ValueTask DisposeAsync() => _program?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>What they do from the start of the client until they are in the room under their name.</summary>
    protected abstract Task ComeInAsync();

    /// <summary>Ctrl-C, or the terminal's window closed.</summary>
    protected async Task BreakOffAsync()
    {
        Program.Kill();
        await Program.ExitAsync();
    }
}
