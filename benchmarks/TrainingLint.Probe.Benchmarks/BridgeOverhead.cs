using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>
/// What the bridge adds to a Hessian-vector product in PyTorch: both sides take turns, so that whatever else the machine does meets both.
/// The Python with torch is that of TRAININGLINT_PYTHON.
/// </summary>
internal static class BridgeOverhead
{
    private const int Repetitions = 200;

    public static void Print()
    {
        Console.WriteLine("network   parameters | through the bridge: smallest, median ms | inside of Python: smallest, median ms | ratios");
        foreach (var network in new[] { "small", "large" })
        {
            Print(network);
        }
    }

    private static void Print(string network)
    {
        var root = Root();
        var python = Environment.GetEnvironmentVariable("TRAININGLINT_PYTHON") is { Length: > 0 } named ? named : "python3";
        var scripts = Path.Combine(root, "benchmarks", "PyTorch");
        using var inside = Process.Start(new ProcessStartInfo(python, [Path.Combine(scripts, "products.py"), network]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var problem = BridgedProblem.Start(new BridgeOptions
        {
            Program = python,
            Arguments = [Path.Combine(root, "src", "TrainingLint.Cli", "Probing", "Python", "traininglint_bridge.py"), Path.Combine(scripts, "networks.py"), network],
            Output = Console.Error.WriteLine,
        });
        var (point, vector, product) = (new double[problem.ParameterCount], new double[problem.ParameterCount], new double[problem.ParameterCount]);
        problem.Initialize(0, point);
        new RandomNumbers(0, RandomStream.Directions).FillNormal(vector);
        var hessian = ((IExactCurvature)problem).HessianAt(point, SampleSet.All(problem.SampleCount));

        double OfTheBridge()
        {
            var watch = Stopwatch.StartNew();
            hessian.Multiply(vector, product);
            return watch.Elapsed.TotalMilliseconds;
        }

        double OfPython()
        {
            inside.StandardInput.WriteLine();
            inside.StandardInput.Flush();
            return 1000 * double.Parse(inside.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        }

        OfTheBridge();
        OfPython();
        var (bridge, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < Repetitions; i++)
        {
            bridge.Add(OfTheBridge());
            plain.Add(OfPython());
        }

        inside.StandardInput.Close();
        var (low, middle) = (bridge.Min() / plain.Min(), Median(bridge) / Median(plain));
        Console.WriteLine(FormattableString.Invariant($"{network,-9} {problem.ParameterCount,10} | {bridge.Min():F2}, {Median(bridge):F2} | {plain.Min():F2}, {Median(plain):F2} | {low:F3}, {middle:F3}"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory!, "TrainingLint.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory!;
    }
}
