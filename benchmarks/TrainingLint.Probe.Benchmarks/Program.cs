using BenchmarkDotNet.Running;
using TrainingLint.Probe.Benchmarks;

// Without arguments of its own, BenchmarkDotNet asks what to run: dotnet run -c Release -- --filter '*Perceptron*'
switch (args)
{
    case ["agreement"]:
        AgreementTable.Print();
        break;
    case ["bridge"]:
        BridgeOverhead.Print();
        break;
    case ["edge-of-stability"]:
        EdgeOfStabilityTable.Print();
        break;
    case ["escape"]:
        EscapeTable.Print();
        break;
    case ["peak"]:
        FloatingPointPeak.Print();
        break;
    case ["spectrum"]:
        SpectrumTimes.Print();
        break;
    case ["weights", var directory]:
        SpectrumTimes.WriteWeights(directory);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PerceptronBenchmarks).Assembly).Run(args);
        break;
}
