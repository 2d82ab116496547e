using System.CommandLine;
using Parley.Server.Storage.Sqlite;

namespace Parley.Cli.Commands;

/// <summary><c>parley import</c>: makes a data directory of what <c>parley export</c> has written.</summary>
internal static class ImportCommand
{
    public static System.CommandLine.Command Create()
    {
        var file = new Argument<string>("file") { Description = "What was exported. Default: standard input.", DefaultValueFactory = _ => "-" };
        var data = new Option<string>("--data") { Description = "The data directory to make; it has to be empty.", HelpName = "directory", DefaultValueFactory = _ => "parley-data" };
        var command = new System.CommandLine.Command("import", "Make a data directory of exported events.") { file, data };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(file), result.GetRequiredValue(data), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, string directory, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            var count = await LogTransfer.ImportAsync(directory, input, cancellationToken);
            await output.WriteLineAsync($"{count} events are in {directory}");
            return ExitCode.Success;
        }
        catch (Exception e) when (e is EventLogException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Failure;
        }
    }
}
