using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What a chain of estimators says about its columns: TL2042, TL2043 and TL2045.</summary>
internal static class MlNetPipelineChecks
{
    private static readonly RuleInfo LabelUsed = new LabelAmongFeatures().Info;
    private static readonly RuleInfo Overwritten = new FeaturesOverwritten().Info;
    private static readonly RuleInfo NotNormalized = new FeaturesNotNormalized().Info;

    // What may stand before a trainer and leaves numbers of any scale as they are.
    private static readonly HashSet<string> RawSteps = ["Concatenate", "CopyColumns", "ConvertType", "DropColumns", "SelectColumns", "OnlineGradientDescent"];

    /// <summary>Reports what is wrong in the chains of a unit.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        foreach (var call in unit.CallsAndCreations.OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "Append" && MlNetPipelines.IsOfMlNet(call) && MlNetPipelines.Steps(call, unit) is { } steps)
            {
                FindOverwritten(steps, unit, report);
                var trainer = steps[steps.Count - 1];
                FindLabel(steps, trainer, unit, report);
                FindUnscaled(steps, trainer, unit, report);
            }
        }
    }

    private static void FindOverwritten(IReadOnlyList<IInvocationOperation> steps, CodeUnit unit, Action<CodeFinding> report)
    {
        for (var second = 1; second < steps.Count; second++)
        {
            if (Output(steps[second], unit) is not { } column || Reads(steps[second], column, unit))
            {
                continue;
            }

            for (var first = second - 1; first >= 0 && !Reads(steps[first], column, unit); first--)
            {
                if (Output(steps[first], unit) == column)
                {
                    report(new CodeFinding(
                        Overwritten,
                        steps[second].Syntax.GetLocation(),
                        "This replaces the column '" + column + "' that " + steps[first].TargetMethod.Name
                        + " made before and nothing has read; give it another name, or join both in one Concatenate.",
                        Overwritten.Severity));
                    break;
                }
            }
        }
    }

    private static string? Output(IInvocationOperation step, CodeUnit unit) => MlNetPipelines.Text(step, unit, "outputColumnName");

    private static string? ConcatenatedInto(IInvocationOperation step, CodeUnit unit) =>
        step.TargetMethod.Name == "Concatenate" ? Output(step, unit) : null;

    // A step whose columns cannot be told may read any.
    private static bool Reads(IInvocationOperation step, string column, CodeUnit unit) =>
        MlNetPipelines.Inputs(step, unit) is not { } inputs || inputs.Contains(column);

    private static void FindLabel(
        IReadOnlyList<IInvocationOperation> steps, IInvocationOperation trainer, CodeUnit unit, Action<CodeFinding> report)
    {
        if (MlNetPipelines.Text(trainer, unit, "labelColumnName") is not { } label
            || MlNetPipelines.Text(trainer, unit, "featureColumnName") is not { } features)
        {
            return;
        }

        // The label may be made from a column of another name, and features from columns that others are made from.
        var labels = new HashSet<string>(StringComparer.Ordinal) { label };
        foreach (var step in steps.Where(step => step.TargetMethod.Name is "MapValueToKey" or "CopyColumns" or "MapValue"))
        {
            if (Output(step, unit) == label)
            {
                labels.UnionWith(MlNetPipelines.Inputs(step, unit) ?? []);
            }
        }

        foreach (var step in steps.Where(step => ConcatenatedInto(step, unit) == features))
        {
            if (MlNetPipelines.Inputs(step, unit)?.FirstOrDefault(input => labels.Contains(input)) is { } used)
            {
                report(new CodeFinding(
                    LabelUsed,
                    step.Syntax.GetLocation(),
                    "The column '" + used + "' is what the trainer is to predict, and stands among the features; leave it out.",
                    LabelUsed.Severity));
            }
        }
    }

    // A single column has no other scale beside it.
    private static void FindUnscaled(
        IReadOnlyList<IInvocationOperation> steps, IInvocationOperation trainer, CodeUnit unit, Action<CodeFinding> report)
    {
        if (trainer.TargetMethod.Name == "OnlineGradientDescent"
            && steps.Any(step => step.TargetMethod.Name == "Concatenate" && MlNetPipelines.Inputs(step, unit) is not { Count: 1 })
            && steps.All(step => RawSteps.Contains(step.TargetMethod.Name)))
        {
            report(new CodeFinding(
                NotNormalized,
                trainer.Syntax.GetLocation(),
                "This trainer gets its columns as they are, and on columns of different scales its weights run away; append NormalizeMinMax before it.",
                NotNormalized.Severity));
        }
    }
}
