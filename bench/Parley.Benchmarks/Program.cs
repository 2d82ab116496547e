using System.CommandLine;
using BenchmarkDotNet.Running;
using Parley.Benchmarks;

// dotnet run -c Release --project bench/Parley.Benchmarks -- --filter '*' (or a part of a name; --list flat shows all)
// … -- append: events per second and processor time per event. … -- retain: what it costs to keep them in memory.
// … -- sessions: the memory of an idle one. … -- startup: the time until the doors are open.
var measurements = new RootCommand
{
    AppendMeasurement.CreateCommand(),
    RetainMeasurement.CreateCommand(),
    SessionMeasurement.CreateCommand(),
    HistoryMeasurement.CreateCommand(),
    StartupMeasurement.CreateCommand(),
    StartupMeasurement.CreateStartCommand(),
};
if (args is [{ } name, ..] && measurements.Subcommands.Any(command => command.Name == name))
    return await measurements.Parse(args).InvokeAsync();

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
