using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Probing;

public sealed class ProbeCommandTests : IDisposable
{
    private const string Recipe = """
        SOLVER:
          BASE_LR: 0.05
          MAX_ITER: 1000
          STEPS: [600, 800]
          WARMUP_ITERS: 100
          IMS_PER_BATCH: 64
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("probe-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Trait("Category", "Slow")]
    [Fact]
    public void ASoundRecipe_IsReportedInTheContractsShape()
    {
        File("train.yaml", Recipe);

        var (exit, output, _) = Run("probe", "--config", "train.yaml", "--layers", "64-12-10", "--steps", "60", "--budget", "100", "--format", "json");

        Assert.Equal(ExitCode.Clean, exit);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(1, json.GetProperty("version").GetInt32());
        Assert.Equal("digits-mlp", json.GetProperty("problem").GetProperty("name").GetString());
        Assert.Equal((64 * 12) + 12 + 120 + 10, json.GetProperty("problem").GetProperty("parameters").GetInt32());
        Assert.Equal("train.yaml", json.GetProperty("recipe").GetProperty("file").GetString());
        Assert.Contains(json.GetProperty("recipe").GetProperty("settings").EnumerateArray(), setting => setting.GetProperty("name").GetString() == "learningRate");
        Assert.Equal(60, json.GetProperty("run").GetProperty("steps").GetInt32());
        Assert.Contains(json.GetProperty("run").GetProperty("verdict").GetString(), new[] { "still-moving", "converging" });
        Assert.Equal("sound", json.GetProperty("soundness").GetProperty("verdict").GetString());
        Assert.Equal("heavy-ball", json.GetProperty("stability").GetProperty("rule").GetString());
        Assert.Equal(0.05, json.GetProperty("stability").GetProperty("peakLearningRate").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("stability").GetProperty("firstUnstableStep").ValueKind);
        Assert.Equal(60, json.GetProperty("stability").GetProperty("margins").GetArrayLength());
        foreach (var name in new[] { "largestEigenvalue", "smallestEigenvalue", "trace", "relativeSharpness" })
        {
            var measured = json.GetProperty("curvature").GetProperty(name);
            Assert.True(double.IsFinite(measured.GetProperty("value").GetDouble()));
            Assert.True(measured.GetProperty("error").GetDouble() >= 0);
        }

        Assert.Equal(1, json.GetProperty("curvature").GetProperty("density").GetProperty("weights").EnumerateArray().Sum(weight => weight.GetDouble()), 6);
    }

    [Fact]
    public void ARecipeAboveItsLimit_IsARisk()
    {
        File("train.yaml", Recipe.Replace("0.05", "50"));

        var (exit, output, _) = Run("probe", "--config", "train.yaml", "--problem", "quadratic", "--steps", "200");

        Assert.Equal(ExitCode.Findings, exit);
        Assert.Contains("diverged", output);
        Assert.Contains("above its stability limit", output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GivenWeights_AreMeasuredWhereTheyAre(bool asSingle)
    {
        var network = new DigitsPerceptron([64, 8, 10]);
        var weights = new double[network.ParameterCount];
        network.Initialize(5, weights);
        Weights("w.bin", weights, asSingle);
        var point = asSingle ? [.. weights.Select(weight => (double)(float)weight)] : weights;

        var (exit, output, _) = Run("probe", "--steps", "0", "--layers", "64-8-10", "--weights", "w.bin", "--format", "json");

        Assert.Equal(ExitCode.Clean, exit);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("not-run", json.GetProperty("run").GetProperty("verdict").GetString());
        Assert.Equal(network.Evaluate(point, SampleSet.All(Digits.Count), default), json.GetProperty("run").GetProperty("initialLoss").GetDouble(), 12);
        Assert.Equal(network.TraceAt(point, SampleSet.All(Digits.Count))!.Value,
            json.GetProperty("curvature").GetProperty("trace").GetProperty("value").GetDouble(), 10);
        Assert.False(json.GetProperty("stability").TryGetProperty("peakLearningRate", out _));
    }

    [Fact]
    public void SeveralRecipes_MustBeChosenFrom()
    {
        File("agents.yaml", """
            behaviors:
              Walker: { trainer_type: ppo, max_steps: 1000, hyperparameters: { batch_size: 64, buffer_size: 1024, learning_rate: 3.0e-4 } }
              Crawler: { trainer_type: ppo, max_steps: 1000, hyperparameters: { batch_size: 64, buffer_size: 1024, learning_rate: 1.0e-3 } }
            """);

        Fails(ExitCode.Usage, "'Walker', 'Crawler'", "probe", "--config", "agents.yaml");
        Fails(ExitCode.Usage, "no recipe 'Runner'", "probe", "--config", "agents.yaml", "--recipe", "Runner");
        Assert.Equal(ExitCode.Clean, Run("probe", "--config", "agents.yaml", "--recipe", "Crawler", "--problem", "logistic", "--steps", "400").Exit);
    }

    [Theory]
    [InlineData("BASE_LR: 0", "learning rate is 0")]
    [InlineData("OPTIMIZER: DAdaptAdam", "does not know the optimizer 'DAdaptAdam'")]
    [InlineData("MAX_ITER: 0", "zero epochs or steps")]
    public void ARecipeThatCannotRun_SaysWhy(string setting, string message)
    {
        File("train.yaml", "SOLVER:\n  STEPS: [10]\n  IMS_PER_BATCH: 64\n  " + setting + "\n");

        var (exit, output, error) = Run("probe", "--config", "train.yaml", "--problem", "quadratic");
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(message, error);
        Assert.StartsWith("could not tell: ", output, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

        // For scripts, there is either a report or none.
        Fails(ExitCode.Usage, message, "probe", "--config", "train.yaml", "--problem", "quadratic", "--format", "json");
    }

    [Fact]
    public void WrongUsage_SaysWhatToDo()
    {
        File("notes.yaml", "shopping: [milk]\n");
        File("train.yaml", Recipe);

        Fails(ExitCode.Usage, "--config FILE", "probe");
        Fails(ExitCode.Usage, "no config 'missing.yaml'", "probe", "--config", "missing.yaml");
        Fails(ExitCode.Usage, "no training recipe", "probe", "--config", "notes.yaml");
        Fails(ExitCode.Usage, "64-128-128-10", "probe", "--steps", "0", "--layers", "64-wide-10");
        Fails(ExitCode.Usage, "from 64 to 10", "probe", "--steps", "0", "--layers", "32-10");
        Fails(ExitCode.Usage, "memory", "probe", "--steps", "0", "--layers", "64-50000-50000-10");
        Fails(ExitCode.Usage, "no weights file", "probe", "--steps", "0", "--weights", "w.bin");
        Fails(ExitCode.Usage, "--budget above 0", "probe", "--config", "train.yaml", "--budget", "0");
        Fails(ExitCode.Usage, "'cifar'", "probe", "--config", "train.yaml", "--problem", "cifar");
    }

    [Fact]
    public void WeightsOfTheWrongLength_AreCounted()
    {
        File("w.bin", "short");

        Fails(ExitCode.Usage, "5 bytes", "probe", "--steps", "0", "--layers", "64-8-10", "--weights", "w.bin");
    }

    [Fact]
    public void AProblemOfOnesOwn_ComesFromAnAssembly()
    {
        var own = typeof(ProbeCommandTests).Assembly.Location;
        File("train.yaml", Recipe);

        var (exit, output, _) = Run("probe", "--config", "train.yaml", "--assembly", own, "--type", nameof(OwnParabola), "--steps", "50");
        Assert.Equal(ExitCode.Clean, exit);
        Assert.Contains("own-parabola", output);

        Fails(ExitCode.Usage, nameof(OwnParabola), "probe", "--config", "train.yaml", "--assembly", own);
        Fails(ExitCode.Usage, "no problem 'Nothing'", "probe", "--config", "train.yaml", "--assembly", own, "--type", "Nothing");
        Fails(ExitCode.Usage, "holds no public class", "probe", "--config", "train.yaml", "--assembly", typeof(Xunit.Assert).Assembly.Location);
        Fails(ExitCode.Usage, "no assembly", "probe", "--config", "train.yaml", "--assembly", "missing.dll");
        Fails(ExitCode.Usage, "--assembly as well", "probe", "--config", "train.yaml", "--type", "Some");
    }

    [Fact]
    public void AProblemThatFails_IsToldFromABadCall()
    {
        File("train.yaml", Recipe);

        Fails(ExitCode.Unreadable, "NaN before the first update", "probe", "--config", "train.yaml", "--assembly", typeof(ProbeCommandTests).Assembly.Location, "--type", nameof(OwnNonsense));
    }

    private void Weights(string name, double[] weights, bool asSingle)
    {
        var size = asSingle ? sizeof(float) : sizeof(double);
        var bytes = new byte[weights.Length * size];
        for (var i = 0; i < weights.Length; i++)
        {
            if (asSingle)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * size), (float)weights[i]);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * size), weights[i]);
            }
        }

        System.IO.File.WriteAllBytes(Path.Combine(_directory.FullName, name), bytes);
    }

    private void File(string name, string text) => System.IO.File.WriteAllText(Path.Combine(_directory.FullName, name), text);

    private void Fails(int exit, string message, params string[] args)
    {
        var found = Run(args);
        Assert.Equal(exit, found.Exit);
        Assert.Contains(message, found.Error);
        Assert.Empty(found.Output);
    }

    private (int Exit, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var io = new TerminalIo(Stream.Null, output, error, _directory.FullName, UseColor: false,
            Width: 120)
        { Clock = StandingClock.Instance };
        var exit = new CommandLine(io).Run(args);
        return (exit, output.ToString(), error.ToString());
    }
}

/// <summary>A user's problem that works.</summary>
public sealed class OwnParabola : IProblem
{
    public string Name => "own-parabola";

    public int ParameterCount => 3;

    public int SampleCount => 1;

    public void Initialize(int seed, Span<double> parameters) => parameters.Fill(1);

    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            sum += parameters[i] * parameters[i] / 2;
        }

        if (!gradient.IsEmpty)
        {
            parameters.CopyTo(gradient);
        }

        return sum;
    }
}

/// <summary>A user's problem whose loss is no number.</summary>
public sealed class OwnNonsense : IProblem
{
    public string Name => "own-nonsense";

    public int ParameterCount => 1;

    public int SampleCount => 1;

    public void Initialize(int seed, Span<double> parameters) => parameters.Clear();

    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) => double.NaN;
}
