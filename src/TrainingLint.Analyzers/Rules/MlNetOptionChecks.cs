using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>What a trainer takes: numbers from the least on, or above it where it is open, and below the bound.</summary>
    private sealed record Limit(string Trainer, string Option, double Least, bool IsOpen = false, double Below = double.PositiveInfinity)
    {
        public bool Admits(double value) => (IsOpen ? value > Least : value >= Least) && value < Below;

        public string Words =>
            (IsOpen ? "more than " : "at least ") + Least.ToString(CultureInfo.InvariantCulture)
            + (double.IsInfinity(Below) ? "" : " and less than " + Below.ToString(CultureInfo.InvariantCulture));
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
            var limit = Array.Find(Limits, known => known.Option == option && Begins(trainer, known.Trainer));
            if (limit is not null && values.Trace(value) is { Number: { } number } traced && !limit.Admits(number)
                && !place.IsExpectedToThrow())
            {
                report(new CodeFinding(
                    OutOfRange,
                    traced.Location ?? value.Syntax.GetLocation(),
                    option + " is " + number.ToString(CultureInfo.InvariantCulture) + " here, and " + trainer + " throws unless it is "
                        + limit.Words + ".",
                    OutOfRange.Severity));
            }
        }
    }

    /// <summary>Reports options that leave most of a training out.</summary>
    public static void Check(CodeUnit unit, ValueTracer values, Action<CodeFinding> report)
    {
        foreach (var (trainer, option, value, _) in Options(unit))
        {
            if (Array.Exists(Passes, known => known.Option == option && Begins(trainer, known.Trainer))
                && values.Trace(value) is { Number: 1 } traced)
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
                && stopping.Argument("metric")?.Value.Unwrapped() is IFieldReferenceOperation { Field.Name: "Loss" } loss)
            {
                report(new CodeFinding(
                    StopsOnLoss,
                    loss.Syntax.GetLocation(),
                    "The loss is compared with a best value of 0 and never falls below it, so every run ends after the patience; "
                    + "watch Accuracy.",
                    StopsOnLoss.Severity));
            }
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
