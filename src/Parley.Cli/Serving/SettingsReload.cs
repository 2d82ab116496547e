using System.Runtime.InteropServices;
using Parley.Server;

namespace Parley.Cli.Serving;

/// <summary>Has a server read its settings and certificates again, when SIGHUP comes or an operator asks for it.</summary>
/// <remarks>
/// A hangup that comes before the server is there is followed when it is. What is wrong is said, and changes nothing; no exception
/// leaves the signal's handler, where it would end the process. Safe from any thread.
/// </remarks>
internal sealed class SettingsReload : IDisposable
{
    private readonly ServeFlags _flags;
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration? _hangup;
    private readonly Lock _lock = new();
    private ChatServer? _server;
    private bool _isOwed;

    /// <summary>From here on SIGHUP ends the process no more.</summary>
    public SettingsReload(ServeFlags flags, TextWriter error)
    {
        _flags = flags;
        _error = error;
        if (OperatingSystem.IsWindows()) return;
        _hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Reload();
        });
    }

    /// <summary>Here is the server.</summary>
    public void Begin(ChatServer server)
    {
        server.ReloadRequested += Reload;
        lock (_lock)
        {
            _server = server;
            if (_isOwed) Reload();
        }
    }

    public void Dispose() => _hangup?.Dispose();

    private void Reload()
    {
        lock (_lock)
        {
            _isOwed = _server is null;
            try
            {
                _server?.Reload(ServeSettings.Read(_flags));
            }
            catch (Exception e)
            {
                Say($"parley: not reloaded: {e.Message}");
            }
        }
    }

    private void Say(string line)
    {
        try
        {
            _error.WriteLine(line);
        }
        catch (IOException)
        {
            // Nobody reads it any more; that must not stop a server.
        }
    }
}
