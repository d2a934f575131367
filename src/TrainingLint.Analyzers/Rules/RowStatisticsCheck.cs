using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// TL2041 on rows of numbers: a class of the program learns means or limits from all rows, is applied to all of them, and only then are
/// they divided.
/// </summary>
internal sealed class RowStatisticsCheck() : CodeCheck<FittedBeforeSplit>("backward")
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Unit.CallsAndCreations)
        {
            if (Learned(call, context) is var (rows, learned) && context.Unit.Names.ReferencesTo(learned).Select(AppliedTo)
                .FirstOrDefault(applied => applied is not null && IsOf(applied, rows) && IsDividedLater(applied, context)) is not null)
            {
                context.Report(At(
                    call,
                    "This learns from all rows what they are scaled by, and they are divided only afterwards, so the test rows took part in "
                    + "it; divide first and learn from the training rows."));
            }
        }
    }

    // var scale = Standardizer.Learn(rows), where the method looks at the rows to measure them.
    private static (ILocalSymbol Rows, ILocalSymbol Learned)? Learned(IOperation call, CheckContext context) =>
        call.User() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var learned } }
        && (call as IInvocationOperation)?.TargetMethod is { DeclaringSyntaxReferences.Length: > 0 } method
        && SymbolEqualityComparer.Default.Equals(learned.Type.OriginalDefinition, method.ReturnType.OriginalDefinition)
        && learned.Type.DeclaringSyntaxReferences.Length > 0
        && call.Arguments() is { Length: 1 } arguments && arguments[0].Value.Unwrapped() is ILocalReferenceOperation { Local: var rows }
        && IsScale([.. context.Unit.CallsIn(method).Where(inner => inner.TargetMethod.ContainingType.Name == "Enumerable"
            && inner.Receiver()?.Unwrapped() is IParameterReferenceOperation { Parameter.Ordinal: 0 })
            .Select(inner => inner.TargetMethod.Name)])
            ? (rows, learned)
            : null;

    // A mean, or both limits; the longest text or the highest number alone is no scale.
    private static bool IsScale(string[] measures) => Array.IndexOf(measures, "Average") >= 0
        || (Array.IndexOf(measures, "Min") >= 0 && Array.IndexOf(measures, "Max") >= 0);

    // rows.Select(scale.Apply), rows.Select(row => scale.Apply(row)), scale.Apply(rows)
    private static IInvocationOperation? AppliedTo(IOperation learned)
    {
        for (var user = learned.Parent; user is not null and not IBlockOperation; user = user.Parent)
        {
            if (user is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } select
                && !ReferenceEquals(select.Receiver()?.Unwrapped(), learned))
            {
                return select;
            }
        }

        return learned.User() is IInvocationOperation { Arguments.Length: 1 } call ? call : null;
    }

    private static bool IsOf(IInvocationOperation applied, ILocalSymbol rows) =>
        ((applied.TargetMethod.Name == "Select" ? applied.Receiver() : applied.Arguments[0].Value)?.Unwrapped())
            is ILocalReferenceOperation { Local: var given } && SymbolEqualityComparer.Default.Equals(given, rows);

    private static bool IsDividedLater(IInvocationOperation applied, CheckContext context)
    {
        IOperation made = applied;
        while (made.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" } kept })
        {
            made = kept;
        }

        if (made.User() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var scaled } })
        {
            return false;
        }

        var parts = context.Unit.Names.ReferencesTo(scaled).Select(UnseededRandomCheck.PartOf).ToArray();
        return Array.IndexOf(parts, "front") >= 0 && Array.IndexOf(parts, "rest") >= 0;
    }
}
