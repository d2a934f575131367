using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>Chains of estimators, read back from the calls that append them.</summary>
internal static class MlNetPipelines
{
    private const int MostHops = 40;

    /// <summary>The estimators of a chain, first to last; null when a part of it cannot be seen.</summary>
    public static IReadOnlyList<IInvocationOperation>? Steps(IOperation chain, CodeUnit unit)
    {
        var steps = new List<IInvocationOperation>();
        return Add(chain, unit, steps, 0) ? steps : null;
    }

    /// <summary>The value itself, or the only one that its variable ever gets.</summary>
    public static IOperation Single(IOperation value, CodeUnit unit)
    {
        var plain = value.Unwrapped();
        return plain is ILocalReferenceOperation { Local: var local } && unit.Names.WritesTo(local) is { Count: 1 } writes
            && writes[0] is { } written
            ? written.Unwrapped()
            : plain;
    }

    /// <summary>The text that an argument is given, or falls back to; null when it has none.</summary>
    public static string? Text(IInvocationOperation call, CodeUnit unit, params string[] parameters) =>
        call.Argument(parameters)?.Value is { } value ? Text(value, unit) : null;

    /// <summary>The columns that an estimator reads; null where one of them cannot be told.</summary>
    public static IReadOnlyList<string>? Inputs(IInvocationOperation step, CodeUnit unit)
    {
        if (step.Argument("inputColumnName") is { } single && !IsNull(single.Value))
        {
            return Text(single.Value, unit) is { } name ? [name] : null;
        }

        if (step.Argument("inputColumnNames") is { } several && !IsNull(several.Value))
        {
            var elements = unit.Values.ElementsOf(several.Value) ?? [];
            var names = elements.Select(element => Text(element, unit)).OfType<string>().ToArray();
            return names.Length > 0 && names.Length == elements.Count ? names : null;
        }

        return Text(step, unit, "outputColumnName") is { } own ? [own] : null;
    }

    /// <summary>True for a method of ML.NET.</summary>
    public static bool IsOfMlNet(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString() is { } name && name.StartsWith("Microsoft.ML", StringComparison.Ordinal);

    private static string? Text(IOperation value, CodeUnit unit) => unit.Values.Trace(value)?.Value as string;

    private static bool IsNull(IOperation value) => value.Unwrapped().ConstantValue is { HasValue: true, Value: null };

    private static bool Add(IOperation value, CodeUnit unit, List<IInvocationOperation> steps, int hops)
    {
        var behind = value.Behind(unit);
        if (behind is IObjectCreationOperation { Type.Name: "EstimatorChain" })
        {
            return true;
        }

        if (hops > MostHops || behind is not IInvocationOperation call || !IsOfMlNet(call))
        {
            return false;
        }

        switch (call.TargetMethod.Name)
        {
            case "Append":
                return call.Receiver() is { } before && Add(before, unit, steps, hops + 1)
                    && call.Argument("estimator") is { } appended && Add(appended.Value, unit, steps, hops + 1);
            case "AppendCacheCheckpoint":
                return call.Receiver() is { } cached && Add(cached, unit, steps, hops + 1);
            default:
                steps.Add(call);
                return true;
        }
    }
}
