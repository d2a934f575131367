using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>How data is split: TL2040, TL2041 and TL2044.</summary>
internal static class SplitChecks
{
    private static readonly RuleInfo ShuffledAnew = new ShuffledAnewBySplit().Info;
    private static readonly RuleInfo FittedBefore = new FittedBeforeSplit().Info;
    private static readonly RuleInfo GroupsTorn = new RankingSplitAcrossGroups().Info;

    // What learns from the rows. Scaling of each row by itself does not.
    private static readonly HashSet<string> LearnsFromRows =
    [
        "NormalizeMinMax", "NormalizeMeanVariance", "NormalizeLogMeanVariance", "NormalizeBinning", "NormalizeSupervisedBinning", "NormalizeRobustScaling",
        "FeaturizeText", "ProjectToPrincipalComponents", "SelectFeaturesBasedOnMutualInformation",
    ];

    private static readonly HashSet<string> LearnsNames = ["MapValueToKey", "OneHotEncoding"];

    /// <summary>Reports what is wrong with the splits of a unit.</summary>
    public static void Check(CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        foreach (var call in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
        {
            switch (call.TargetMethod.Name)
            {
                case "OrderBy" or "OrderByDescending" or "Shuffle" when IsOfLinq(call) && DrawsOrder(call, unit)
                    && IsTakenApart(call, unit):
                    ReportAnew(call, "order", "Take and Skip are two, so both parts share rows", report);
                    break;
                case "Select" when IsOfLinq(call) && DrawsInto(call, unit) && LazyRows.IsToldApart(call, unit):
                    ReportAnew(call, "part", "each Where is one, so rows land on both sides or on none", report);
                    break;
                case "TrainTestSplit" or "CrossValidationSplit" when MlNetPipelines.IsOfMlNet(call):
                    CheckFit(call, unit, acts, report);
                    break;
                case "Fit" when MlNetPipelines.IsOfMlNet(call):
                    CheckGroupsOfFit(call, unit, report);
                    CheckFitOfWhole(call, unit, acts, report);
                    break;
                case var _ when call.Type is INamedTypeSymbol { Name: "IEnumerable" }
                    && call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && IsTakenApart(call, unit) && ShufflesItself(call, unit):
                    ReportAnew(call, "order", "the parts of the split are two, so both share rows", report);
                    break;
                case "CrossValidate" or "CrossValidateNonCalibrated" when MlNetPipelines.IsOfMlNet(call):
                    CheckFit(call, unit, acts, report);
                    break;
            }
        }

        CheckGroups(unit, report);
    }

    private static void ReportAnew(IOperation query, string what, string why, Action<CodeFinding> report) => report(new CodeFinding(
        ShuffledAnew,
        query.Syntax.GetLocation(),
        "This " + what + " is drawn anew for every enumeration, and " + why + "; end it with ToList().",
        ShuffledAnew.Severity));

    // A base class splits what its heir ranks.
    private static void CheckGroups(CodeUnit unit, Action<CodeFinding> report)
    {
        foreach (var split in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
        {
            if (split.TargetMethod.Name is "TrainTestSplit" or "CrossValidationSplit" && MlNetPipelines.IsOfMlNet(split))
            {
                CheckGroups(split, unit, report);
            }
        }
    }

    private static bool IsOfLinq(IInvocationOperation call) => call.TargetMethod.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" };

    // A lambda that draws a number, from a generator that lives longer than the lambda does.
    private static bool DrawsOrder(IInvocationOperation order, CodeUnit unit)
    {
        // .NET 10 has a query of its own for it.
        if (order.TargetMethod.Name == "Shuffle")
        {
            return true;
        }

        var parts = unit.Subtree(order.Arguments[order.Arguments.Length - 1]).ToArray();
        return !Array.Exists(parts, part => part is IObjectCreationOperation { Type.Name: "Random" })
            && Array.Exists(parts, part => part is IInvocationOperation call
            && (call.TargetMethod.ContainingType.Name == "Guid" ? call.TargetMethod.Name == "NewGuid"
                : IsRandom(call.Instance?.Type) && call.TargetMethod.Name is "Next" or "NextDouble" or "NextInt64" or "NextSingle"));
    }

    // rows.Select(row => (row, IsTrain: random.NextDouble() < 0.8))
    private static bool DrawsInto(IInvocationOperation select, CodeUnit unit) => select.Arguments.Length == 2 && DrawsOrder(select, unit)
        && select.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } made } && (made[0].IsTupleType || made[0].IsAnonymousType
            || made[0].DeclaringSyntaxReferences.Length > 0);

    // A method of the program that yields rows in an order which it draws, or returns a query that does.
    private static bool ShufflesItself(IInvocationOperation call, CodeUnit unit)
    {
        if (call.Behind(unit) is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" } order && IsOfLinq(order))
        {
            return DrawsOrder(order, unit);
        }

        return unit.Run(call.TargetMethod).DeclaringSyntaxReferences.Any(declared => declared.GetSyntax(unit.Cancellation).DescendantNodes()
                .Any(node => node is YieldStatementSyntax))
            && unit.CallsIn(call.TargetMethod).Any(draw => IsRandom(draw.Instance?.Type) && draw.TargetMethod.Name is "Next" or "NextDouble"
                && draw.Instance!.Unwrapped() is IParameterReferenceOperation or IMemberReferenceOperation);
    }

    private static bool IsRandom(ITypeSymbol? type) => type is { Name: "Random", ContainingNamespace.Name: "System" };

    private static bool IsTakenApart(IInvocationOperation order, CodeUnit unit) => LazyRows.IsTakenApart(order, unit);

    private static void CheckFit(IInvocationOperation split, CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        if (split.Argument("data")?.Value is not { } data)
        {
            return;
        }

        unit.Values.ForEachWay(() => acts.Data.Of(data, path: null), site =>
        {
            // Whatever was done to the rows before they were split, the last first.
            foreach (var step in acts.Data.Of(data, path: null)?.Steps ?? [])
            {
                if (Learned(step, unit) is { } found)
                {
                    ReportFitted(found, site ?? data, report);
                    break;
                }
            }
        });
    }

    // Fit(scaler.Transform(split.TrainSet)), where the scaler was fitted on all that was split.
    private static void CheckFitOfWhole(IInvocationOperation fit, CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        if (fit.Arguments.Length == 0 || acts.Data.Of(fit.Arguments[0].Value, path: null) is not { Whole: { } whole } part)
        {
            return;
        }

        foreach (var step in part.Steps)
        {
            if (Learned(step, unit) is { } found && FitOf(step, unit, out var path) is { } fitted
                && acts.Data.Of(fitted.Arguments[0].Value, path)?.Name == whole.Name)
            {
                ReportFitted(found, fitted.Arguments[0].Value, report);
                break;
            }
        }
    }

    private static void ReportFitted((IInvocationOperation Step, bool Counts) found, IOperation place, Action<CodeFinding> report) =>
        report(new CodeFinding(
            FittedBefore,
            place.Syntax.GetLocation(),
            found.Step.TargetMethod.Name
                + " was fitted on these rows before they are split, so the test set took part in it; split first and fit on TrainSet.",
            found.Counts ? FittedBefore.Severity : Severity.Info));

    private static IInvocationOperation? FitOf(ValueSource step, CodeUnit unit, out CallPath? path)
    {
        path = step.Path;
        if (step.Value is not IInvocationOperation { TargetMethod.Name: "Transform" } transform || transform.Receiver() is not { } fitted)
        {
            return null;
        }

        var model = fitted.Behind(unit, step.Path);
        path = model.Path;
        return model.Value is IInvocationOperation { TargetMethod.Name: "Fit", Arguments.Length: > 0 } fit ? fit : null;
    }

    // What the estimators behind a Transform learn from rows: names only are no estimate, and say which names there are.
    private static (IInvocationOperation Step, bool Counts)? Learned(ValueSource step, CodeUnit unit)
    {
        if (FitOf(step, unit, out var path) is not { } fit || fit.Receiver() is not { } estimator
            || MlNetPipelines.Steps(estimator, unit, path) is not { } steps)
        {
            return null;
        }

        var learns = steps.FirstOrDefault(estimated => LearnsFromRows.Contains(estimated.TargetMethod.Name));
        return learns is not null ? (learns, true)
            : steps.FirstOrDefault(estimated => LearnsNames.Contains(estimated.TargetMethod.Name)) is { } names ? (names, false)
            : null;
    }

    // A split whose larger part nobody asks for only takes a few rows to look at.
    private static bool IsOnlySampled(IInvocationOperation split, CodeUnit unit) =>
        split.TargetMethod.Name == "TrainTestSplit"
        && split.User() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var parts } }
        && unit.Names.ReferencesTo(parts) is { Count: > 0 } uses
        && uses.All(use => use.User() is IMemberReferenceOperation { Member.Name: "TestSet" });

    private static bool IsNull(IOperation value, CodeUnit unit) => value.Behind(unit).ConstantValue is { HasValue: true, Value: null };

    // Fit(train), where the rows come from a split of another type: policy.Split(ml, data).
    private static void CheckGroupsOfFit(IInvocationOperation fit, CodeUnit unit, Action<CodeFinding> report)
    {
        if (fit.Arguments.Length == 0 || !OnlyRanks(unit)
            || fit.Arguments[0].Value.Behind(unit, path: null) is not { Value: IMemberReferenceOperation taken } train
            || taken is not { Member.Name: "TrainSet", Instance: { } parts }
            || parts.Behind(unit, train.Path) is not { Value: IInvocationOperation { TargetMethod.Name: "TrainTestSplit" } split } found
            || !MlNetPipelines.IsOfMlNet(split) || split.Argument("samplingKeyColumnName") is not { } key
            || unit.LineageCallsAndCreations.Any(own => own.Syntax == split.Syntax))
        {
            return;
        }

        var value = key.Value.Behind(unit, found.Path);
        if (key.IsDefault() || value.Value.ConstantValue is { HasValue: true, Value: null } || unit.Values.IsUnset(value.Value, value.Path))
        {
            report(new CodeFinding(
                GroupsTorn,
                fit.Arguments[0].Syntax.GetLocation(),
                "These rows come from a split that puts rows of one group on both sides, while a ranker is judged by whole groups; pass "
                + "samplingKeyColumnName.",
                GroupsTorn.Severity));
        }
    }

    private static bool OnlyRanks(CodeUnit unit)
    {
        var catalogues = unit.LinkedOperations.OfType<IPropertyReferenceOperation>()
            .Where(reference => reference.Property.Name == "Trainers")
            .Select(reference => reference.Property.ContainingType.Name)
            .Distinct()
            .ToArray();
        return catalogues.Length == 1 && catalogues[0] == "RankingCatalog";
    }

    // Rankers only: where another kind of trainer is built as well, it cannot be told whose data this is.
    private static void CheckGroups(IInvocationOperation split, CodeUnit unit, Action<CodeFinding> report)
    {
        if (split.Argument("samplingKeyColumnName") is not { } key || !(key.IsDefault() || IsNull(key.Value, unit)) || IsOnlySampled(split, unit))
        {
            return;
        }

        if (OnlyRanks(unit))
        {
            report(new CodeFinding(
                GroupsTorn,
                split.Syntax.GetLocation(),
                "The rows of one group land on both sides of this split, while a ranker is judged by whole groups; pass samplingKeyColumnName.",
                GroupsTorn.Severity));
        }
    }
}
