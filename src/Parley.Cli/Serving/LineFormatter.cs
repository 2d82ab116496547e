using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Parley.Cli.Terminal;

namespace Parley.Cli.Serving;

/// <summary>The server's log as lines for a person: <c>11:32:20 Nickname is bob</c>.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "parley";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Warning => "warning: ",
            LogLevel.Error => "error: ",
            LogLevel.Critical => "critical: ",
            _ => "",
        };
        var message = TerminalText.Clean(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {level}{message}"));
        if (logEntry.Exception is { } exception) textWriter.WriteLine(exception);
    }
}
