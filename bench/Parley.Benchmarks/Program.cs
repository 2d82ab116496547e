using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Parley.Benchmarks -- --filter '*' (or a part of a name; --list flat shows all)
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
