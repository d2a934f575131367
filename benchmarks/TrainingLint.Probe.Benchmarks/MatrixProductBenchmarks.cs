using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>The product that everything stands on, against MathNet's managed provider.</summary>
[ShortRunJob]
public class MatrixProductBenchmarks
{
    private const int Rows = 450;
    private double[] _a = null!;
    private double[] _b = null!;
    private double[] _c = null!;

    [Params(128, 512)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        LinearAlgebraControl.UseManaged();
        (_a, _b, _c) = (new double[Rows * Width], new double[Width * Width], new double[Rows * Width]);
        var random = new RandomNumbers(0, RandomStream.Construction);
        random.FillNormal(_a);
        random.FillNormal(_b);
    }

    [Benchmark(Baseline = true)]
    public void OwnOnOneCore() => MatrixProduct<double>.Add(Rows, Width, Width, MatrixView<double>.Rows(_a, Width), MatrixView<double>.Rows(_b, Width), _c, Width);

    [Benchmark]
    public Matrix<double> MathNetOnAllCores() =>
        Matrix<double>.Build.Dense(Rows, Width, _a) * Matrix<double>.Build.Dense(Width, Width, _b);
}
