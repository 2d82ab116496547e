using Parley.Server.Doors;

namespace Parley.Cli.Commands;

/// <summary><c>parley hash</c>: hash a password for the settings.</summary>
internal static class HashCommand
{
    public static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("hash", "Read a password from standard input, and print its hash for the setting `operators`.");
        command.SetAction(async (result, cancellationToken) =>
        {
            if (!Console.IsInputRedirected) await result.InvocationConfiguration.Error.WriteAsync("Password: ");
            if (await Console.In.ReadLineAsync(cancellationToken) is not { Length: > 0 } password)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync("parley: there is no password on standard input");
                return ExitCode.Usage;
            }

            await result.InvocationConfiguration.Output.WriteLineAsync(PasswordHash.Of(password));
            return ExitCode.Success;
        });
        return command;
    }
}
