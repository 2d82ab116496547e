using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Cli.Serving;
using Parley.Server;

namespace Parley.Cli.Commands;

/// <summary><c>parley serve</c>: run a server.</summary>
internal static class ServeCommand
{
    public static System.CommandLine.Command Create()
    {
        var doors = new Option<string[]>("--door")
        {
            Description = $"A listener; may be given again for more. Default: {string.Join(" ", ServerOptions.DefaultDoors)}",
            HelpName = "url",
        };
        var data = new Option<string?>("--data") { Description = "Where the log is kept; none to keep nothing on disk. Default: parley-data", HelpName = "directory" };
        var config = new Option<string?>("--config")
        {
            Description = "Settings as JSON. Default: parley.json, if there is one. PARLEY_... variables and these flags have precedence.",
            HelpName = "file",
        };
        var rehearse = new Option<bool>("--rehearse")
        {
            Description = "Chat with itself for about four seconds before the doors open, for a crowd that comes at once: its code is compiled then.",
        };

        var command = new System.CommandLine.Command("serve", "Run a chat server.") { doors, data, config, rehearse };
        command.SetAction((result, cancellationToken) =>
        {
            var flags = new ServeFlags(result.GetValue(doors) ?? [], result.GetValue(data), result.GetValue(config));
            var output = result.InvocationConfiguration;
            return RunAsync(flags, result.GetValue(rehearse), output.Output, output.Error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ServeFlags flags, bool rehearse, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            using var reload = new SettingsReload(flags, error);
            var options = ServeSettings.Read(flags);
            if (rehearse) await RehearseAsync(options, error, cancellationToken);
            await using var server = await ChatServer.StartAsync(options, builder => AddConsole(builder.Logging), cancellationToken);
            using var trimmer = new MemoryTrimmer();
            await output.WriteLineAsync(Banner.For(server, options));
            reload.Begin(server);
            await server.WaitForShutdownAsync(cancellationToken);
            return ExitCode.Success;
        }
        catch (OptionsException e)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is EventLogException or IOException or InvalidOperationException)
        {
            await error.WriteLineAsync($"parley: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }

    /// <summary>A server that has not rehearsed is slower at first, but it serves.</summary>
    private static async Task RehearseAsync(ServerOptions options, TextWriter error, CancellationToken cancellationToken)
    {
        await error.WriteLineAsync("Rehearsing; the doors open in about four seconds.");
        try
        {
            await Rehearsal.HoldAsync(onDisk: options.Data is not null, cancellationToken);
        }
        catch (Exception e) when (e is EventLogException or IOException)
        {
            await error.WriteLineAsync($"parley: not rehearsed: {e.Message}");
        }
    }

    private static void AddConsole(ILoggingBuilder logging)
    {
        logging
            .AddFilter("Microsoft", LogLevel.Warning)
            // Why it did not start is said once, by this command.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        logging.Services.AddSingleton<ILoggerProvider>(_ => new LineLog());
    }
}
