using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MeanOfSumCheck() : CodeCheck<MeanOfSum>("mean")
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.TargetMethod.Name == "mean" && context.Torch.IsOfTorch(call.TargetMethod)
                && (call.Receiver() ?? call.Arguments.FirstOrDefault()?.Value) is { } averaged
                && IsSummedLoss(Source(averaged, context), context))
            {
                context.Report(At(
                    call,
                    "The loss is the sum over the batch already, and the mean of that one number changes nothing: gradients grow with the batch size;"
                    + " take the mean of Reduction.None, or leave the reduction at its default."));
            }
        }
    }

    // The value itself, or the only one that its variable ever gets.
    private static IOperation Source(IOperation value, CheckContext context) =>
        value.Unwrapped() is ILocalReferenceOperation { Local: var local }
        && context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } written
            ? written.Unwrapped()
            : value.Unwrapped();

    private static bool IsSummedLoss(IOperation value, CheckContext context) => value is IInvocationOperation call
        && (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
            ? IsSum(call)
            : call.Arguments.Length >= 2 && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } made
                && context.Torch.LayerName(made[0]) is { } name && name.EndsWith("Loss", StringComparison.Ordinal) && IsSum(made[0]));

    private static bool IsSum(IOperation loss) =>
        loss.Argument("reduction")?.Value.Unwrapped() is IFieldReferenceOperation { Field: { Name: "Sum", ContainingType.TypeKind: TypeKind.Enum } };
}
