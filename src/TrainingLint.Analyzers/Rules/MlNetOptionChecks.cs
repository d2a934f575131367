using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What ML.NET is told by arguments and options: TL2048, TL2049 and TL2050.</summary>
internal static class MlNetOptionChecks
{
    private static readonly RuleInfo OutOfRange = new OptionOutOfRange().Info;
    private static readonly RuleInfo StopsOnLoss = new EarlyStoppingOnLoss().Info;
    private static readonly RuleInfo OnePass = new SinglePass().Info;

    /// <summary>What a trainer takes: numbers from the least on, or above it where it is open, and up to or below a bound.</summary>
    private sealed record Limit(
        string Trainer, string Option, double Least, bool IsOpen = false, double Below = double.PositiveInfinity,
            double Most = double.PositiveInfinity)
    {
        public bool Admits(double value) => (IsOpen ? value > Least : value >= Least) && value < Below && value <= Most;

        public string Words =>
            (IsOpen ? "more than " : "at least ") + Least.ToString(CultureInfo.InvariantCulture)
            + (double.IsInfinity(Below) ? "" : " and less than " + Below.ToString(CultureInfo.InvariantCulture))
            + (double.IsInfinity(Most) ? "" : " and at most " + Most.ToString(CultureInfo.InvariantCulture));
    }

    // Each was tried at both sides of its limits on Microsoft.ML 5.0.1. Trainers go by the beginning of their names, which those of
    // methods (SdcaLogisticRegression) and of options (SdcaLogisticRegressionBinaryTrainer.Options) share.
    private static readonly Limit[] Limits =
    [
        new("Sdca", "MaximumNumberOfIterations", 1), new("Sdca", "L1Regularization", 0), new("Sdca", "L2Regularization", 0),
        new("AveragedPerceptron", "NumberOfIterations", 1), new("AveragedPerceptron", "L2Regularization", 0, Below: 0.5),
        new("OnlineGradientDescent", "NumberOfIterations", 1), new("OnlineGradientDescent", "L2Regularization", 0, Below: 0.5),
        new("LinearSvm", "NumberOfIterations", 1), new("LdSvm", "TreeDepth", 0),
        new("Lbfgs", "L1Regularization", 0), new("Lbfgs", "L2Regularization", 0), new("Lbfgs", "HistorySize", 1),
        new("Lbfgs", "OptimizationTolerance", 0, IsOpen: true),
        new("Sgd", "NumberOfIterations", 0), new("Sgd", "L2Regularization", 0),
        new("FastTree", "NumberOfLeaves", 2), new("FastTree", "NumberOfTrees", 1),
        new("FastForest", "NumberOfLeaves", 2), new("FastForest", "NumberOfTrees", 1),
        new("Gam", "MaximumBinCountPerFeature", 2), new("Gam", "NumberOfIterations", 0),
        new("LightGbm", "NumberOfLeaves", 2), new("LightGbm", "MinimumExampleCountPerLeaf", 0), new("LightGbm", "NumberOfIterations", 0),
        new("KMeans", "NumberOfClusters", 1),
        new("TrainTestSplit", "TestFraction", 0, IsOpen: true, Below: 1), new("CrossValidate", "NumberOfFolds", 2),
        new("CrossValidateNonCalibrated", "NumberOfFolds", 2),
    ];

    // What only classes of options have, or only their constructors look at; tried in the same way.
    private static readonly Limit[] LimitsOfOptions =
    [
        .. Shares("FastTree", "FeatureFraction", "FeatureFractionPerSplit", "BaggingExampleFraction", "DropoutRate", "Smoothing",
            "EntropyCoefficient", "SparsifyThreshold"),
        .. Shares("FastForest", "FeatureFraction", "FeatureFractionPerSplit", "BaggingExampleFraction", "Smoothing", "EntropyCoefficient",
            "SparsifyThreshold"),
        new("Gam", "EntropyCoefficient", 0, Most: 1), new("Gam", "NumberOfIterations", 1), new("Gam", "MinimumExampleCountPerLeaf", 1),
        new("FastTree", "Shrinkage", 0, IsOpen: true), new("FastTree", "GainConfidenceLevel", 0, Below: 1),
        new("FastTree", "MaximumBinCountPerFeature", 2), new("FastForest", "MaximumBinCountPerFeature", 2),
        new("FastTree", "PruningThreshold", 0), new("FastTree", "PruningWindowSize", 1), new("FastTree", "MaximumTreeOutput", 0),
        new("FastTree", "NumberOfThreads", 1), new("FastForest", "NumberOfThreads", 1), new("Gam", "NumberOfThreads", 1),
        new("FastTreeTweedie", "Index", 1, Most: 2),
        new("Sgd", "NumberOfIterations", 1), new("Sgd", "PositiveInstanceWeight", 0, IsOpen: true), new("Sgd", "NumberOfThreads", 1),
        new("Sdca", "ConvergenceTolerance", 0, IsOpen: true, Most: 1), new("Sdca", "PositiveInstanceWeight", 0, IsOpen: true),
        new("Sdca", "NumberOfThreads", 1),
        new("Lbfgs", "MaximumNumberOfIterations", 1), new("Lbfgs", "NumberOfThreads", 1),
        new("AveragedPerceptron", "InitialWeightsDiameter", 0), new("LinearSvm", "InitialWeightsDiameter", 0),
        new("LinearSvm", "Lambda", 0, IsOpen: true), new("LinearSvm", "BatchSize", 1),
        new("LdSvm", "LambdaW", 0, IsOpen: true), new("LdSvm", "LambdaTheta", 0, IsOpen: true), new("LdSvm", "LambdaThetaprime", 0,
            IsOpen: true),
        new("LightGbm", "WeightOfPositiveExamples", 0, IsOpen: true), new("LightGbm", "Sigmoid", 0, IsOpen: true),
        new("LightGbm", "MaximumBinCountPerFeature", 2), new("LightGbm", "MinimumExampleCountPerGroup", 1),
        new("LightGbm", "MaximumCategoricalSplitPointCount", 1), new("LightGbm", "CategoricalSmoothing", 0),
        new("LightGbm", "L2CategoricalRegularization", 0),
    ];

    // What is improved pass by pass; of the last, tree by tree.
    private static readonly (string Trainer, string Option)[] Passes =
    [
        ("AveragedPerceptron", "NumberOfIterations"), ("OnlineGradientDescent", "NumberOfIterations"), ("LinearSvm", "NumberOfIterations"),
        ("Sgd", "NumberOfIterations"), ("Sdca", "MaximumNumberOfIterations"), ("LdSvm", "NumberOfIterations"),
        ("MatrixFactorization", "NumberOfIterations"), ("LightGbm", "NumberOfIterations"),
    ];

    /// <summary>Reports options that throw.</summary>
    public static void CheckRanges(CodeUnit unit, ValueTracer values, Action<CodeFinding> report)
    {
        foreach (var (trainer, option, value, place) in Options(unit))
        {
            bool Concerns(Limit known) => known.Option == option && Begins(trainer, known.Trainer);
            var limit = place is ISimpleAssignmentOperation && Array.Find(LimitsOfOptions, Concerns) is { } ofOptions ? ofOptions
                : Array.Find(Limits, Concerns);
            if (limit is null || place.IsExpectedToThrow())
            {
                continue;
            }

            foreach (var traced in values.TraceEach(value))
            {
                if (traced.Number is { } number && !limit.Admits(number))
                {
                    report(new CodeFinding(
                        OutOfRange,
                        traced.Location ?? value.Syntax.GetLocation(),
                        option + " is " + number.ToString(CultureInfo.InvariantCulture) + " here, and " + trainer
                            + " throws unless it is " + limit.Words + ".",
                        OutOfRange.Severity));
                }
            }
        }
    }

    /// <summary>Reports options that leave most of a training out.</summary>
    public static void Check(CodeUnit unit, ValueTracer values, Action<CodeFinding> report)
    {
        foreach (var (trainer, option, value, _) in Options(unit))
        {
            if (!Array.Exists(Passes, known => known.Option == option && Begins(trainer, known.Trainer)))
            {
                continue;
            }

            foreach (var traced in values.TraceEach(value).Where(traced => traced.Number == 1))
            {
                report(new CodeFinding(
                    OnePass,
                    traced.Location ?? value.Syntax.GetLocation(),
                    trainer + " stops after one iteration, before its weights have settled; give it 10 or more.",
                    OnePass.Severity));
            }
        }

        foreach (var operation in unit.CallsAndCreations)
        {
            CheckDefault(operation, report);
            if (operation is IObjectCreationOperation
                {
                    Type:
                    {
                        Name: "EarlyStopping",
                        ContainingType.Name: "ImageClassificationTrainer"
                    }
                } stopping
                && stopping.Argument("metric")?.Value is { } metric)
            {
                FindLoss(metric, unit, report);
            }
        }

        CheckStopRules(unit, report);
    }

    // Stop rules that are changed after they were made, and those that something else makes.
    private static void CheckStopRules(CodeUnit unit, Action<CodeFinding> report)
    {
        foreach (var assignment in unit.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IMemberReferenceOperation
                {
                    Member: { Name: "Metric", ContainingType: { Name: "EarlyStopping", ContainingType.Name: "ImageClassificationTrainer" } }
                })
            {
                FindLoss(assignment.Value, unit, report);
            }
            else if (assignment.Target is IMemberReferenceOperation { Member.Name: "EarlyStoppingCriteria" }
                && assignment.Value.Behind(unit, path: null) is { Value: IObjectCreationOperation made, Path: { } path }
                && made.Argument("metric") is { } told && !told.IsDefault())
            {
                // What a method of another type makes with what it is handed here.
                FindLoss(told.Value.Behind(unit, path).Value, unit, report);
            }
        }
    }

    // The metric itself, or what callers pass for it: StopRules.Patient(EarlyStoppingMetric.Loss).
    private static void FindLoss(IOperation metric, CodeUnit unit, Action<CodeFinding> report)
    {
        var values = metric.Unwrapped() is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && unit.Libraries.Uses.WritesTo(parameter, unit.Cancellation) is { Count: 0 }
            && unit.Libraries.Uses.CallsOf(method, unit.Cancellation) is { } calls
                ? calls.SelectMany(call => call.Arguments()).Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal)
                    .Select(argument => argument.Value.Behind(unit))
                : [metric.Behind(unit)];
        foreach (var value in values)
        {
            if (value is IFieldReferenceOperation { Field: { Name: "Loss", ContainingType.TypeKind: TypeKind.Enum } })
            {
                report(new CodeFinding(
                    StopsOnLoss,
                    value.Syntax.GetLocation(),
                    "The loss is compared with a best value of 0 and never falls below it, so every run ends after the patience; "
                    + "watch Accuracy.",
                    StopsOnLoss.Severity));
            }
        }
    }

    // Parts of the whole: 0.7, and not 70.
    private static IEnumerable<Limit> Shares(string trainer, params string[] options)
    {
        foreach (var option in options)
        {
            yield return new Limit(trainer, option, 0, Most: 1);
        }
    }

    // OnlineGradientDescent() and LinearSvm() make one pass unless told otherwise.
    private static void CheckDefault(IOperation operation, Action<CodeFinding> report)
    {
        if (operation is IInvocationOperation { TargetMethod.Name: "OnlineGradientDescent" or "LinearSvm" } call
            && MlNetPipelines.IsOfMlNet(call)
            && call.Argument("numberOfIterations") is { } passes && passes.IsDefault())
        {
            report(new CodeFinding(
                OnePass,
                call.Syntax.GetLocation(),
                call.TargetMethod.Name + " makes a single pass over the data by default; pass numberOfIterations: 10 or more.",
                Severity.Info));
        }
    }

    // Arguments of calls, and what is assigned to the members of options.
    private static IEnumerable<(string Trainer, string Option, IOperation Value, IOperation Place)> Options(CodeUnit unit)
    {
        foreach (var operation in unit.Operations)
        {
            if (operation is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } argument
                && !argument.IsDefault()
                && MlNetPipelines.IsOfMlNet(call) && parameter.Name.Length > 0)
            {
                yield return (call.TargetMethod.Name, char.ToUpperInvariant(parameter.Name[0])
                    + parameter.Name.Substring(1), argument.Value, call);
            }
            else if (operation is ISimpleAssignmentOperation
            {
                Target: IMemberReferenceOperation
                {
                    Member: var member,
                    Instance.Type: { Name: "Options", ContainingType: { } trainer }
                }
            } assignment
                && trainer.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.ML", StringComparison.Ordinal) == true)
            {
                yield return (trainer.Name, member.Name, assignment.Value, assignment);
            }
        }
    }

    private static bool Begins(string trainer, string name) => trainer.StartsWith(name, StringComparison.Ordinal);
}
