using System.CommandLine;
using System.CommandLine.Invocation;
using Parley.Cli;
using Parley.Cli.Commands;

// Longer than a server may take to say goodbye and store what it has taken.
var terminationTimeout = TimeSpan.FromSeconds(10);

var root = new RootCommand("Parley, a chat server with many doors into the same rooms.")
{
    ServeCommand.Create(),
    JoinCommand.Create(),
    LogCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    CertCommand.Create(),
    HashCommand.Create(),
    BenchCommand.Create(),
};

var result = root.Parse(args);
// The help is for who names no command; who made a slip reads the one line that says which.
if (result.Action is ParseErrorAction wrong) wrong.ShowHelp = result.CommandResult.Command == root;
var exitCode = await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = terminationTimeout });
return result.Errors.Count > 0 ? ExitCode.Usage : exitCode;
