using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Probing;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Clustering;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Problems.Recommendation;

namespace TrainingLint.Cli.Commands;

/// <summary>Which problem a probe trains: one of the built-in ones, a class in a user's assembly, or a model in another process.</summary>
internal sealed class ProblemOptions
{
    private const string Perceptron = "digits-mlp";

    /// <summary>A temperature of 0.05 at a rate of 0.1 and a batch of 16: a fifth of the barrier.</summary>
    private const double NoiseVariance = 16;

    private static readonly Dictionary<string, Func<IProblem>> Plain = new(StringComparer.Ordinal)
    {
        ["digits-cnn"] = () => new DigitsConvolution(),
        ["tiny-lm"] = () => new LanguageModel(),
        ["tiny-lm-tuning"] = () => new LanguageModelTuning(),
        ["tiny-lm-lora"] = () => new LoraTuning(),
        ["tiny-lm-preference"] = () => new PreferenceTuning(),
        ["grid-policy"] = () => new GridPolicy(),
        ["ratings-mf"] = () => new MatrixFactorization(),
        ["cosine-well"] = () => new CosineWell(),
        ["customer-segmentation"] = () => new CustomerSegmentation(),
        ["deep-linear"] = () => new DeepLinearNetwork([4, 4, 4, 4]),
        ["double-well"] = () => new DoubleWell(),
        ["himmelblau"] = () => new Himmelblau(),
        ["logistic"] = () => new LogisticRegression(),
        ["monkey-saddle"] = () => new MonkeySaddle(),
        ["noisy-double-well"] = () => new NoisyFunction(new DoubleWell(), NoiseVariance),
        ["quadratic"] = () => new Quadratic(),
        ["rosenbrock"] = () => new Rosenbrock(10),
        ["styblinski-tang"] = () => new StyblinskiTang(10),
    };

    // The names stand in the text: as the option's own shape they would make its column wider than any terminal.
    private readonly Option<string?> _problem = new("--problem") { HelpName = "name" };

    private readonly Option<string?> _assembly = new("--assembly") { Description = "Assembly (.dll) with a problem of your own, a class that implements IProblem." };

    private readonly Option<string?> _type = new("--type") { Description = "Name of the class in the assembly, when it holds several problems." };

    private readonly Option<string> _layers = new("--layers") { Description = "Widths of the digits perceptron.", DefaultValueFactory = _ => "64-64-64-10" };

    private readonly Option<string> _activation = new("--activation") { Description = "Activation of the digits perceptron.", DefaultValueFactory = _ => "tanh" };

    private readonly Option<string> _loss = new("--loss") { Description = "Loss of the digits perceptron.", DefaultValueFactory = _ => "cross-entropy" };

    private readonly Option<string> _initialization = new("--initialization") { Description = "How weights of the digits perceptron start.", DefaultValueFactory = _ => "torch" };

    private readonly Option<string?> _python = new("--python") { Description = "A PyTorch model of your own: FILE:FUNCTION, where the function returns model, loss and data." };

    private readonly Option<string?> _pythonExecutable = new("--python-executable") { Description = "The Python that has torch; otherwise that of TRAININGLINT_PYTHON, or the first on the path." };

    private readonly Option<string[]> _bridge = new("--bridge") { Description = "A program of your own that speaks the protocol of docs/bridge.md, with its arguments.", AllowMultipleArgumentsPerToken = true };

    private readonly Option<double> _timeLimit = new("--bridge-time-limit") { Description = "Seconds for one command to --python or --bridge, imports included.", DefaultValueFactory = _ => BridgeOptions.DefaultTimeLimit };

    public ProblemOptions()
    {
        string[] problems = [Perceptron, .. Plain.Keys];
        _problem.Description = "Built-in problem; one of the recipe's kind unless named: " + string.Join(", ", problems) + ".";
        _problem.AcceptOnly(problems);
        _activation.AcceptOnly("tanh", "relu", "gelu");
        _loss.AcceptOnly("cross-entropy", "squared-error");
        _initialization.AcceptOnly("torch", "xavier", "he", "constant");
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _problem, _assembly, _type, _layers, _activation, _loss, _initialization, _python,
            _pythonExecutable, _bridge, _timeLimit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The problem that the call names.</summary>
    public IProblem Create(ParseResult call, TerminalIo io)
    {
        if (call.GetValue(_assembly) is { } assembly)
        {
            return ProblemAssembly.Load(Path.GetFullPath(assembly, io.Directory), call.GetValue(_type));
        }

        if (call.GetValue(_type) is not null)
        {
            throw new UsageException("--type names a class in an assembly; name the assembly with --assembly as well.");
        }

        if (Bridged(call, io) is { } bridged)
        {
            return bridged;
        }

        var name = call.GetValue(_problem) ?? Perceptron;
        if (name != Perceptron)
        {
            return Plain[name]();
        }

        try
        {
            return new DigitsPerceptron(
                Widths(call.GetValue(_layers)!),
                Enum.Parse<Activation>(call.GetValue(_activation)!, ignoreCase: true),
                call.GetValue(_loss) == "squared-error" ? PerceptronLoss.SquaredError : PerceptronLoss.CrossEntropy,
                Enum.Parse<Initialization>(call.GetValue(_initialization)!, ignoreCase: true));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message + ".");
        }
    }

    /// <summary>True when the call says nothing of the problem, so that the recipe's kind may choose it.</summary>
    public bool IsOpen(ParseResult call) =>
        new Option[] { _problem, _assembly, _type, _layers, _activation, _loss, _initialization, _python, _pythonExecutable,
            _bridge }.All(option => call.GetResult(option) is null or { Implicit: true });

    /// <summary>Where a problem of one's own comes from; null for the built-in ones.</summary>
    public ProblemSource? SourceOf(ParseResult call, TerminalIo io) =>
        call.GetValue(_assembly) is { } assembly ? new("assembly", call.GetValue(_type) ?? "", Path.GetFullPath(assembly, io.Directory))
        : call.GetValue(_python) is { } python ? new("python", python, PythonBridge.FileOf(python, io))
        : call.GetValue(_bridge) is { Length: > 0 } command ? new("bridge", string.Join(' ', command), File: null)
        : null;

    private BridgedProblem? Bridged(ParseResult call, TerminalIo io)
    {
        var seconds = call.GetValue(_timeLimit);
        if (!(seconds > 0) || seconds > int.MaxValue / 1000)
        {
            throw new UsageException("--bridge-time-limit must be above 0 seconds, and below a month.");
        }

        var (python, command, limit) = (call.GetValue(_python), call.GetValue(_bridge) ?? [], TimeSpan.FromSeconds(seconds));
        if (python is not null && command.Length > 0)
        {
            throw new UsageException("--python and --bridge name two problems; choose one.");
        }

        return python is not null ? PythonBridge.Start(python, call.GetValue(_pythonExecutable), limit, io)
            : command.Length > 0 ? PythonBridge.Start(command, limit, io)
            : call.GetValue(_pythonExecutable) is null ? null
            : throw new UsageException("--python-executable is for a model of your own; name it with --python FILE:FUNCTION.");
    }

    private static int[] Widths(string layers) =>
        [.. layers.Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? width
            : throw new UsageException("--layers wants widths joined by '-', such as 64-128-128-10, not '" + layers + "'."))];
}
