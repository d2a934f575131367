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
    public static string? Text(IInvocationOperation call, params string[] parameters) =>
        call.Argument(parameters)?.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>The columns that an estimator reads.</summary>
    public static IEnumerable<string> Inputs(IInvocationOperation step) =>
        Text(step, "inputColumnName") is { } single ? [single]
        : step.Argument("inputColumnNames")?.Value.Unwrapped() is IArrayCreationOperation { Initializer.ElementValues: var elements }
            ? elements.Select(element => element.ConstantValue.Value as string).Where(name => name is not null).Select(name => name!)
        : Text(step, "outputColumnName") is { } own ? [own]
        : [];

    /// <summary>True for a method of ML.NET.</summary>
    public static bool IsOfMlNet(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString() is { } name && name.StartsWith("Microsoft.ML", StringComparison.Ordinal);

    private static bool Add(IOperation value, CodeUnit unit, List<IInvocationOperation> steps, int hops)
    {
        if (hops > MostHops || Single(value, unit) is not IInvocationOperation call || !IsOfMlNet(call))
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
