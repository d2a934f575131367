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
                FindOverwritten(steps, report);
                var trainer = steps[steps.Count - 1];
                FindLabel(steps, trainer, report);
                FindUnscaled(steps, trainer, report);
            }
        }
    }

    private static void FindOverwritten(IReadOnlyList<IInvocationOperation> steps, Action<CodeFinding> report)
    {
        for (var second = 1; second < steps.Count; second++)
        {
            if (ConcatenatedInto(steps[second]) is not { } column || Mentions(steps[second], column))
            {
                continue;
            }

            for (var first = second - 1; first >= 0 && !MlNetPipelines.Inputs(steps[first]).Contains(column); first--)
            {
                if (ConcatenatedInto(steps[first]) == column)
                {
                    report(new CodeFinding(
                        Overwritten,
                        steps[second].Syntax.GetLocation(),
                        "This replaces the column '" + column + "' that an earlier Concatenate made and nothing has read; name all inputs in one.",
                        Overwritten.Severity));
                    break;
                }

                if (!IsTransformOfNamedColumns(steps[first]))
                {
                    break;
                }
            }
        }
    }

    private static string? ConcatenatedInto(IInvocationOperation step) =>
        step.TargetMethod.Name == "Concatenate" ? MlNetPipelines.Text(step, "outputColumnName") : null;

    // A step whose columns cannot be read may use any.
    private static bool IsTransformOfNamedColumns(IInvocationOperation step) =>
        MlNetPipelines.Text(step, "outputColumnName") is not null && MlNetPipelines.Inputs(step).Any();

    private static bool Mentions(IInvocationOperation step, string column) =>
        step.Argument("inputColumnNames")?.Value.Unwrapped() is not IArrayCreationOperation { Initializer.ElementValues: var elements }
        || elements.Any(element => element.ConstantValue is not { HasValue: true } || element.ConstantValue.Value as string == column);

    private static void FindLabel(IReadOnlyList<IInvocationOperation> steps, IInvocationOperation trainer, Action<CodeFinding> report)
    {
        if (MlNetPipelines.Text(trainer, "labelColumnName") is not { } label || MlNetPipelines.Text(trainer, "featureColumnName") is not { } features)
        {
            return;
        }

        // The label may be made from a column of another name, and features from columns that others are made from.
        var labels = new HashSet<string>(StringComparer.Ordinal) { label };
        foreach (var step in steps.Where(step => step.TargetMethod.Name is "MapValueToKey" or "CopyColumns" or "MapValue"))
        {
            if (MlNetPipelines.Text(step, "outputColumnName") == label)
            {
                labels.UnionWith(MlNetPipelines.Inputs(step));
            }
        }

        foreach (var step in steps.Where(step => ConcatenatedInto(step) == features))
        {
            if (MlNetPipelines.Inputs(step).FirstOrDefault(input => labels.Contains(input)) is { } used)
            {
                report(new CodeFinding(
                    LabelUsed,
                    step.Syntax.GetLocation(),
                    "The column '" + used + "' is what the trainer is to predict, and stands among the features; leave it out.",
                    LabelUsed.Severity));
            }
        }
    }

    private static void FindUnscaled(IReadOnlyList<IInvocationOperation> steps, IInvocationOperation trainer, Action<CodeFinding> report)
    {
        if (trainer.TargetMethod.Name == "OnlineGradientDescent" && steps.Any(step => step.TargetMethod.Name == "Concatenate")
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
