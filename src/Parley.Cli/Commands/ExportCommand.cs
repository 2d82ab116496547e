using System.CommandLine;
using Parley.Server.Storage.Sqlite;

namespace Parley.Cli.Commands;

/// <summary><c>parley export</c>: the whole log as lines of JSON, also while a server is running on it.</summary>
internal static class ExportCommand
{
    public static System.CommandLine.Command Create()
    {
        var data = new Option<string>("--data") { Description = "The server's data directory.", HelpName = "directory", DefaultValueFactory = _ => "parley-data" };
        var command = new System.CommandLine.Command("export", "Write every stored event as a line of JSON, to be imported again.") { data };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetRequiredValue(data), result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string directory, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await LogTransfer.ExportAsync(directory, Console.OpenStandardOutput(), cancellationToken);
            return ExitCode.Success;
        }
        catch (Exception e) when (e is EventLogException or IOException)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Failure;
        }
    }
}
