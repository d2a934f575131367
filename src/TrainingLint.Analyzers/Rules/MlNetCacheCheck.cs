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

    /// <summary>Reports trainers at the end of a chain, where the unit loads text and caches nothing.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        var calls = unit.LinkedCallsAndCreations.OfType<IInvocationOperation>().Where(MlNetPipelines.IsOfMlNet).ToArray();
        if (!Array.Exists(calls, call => call.TargetMethod.Name is "LoadFromTextFile" or "CreateTextLoader")
            || Array.Exists(calls, call =>
                call.TargetMethod.Name is "Cache" or "AppendCacheCheckpoint" or "ShuffleRows" or "LoadFromEnumerable"))
        {
            return;
        }

        foreach (var call in calls.Where(call => call.TargetMethod.Name == "Append"))
        {
            if (MlNetPipelines.Steps(call, unit) is { Count: > 1 } steps
                && steps[steps.Count - 1] is { TargetMethod.Name: "AveragedPerceptron" or "LinearSvm" or "OnlineGradientDescent" } trainer)
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
