using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2025 on ML.NET: what is fitted on the test set, and what is judged by the rows that it was fitted on.</summary>
internal static class MlNetDataRoles
{
    private static readonly RuleInfo Rule = new DataRolesMixed().Info;

    private static readonly string[] Splitting = ["TrainTestSplit", "CrossValidate", "CrossValidateNonCalibrated", "CrossValidationSplit",
        "FilterRowsByColumn", "TakeRows", "SkipRows"];

    /// <summary>Reports a fit on the test set, and an evaluation on the training set where nobody looks at other rows.</summary>
    public static void Check(CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        foreach (var call in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "Fit" && MlNetPipelines.IsOfMlNet(call) && call.Arguments.Length > 0)
            {
                CheckFit(call, unit, acts, report);
            }
            else if (MlNetActs.IsEvaluation(call))
            {
                foreach (var evaluation in acts.Of(call))
                {
                    CheckEvaluation(evaluation, unit, acts, report);
                }
            }
        }
    }

    private static void CheckFit(IInvocationOperation fit, CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        var data = fit.Arguments[0].Value;
        var ways = new List<(IOperation? Site, string? Part)>();
        unit.Values.ForEachWay(() => acts.Data.Of(data, path: null), site => ways.Add((site, acts.Data.Of(data, path: null)?.Part)));
        foreach (var (site, part) in ways)
        {
            // Folds that change their roles are fitted on each part in turn.
            if (part == "TestSet" && (site is not null || ways.TrueForAll(way => way.Part != "TrainSet")))
            {
                report(new CodeFinding(
                    Rule,
                    (site ?? data).Syntax.GetLocation(),
                    "The test set takes part in the fit, so what it measures afterwards is memory; fit on TrainSet.",
                    Rule.Severity));
            }
        }
    }

    private static void CheckEvaluation(MlNetActs.Evaluation evaluation, CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        if (evaluation.Scored is not { } scored || evaluation.Call.Argument("data") is not { } judged)
        {
            return;
        }

        var place = (ReferenceEquals(evaluation.Site, evaluation.Call) ? judged : evaluation.Site).Syntax.GetLocation();
        if (scored.Part == "TrainSet" && (evaluation.Fitted is null || evaluation.Fitted.Name == scored.Name)
            && !LooksAtOthers(scored, unit, acts))
        {
            report(new CodeFinding(
                Rule,
                place,
                "This judges the model by the set that it was fitted on, and the test set is never looked at; evaluate on TestSet.",
                Rule.Severity));
        }
        else if (scored.Part is null && evaluation.Fitted?.Name == scored.Name && !Splits(unit) && !LooksAtOthers(scored, unit, acts))
        {
            report(new CodeFinding(
                Rule,
                place,
                "This judges the model by the data that it was fitted on, and nothing is held out; split with TrainTestSplit, or use "
                + "CrossValidate.",
                Rule.Severity));
        }
    }

    // One data set, fitted and judged, in code that never splits anything.
    private static bool Splits(CodeUnit unit) => Array.Exists(unit.LinkedCallsAndCreations, operation =>
        operation is IInvocationOperation call && Array.IndexOf(Splitting, call.TargetMethod.Name) >= 0);

    // Another evaluation, or predictions of other rows, in whatever way somebody measures them. Rows that cannot be told may be others.
    private static bool LooksAtOthers(MlNetData.Rows scored, CodeUnit unit, MlNetActs acts) =>
        acts.Everywhere().Any(other => other.Scored?.Name != scored.Name)
        || unit.Libraries.Uses.InvocationsNamed("Transform", unit.Cancellation).Any(transform => MlNetPipelines.IsOfMlNet(transform)
            && transform.Arguments.Length == 1
            && (acts.Data.Of(transform, path: null) is not { } rows ? scored.Part is not null
                : rows.Part == "TestSet" || (rows.Name != scored.Name && rows.Part is null && scored.Part is null
                    && transform.User() is not IArgumentOperation { Parameter.Name: "input" })));
}
