using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What ML.NET validates and evaluates on: TL2051, TL2052, and TL2025 where nothing was split.</summary>
internal static class MlNetHeldOutChecks
{
    private static readonly RuleInfo Mixed = new DataRolesMixed().Info;
    private static readonly RuleInfo SameAsTraining = new ValidationIsTraining().Info;
    private static readonly RuleInfo Chooses = new ReportedSetChoosesModel().Info;

    // Clusters and forecasts are often judged on the data that they were made from.
    private static readonly string[] Judged = ["BinaryClassificationCatalog", "MulticlassClassificationCatalog", "RegressionCatalog",
        "RankingCatalog"];

    /// <summary>Reports data that has two roles.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        var calls = unit.CallsAndCreations.OfType<IInvocationOperation>().Where(MlNetPipelines.IsOfMlNet).ToArray();
        var fits = Array.FindAll(calls, call => call.TargetMethod.Name == "Fit" && call.Arguments.Length > 0);
        var evaluations = calls.Where(call => call.TargetMethod.Name is "Evaluate" or "EvaluateNonCalibrated"
                && Array.IndexOf(Judged, call.TargetMethod.ContainingType.Name) >= 0)
            .Select(call => call.Argument("data")?.Value)
            .OfType<IOperation>()
            .ToArray();
        foreach (var (validation, place) in Validations(unit, fits))
        {
            if (Array.Exists(fits, fit => !ReferenceEquals(fit.Arguments[0].Value, validation)
                && AreSame(fit.Arguments[0].Value, validation, unit)))
            {
                report(new CodeFinding(
                    SameAsTraining, place.Syntax.GetLocation(),
                        "The fit validates on the data that it trains on; give it a part that it does not see.", SameAsTraining.Severity));
            }
            else if (evaluations.Length > 0
                && Array.TrueForAll(evaluations, data => Scored(data, unit) is { } scored && AreSame(scored, validation, unit)))
            {
                report(new CodeFinding(
                    Chooses,
                    place.Syntax.GetLocation(),
                    "The fit stops on this set, and the result is reported on it too; hold out a third part for the report.",
                    Chooses.Severity));
            }
        }

        CheckUnsplit(unit, fits, evaluations, report);
        CheckSearch(unit, evaluations, report);
    }

    // A search that keeps the best of several models by its value on one set, and reports on that set when it is over.
    private static void CheckSearch(CodeUnit unit, IOperation[] evaluations, Action<CodeFinding> report)
    {
        foreach (var choice in unit.Operations.OfType<IConditionalOperation>())
        {
            if (choice.Loops().LastOrDefault() is { } search && choice.Condition.Unwrapped() is IBinaryOperation comparison
                && KeepsModel(choice.WhenTrue)
                && (MeasuredBy(comparison.LeftOperand, unit) ?? MeasuredBy(comparison.RightOperand, unit)) is { } judged
                && Scored(judged, unit) is { } chooser
                && Array.Exists(evaluations, later => later.Syntax.SyntaxTree == search.Syntax.SyntaxTree
                    && later.Syntax.SpanStart > search.Syntax.Span.End && Scored(later, unit) is { } reported && AreSame(chooser,
                        reported, unit)))
            {
                report(new CodeFinding(
                    Chooses,
                    choice.Condition.Syntax.GetLocation(),
                    "The model is chosen on the set that is reported on afterwards, so the report is too good; choose on a part of the "
                    + "training set.",
                    Chooses.Severity));
            }
        }
    }

    private static bool KeepsModel(IOperation branch) => branch.DescendantsAndSelf().Any(kept => kept switch
    {
        ISimpleAssignmentOperation { Target.Type: { } type } => IsModel(type),
        IDeconstructionAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements.Any(part => IsModel(part.Type)),
        _ => false,
    });

    private static bool IsModel(ITypeSymbol? type) => type is { Name: "ITransformer" or "TransformerChain" };

    // context.Regression.Evaluate(...).RSquared, the number or what it is read from in variables.
    private static IOperation? MeasuredBy(IOperation operand, CodeUnit unit)
    {
        var metric = MlNetPipelines.Single(operand, unit);
        metric = metric is IPropertyReferenceOperation { Instance: { } metrics } ? MlNetPipelines.Single(metrics, unit) : metric;
        return metric is IInvocationOperation { TargetMethod.Name: "Evaluate" or "EvaluateNonCalibrated" } evaluation
            ? evaluation.Argument("data")?.Value
            : null;
    }

    // One data set, fitted and judged, in code that never splits anything.
    private static void CheckUnsplit(CodeUnit unit, IInvocationOperation[] fits, IOperation[] evaluations, Action<CodeFinding> report)
    {
        if (evaluations.Length != 1 || Array.Exists(unit.LinkedCallsAndCreations, operation => operation is IInvocationOperation
            {
                TargetMethod.Name: "TrainTestSplit" or "CrossValidate" or "CrossValidateNonCalibrated" or "CrossValidationSplit"
                    or "FilterRowsByColumn" or "TakeRows" or "SkipRows"
            }))
        {
            return;
        }

        foreach (var judged in evaluations)
        {
            if (MlNetPipelines.Single(judged, unit) is IInvocationOperation { TargetMethod.Name: "Transform" } transform
                && transform.Receiver() is { } model
                && model.Behind(unit) is IInvocationOperation { TargetMethod.Name: "Fit", Arguments.Length: > 0 } fit
                    && MlNetPipelines.IsOfMlNet(fit)
                && Scored(judged, unit) is { } data && (Array.Find(fits, own => own.Syntax == fit.Syntax) is { } here
                    ? AreSame(here.Arguments[0].Value, data, unit)
                    : fit.Arguments[0].Value.IsSameVariable(data, unit)))
            {
                report(new CodeFinding(
                    Mixed,
                    judged.Syntax.GetLocation(),
                    "This judges the model by the data that it was fitted on, and nothing is held out; split with TrainTestSplit, "
                    + "or use CrossValidate.",
                    Mixed.Severity));
            }
        }
    }

    // Fit(train, validation), and options that hold a validation set.
    private static IEnumerable<(IOperation Data, IOperation Place)> Validations(CodeUnit unit, IInvocationOperation[] fits)
    {
        foreach (var fit in fits)
        {
            if (fit.Argument("validationData", "validationSet") is { } validation && !validation.IsDefault() && IsData(validation.Value))
            {
                yield return (validation.Value, validation);
            }
        }

        foreach (var assignment in unit.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IMemberReferenceOperation { Member: { Name: "ValidationSet" } member }
                && member.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.ML", StringComparison.Ordinal) == true
                    && IsData(assignment.Value))
            {
                yield return (assignment.Value, assignment.Value);
            }
        }
    }

    private static bool IsData(IOperation value) => value.Unwrapped().ConstantValue is not { HasValue: true };

    // What went through the model: model.Transform(data).
    private static IOperation? Scored(IOperation judged, CodeUnit unit) =>
        MlNetPipelines.Single(judged, unit) is IInvocationOperation { TargetMethod.Name: "Transform", Arguments.Length: 1 } scored
            ? scored.Arguments[0].Value : null;

    // The same variable, or the same part of the same split.
    private static bool AreSame(IOperation left, IOperation right, CodeUnit unit)
    {
        var (first, second) = (PartOf(left, unit), PartOf(right, unit));
        if (first is not null || second is not null)
        {
            return first?.Part == second?.Part && SymbolEqualityComparer.Default.Equals(first?.Split, second?.Split);
        }

        return unit.Names.EntityOf(left) is { } entity && SymbolEqualityComparer.Default.Equals(entity, unit.Names.EntityOf(right))
            && !unit.Names.IsWrittenUnseen(entity) && unit.Names.CreationsOf(entity).Count <= 1;
    }

    // split.TestSet, or the variable that holds it.
    private static (string Part, ISymbol Split)? PartOf(IOperation data, CodeUnit unit) =>
        MlNetPipelines.Single(data, unit) is IMemberReferenceOperation
        {
            Member: { Name: "TrainSet" or "TestSet" } part,
            Instance: { } split
        }
        && unit.Names.EntityOf(split) is { } whole
            ? (part.Name, whole)
            : null;
}
