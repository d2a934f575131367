using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>
/// A factory that makes one of several optimizers: their settings are meant for the one that is chosen, and a rate that suits SGD is
/// no mistake of the Adam beside it.
/// </summary>
internal static class OptimizerChoice
{
    /// <summary>True for the creation of an optimizer among others, of which another is chosen, or nobody can tell which.</summary>
    public static bool MayNotBeMade(IOperation creation, TorchSymbols torch, ValueTracer values)
    {
        for (var current = creation; current.Parent
            is { } parent and not (IBlockOperation or IAnonymousFunctionOperation); current = parent)
        {
            if (current is ISwitchExpressionArmOperation arm && parent is ISwitchExpressionOperation choice
                && choice.Arms.Any(other => !ReferenceEquals(other, arm) && MakesAnother(other.Value, creation, torch)))
            {
                return values.Trace(choice.Value)?.Value is not { } chosen
                    || arm.Pattern is not IConstantPatternOperation { Value: var constant }
                    || !Equals(values.Trace(constant)?.Value, chosen);
            }
        }

        return false;
    }

    private static bool MakesAnother(IOperation arm, IOperation creation, TorchSymbols torch) =>
        torch.OptimizerCreatedBy(arm.Unwrapped()) is { } other
        && !SymbolEqualityComparer.Default.Equals(other, torch.OptimizerCreatedBy(creation))
        && creation.Arguments().Any(argument => argument.Parameter?.Name is "lr" or "learningRate" or "learning_rate"
            && !argument.IsDefault() && !argument.Value.ConstantValue.HasValue);
}
