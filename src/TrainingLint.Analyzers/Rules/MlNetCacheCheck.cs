using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2056: trainers that shuffle before each pass, on data that comes from a text file as it is.</summary>
internal static class MlNetCacheCheck
{
    private static readonly RuleInfo Rule = new PassesUncached().Info;

    // The arm of a choice that the type never takes: KeepInMemory ? chain.AppendCacheCheckpoint(ml) : chain.
    private static bool IsLeftOut(IInvocationOperation call, CodeUnit unit)
    {
        for (IOperation current = call; current.Parent is { } parent; current = parent)
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

    // OneVersusAll runs the binary trainer that it is given once for each class.
    private static IInvocationOperation? Learner(IInvocationOperation trainer, CodeUnit unit) =>
        trainer.TargetMethod.Name is "OneVersusAll" or "PairwiseCoupling" && trainer.Argument("binaryEstimator") is { } binary
            ? binary.Value.Behind(unit) as IInvocationOperation
            : trainer;

    /// <summary>Reports trainers at the end of a chain, where the unit loads text and caches nothing.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        var calls = unit.LinkedCallsAndCreations.OfType<IInvocationOperation>()
            .Where(call => MlNetPipelines.IsOfMlNet(call) && !IsLeftOut(call, unit)).ToArray();
        if (!Array.Exists(calls, call => call.TargetMethod.Name is "LoadFromTextFile" or "CreateTextLoader")
            || Array.Exists(calls, call =>
                call.TargetMethod.Name is "Cache" or "AppendCacheCheckpoint" or "ShuffleRows" or "LoadFromEnumerable"))
        {
            return;
        }

        foreach (var call in calls.Where(call => call.TargetMethod.Name == "Append"))
        {
            if (MlNetPipelines.Steps(call, unit) is { Count: > 1 } steps
                && Learner(steps[steps.Count - 1], unit) is
                {
                    TargetMethod.Name: "AveragedPerceptron" or "LinearSvm" or "OnlineGradientDescent"
                } trainer)
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
}
