using Parley.Client;

namespace Parley.Cli;

/// <summary>What is done with a line that we say ourselves.</summary>
internal static class OwnLine
{
    private const string QuitCommand = "/quit";

    /// <summary>Whether the line says that we leave. So it does on every server; only Parley's is told the reason.</summary>
    public static bool IsQuit(string line) =>
        line == QuitCommand || line.StartsWith($"{QuitCommand} ", StringComparison.Ordinal);

    /// <summary>Whether we have to show the line, because the server will not send it back and it is no command.</summary>
    public static bool IsShown(ChatClient client, string line) =>
        !client.Echoes && !(client.TakesCommands && line.StartsWith('/'));

    /// <summary>The line as the tutorials' select()-based client shows it.</summary>
    public static string Show(string line) => $"<You> {line}";
}
