using BenchmarkDotNet.Running;
using TrainingLint.Benchmarks;

// The corpus is a directory of configs: TRAININGLINT_CORPUS=path dotnet run -c Release --project tests/TrainingLint.Benchmarks
BenchmarkSwitcher.FromAssembly(typeof(CheckBenchmarks).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
