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
    private static readonly HashSet<string> RawSteps = ["Concatenate", "CopyColumns", "ConvertType", "DropColumns", "SelectColumns"];

    // What keeps the information of a column, in another column.
    private static readonly HashSet<string> Carriers =
    [
        "Concatenate", "CopyColumns", "ConvertType", "OneHotEncoding", "OneHotHashEncoding", "MapValueToKey", "NormalizeMinMax",
        "NormalizeMeanVariance", "NormalizeLogMeanVariance", "NormalizeBinning", "NormalizeRobustScaling", "FeaturizeText",
    ];

    // Of these, ML.NET's documentation says that they require normalization; they learn all the same.
    private static readonly HashSet<string> Scaled =
    [
        "AveragedPerceptron", "LinearSvm", "LbfgsLogisticRegression", "LbfgsMaximumEntropy", "LbfgsPoissonRegression", "Sdca",
        "SdcaLogisticRegression", "SdcaNonCalibrated", "SdcaMaximumEntropy", "SgdCalibrated", "SgdNonCalibrated", "KMeans",
    ];

    /// <summary>Reports what is wrong in the chains of a unit.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        foreach (var call in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
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
        if (Column(trainer, unit, "labelColumnName", "Label") is not { } label
            || Column(trainer, unit, "featureColumnName", "Features") is not { } features)
        {
            return;
        }

        var labels = NamesOf(label, steps, unit);
        foreach (var step in steps)
        {
            if (Output(step, unit) is not { } output || output == label
                || MlNetPipelines.Inputs(step, unit)?.FirstOrDefault(input => labels.Contains(input)) is not { } used)
            {
                continue;
            }

            if (output == features && step.TargetMethod.Name == "Concatenate")
            {
                report(new CodeFinding(
                    LabelUsed,
                    step.Syntax.GetLocation(),
                    "The column '" + used + "' is what the trainer is to predict, and stands among the features; leave it out.",
                    LabelUsed.Severity));
                return;
            }

            if (Carriers.Contains(step.TargetMethod.Name))
            {
                labels.Add(output);
            }
        }
    }

    // The label may be made from a column of another name.
    private static HashSet<string> NamesOf(string label, IReadOnlyList<IInvocationOperation> steps, CodeUnit unit)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal) { label };
        foreach (var step in steps.Where(step => step.TargetMethod.Name is "MapValueToKey" or "CopyColumns" or "MapValue"))
        {
            if (Output(step, unit) == label)
            {
                labels.UnionWith(MlNetPipelines.Inputs(step, unit) ?? []);
            }
        }

        return labels;
    }

    // The column that a trainer is told by an argument, or by its options; with neither, the default of both.
    private static string? Column(IInvocationOperation trainer, CodeUnit unit, string parameter, string otherwise)
    {
        if (trainer.Argument(parameter) is not null || trainer.Argument("options")?.Value is not { } options)
        {
            return MlNetPipelines.Text(trainer, unit, parameter);
        }

        var member = char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
        if (options.Behind(unit) is not IObjectCreationOperation created || !Has(created.Type, member))
        {
            return null;
        }

        var assigned = created.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IMemberReferenceOperation target && target.Member.Name == member);
        return assigned is null ? otherwise : unit.Values.Trace(assigned.Value)?.Value as string;
    }

    private static bool Has(ITypeSymbol? type, string member)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(member).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    // A single column has no other scale beside it.
    private static void FindUnscaled(
        IReadOnlyList<IInvocationOperation> steps, IInvocationOperation trainer, CodeUnit unit, Action<CodeFinding> report)
    {
        var runsAway = trainer.TargetMethod.Name == "OnlineGradientDescent";
        if ((runsAway || Scaled.Contains(trainer.TargetMethod.Name))
            && steps.Any(step => step.TargetMethod.Name == "Concatenate" && MlNetPipelines.Inputs(step, unit) is not { Count: 1 })
            && steps.All(step => ReferenceEquals(step, trainer) || RawSteps.Contains(step.TargetMethod.Name)))
        {
            report(new CodeFinding(
                NotNormalized,
                trainer.Syntax.GetLocation(),
                runsAway
                    ? "This trainer gets its columns as they are, and on columns of different scales its weights run away; append "
                        + "NormalizeMinMax before it."
                    : "This trainer gets its columns as they are, and those of a large scale weigh most; append NormalizeMinMax or "
                        + "NormalizeMeanVariance before it.",
                runsAway ? NotNormalized.Severity : Severity.Info));
        }
    }
}
