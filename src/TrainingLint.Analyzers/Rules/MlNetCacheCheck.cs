using System;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2056: trainers that shuffle before each pass, on data that comes from a text file as it is.</summary>
internal static class MlNetCacheCheck
{
    private static readonly RuleInfo Rule = new PassesUncached().Info;

    private static readonly string[] Loading = ["LoadFromTextFile", "CreateTextLoader"];

    private static readonly string[] Caching = ["Cache", "AppendCacheCheckpoint", "ShuffleRows", "LoadFromEnumerable"];

    /// <summary>Reports trainers at the end of a chain, where text is loaded and nothing is cached.</summary>
    public static void Check(CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        foreach (var call in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name != "Append" || !MlNetPipelines.IsOfMlNet(call)
                || call.User() is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.Name: "Append" } })
            {
                continue;
            }

            if (MlNetPipelines.StepsAndCheckpoints(call, unit) is { Count: > 1 } steps && !steps.Any(MlNetPipelines.IsCheckpoint)
                && Learner(steps[steps.Count - 1], unit) is
                {
                    TargetMethod.Name: "AveragedPerceptron" or "LinearSvm" or "OnlineGradientDescent"
                } trainer
                && (IsFittedOnText(call, unit, acts) ?? OnlyLoadsText(unit)))
            {
                report(new CodeFinding(
                    Rule,
                    trainer.Syntax.GetLocation(),
                    "Each pass of this trainer reads the text file anew, in the order of its rows, which cannot be shuffled; put "
                    + "AppendCacheCheckpoint before it.",
                    Rule.Severity));
            }
        }
    }

    // OneVersusAll runs the binary trainer that it is given once for each class.
    private static IInvocationOperation? Learner(IInvocationOperation trainer, CodeUnit unit) =>
        trainer.TargetMethod.Name is "OneVersusAll" or "PairwiseCoupling" && trainer.Argument("binaryEstimator") is { } binary
            ? binary.Value.Behind(unit) as IInvocationOperation
            : trainer;

    // Where the chain is fitted in this type: whether its rows come from a text file without a cache; null where it cannot be told.
    private static bool? IsFittedOnText(IInvocationOperation chain, CodeUnit unit, MlNetActs acts)
    {
        foreach (var fit in unit.CallsAndCreations.OfType<IInvocationOperation>())
        {
            if (fit is { TargetMethod.Name: "Fit", Arguments.Length: > 0 } && MlNetPipelines.IsOfMlNet(fit)
                && fit.Receiver() is { } estimator && estimator.Behind(unit).Syntax == chain.Syntax
                && acts.Data.Of(fit.Arguments[0].Value, path: null) is { } rows && IsFromText(rows) is { } isFromText)
            {
                return isFromText;
            }
        }

        return null;
    }

    private static bool? IsFromText(MlNetData.Rows rows)
    {
        for (var current = rows; current is not null; current = current.Whole)
        {
            if (current.Steps.Any(step => step.Value is IInvocationOperation { TargetMethod.Name: "Cache" or "ShuffleRows" }))
            {
                return false;
            }

            if (current.Whole is null && current.Origin is IInvocationOperation origin)
            {
                return origin.TargetMethod.Name switch
                {
                    "LoadFromTextFile" => true,
                    "Load" when origin.Receiver()?.Unwrapped().Type?.Name == "TextLoader" => true,
                    "LoadFromEnumerable" or "LoadFromBinary" => false,
                    _ => null,
                };
            }
        }

        return null;
    }

    private static bool OnlyLoadsText(CodeUnit unit)
    {
        var calls = unit.LinkedCallsAndCreations.OfType<IInvocationOperation>()
            .Where(call => MlNetPipelines.IsOfMlNet(call) && !IsLeftOut(call, unit)).ToArray();
        return Array.Exists(calls, call => Array.IndexOf(Loading, call.TargetMethod.Name) >= 0)
            && !Array.Exists(calls, call => Array.IndexOf(Caching, call.TargetMethod.Name) >= 0);
    }

    // The arm of a choice that the type never takes: KeepInMemory ? chain.AppendCacheCheckpoint(ml) : chain.
    private static bool IsLeftOut(IInvocationOperation call, CodeUnit unit)
    {
        for (Microsoft.CodeAnalysis.IOperation current = call; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation choice && !ReferenceEquals(choice.Condition, current)
                && unit.Values.Trace(choice.Condition)?.Flag is { } taken
                && ReferenceEquals(taken ? choice.WhenFalse : choice.WhenTrue, current))
            {
                return true;
            }
        }

        return false;
    }
}
