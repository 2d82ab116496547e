using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Parley.Cli.Terminal;

/// <summary>The process's keyboard and window: puts what happens there into a channel.</summary>
/// <remarks>
/// Reads on a thread of its own, for reading a key blocks and cannot be cancelled; the thread ends with the process. Ctrl-C
/// stays a signal, and Ctrl-Z too.
/// </remarks>
internal sealed class ConsoleKeyboard : IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    private ConsoleKeyboard(ChannelWriter<TerminalEvent> events)
    {
        if (!OperatingSystem.IsWindows())
        {
            // A redraw that finds the channel full is not missed: the events in front of it draw as well.
            void Redraw(PosixSignalContext context) => events.TryWrite(new TerminalEvent.Redraw());
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, Redraw));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, Redraw));
        }

        new Thread(() => ReadKeys(events)) { IsBackground = true, Name = "keyboard" }.Start();
    }

    public static ConsoleKeyboard Start(ChannelWriter<TerminalEvent> events) => new(events);

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
    }

    private static void ReadKeys(ChannelWriter<TerminalEvent> events)
    {
        try
        {
            while (true)
            {
                var pressed = new TerminalEvent.KeyPressed(Console.ReadKey(intercept: true));
                while (!events.TryWrite(pressed))
                {
                    // This is a plain thread: blocking it until the loop has caught up is what a full channel is for.
                    if (!events.WaitToWriteAsync().AsTask().GetAwaiter().GetResult()) return;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // The terminal has gone away.
            events.TryComplete();
        }
    }
}
