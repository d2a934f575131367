using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>Chains of estimators, read back from the calls that append them.</summary>
internal static class MlNetPipelines
{
    private const int MostHops = 40;

    /// <summary>The estimators of a chain, first to last; null when a part of it cannot be seen.</summary>
    public static IReadOnlyList<IInvocationOperation>? Steps(IOperation chain, CodeUnit unit, CallPath? path = null)
    {
        var steps = new List<IInvocationOperation>();
        return Add(chain, unit, steps, path, 0) && steps.RemoveAll(IsCheckpoint) >= 0 ? steps : null;
    }

    /// <summary>The estimators of a chain with its cache checkpoints; null when a part of it cannot be seen.</summary>
    public static IReadOnlyList<IInvocationOperation>? StepsAndCheckpoints(IOperation chain, CodeUnit unit, CallPath? path = null)
    {
        var steps = new List<IInvocationOperation>();
        return Add(chain, unit, steps, path, 0) ? steps : null;
    }

    /// <summary>True for a cache within a chain.</summary>
    public static bool IsCheckpoint(IInvocationOperation step) => step.TargetMethod.Name == "AppendCacheCheckpoint";

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

    private static bool Add(IOperation value, CodeUnit unit, List<IInvocationOperation> steps, CallPath? path, int hops)
    {
        var source = value.Behind(unit, path);
        if (source.Value is IObjectCreationOperation { Type.Name: "EstimatorChain" })
        {
            return true;
        }

        if (hops > MostHops)
        {
            return false;
        }

        if (source.Value is ILocalReferenceOperation grown)
        {
            return AddGrown(grown, unit, steps, source.Path, hops + 1);
        }

        if (source.Value is not IInvocationOperation call || !IsOfMlNet(call))
        {
            return false;
        }

        switch (call.TargetMethod.Name)
        {
            case "Append":
                return call.Receiver() is { } before && Add(before, unit, steps, source.Path, hops + 1)
                    && call.Argument("estimator") is { } appended && Add(appended.Value, unit, steps, source.Path, hops + 1);
            case "AppendCacheCheckpoint":
                return call.Receiver() is { } cached && Add(cached, unit, steps, source.Path, hops + 1) && AddStep(call, steps);
            default:
                return AddStep(call, steps);
        }
    }

    private static bool AddStep(IInvocationOperation call, List<IInvocationOperation> steps)
    {
        steps.Add(call);
        return true;
    }

    // foreach (var step in steps) { chain = chain.Append(step); }, where the steps are written out.
    private static bool AddGrown(ILocalReferenceOperation grown, CodeUnit unit, List<IInvocationOperation> steps, CallPath? path, int hops)
    {
        if (unit.Libraries.Uses.WritesTo(grown.Local, unit.Cancellation) is not { Count: 1 } writes
            || writes[0] is not ISimpleAssignmentOperation { Value: var next } write
            || write.Loops().FirstOrDefault() is not IForEachLoopOperation { Locals: { Length: 1 } elements, Collection: var all } loop
            || grown.IsWithin(loop) || grown.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(unit.Cancellation)
                is not VariableDeclaratorSyntax { Initializer.Value: var first }
            || next.Unwrapped() is not IInvocationOperation { TargetMethod.Name: "Append" } append
            || append.Argument("estimator")?.Value.Unwrapped() is not ILocalReferenceOperation { Local: var element }
            || !SymbolEqualityComparer.Default.Equals(element, elements[0])
            || unit.Values.ElementsOf(all, path) is not { } written
            || unit.Libraries.Uses.OperationOf(first, unit.Cancellation) is not { } start || !Add(start, unit, steps, path, hops + 1))
        {
            return false;
        }

        return written.All(step => Add(step, unit, steps, path, hops + 1));
    }
}
