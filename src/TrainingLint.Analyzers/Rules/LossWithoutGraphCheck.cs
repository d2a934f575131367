using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LossWithoutGraphCheck() : CodeCheck<LossWithoutGraph>("backward")
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (context.Torch.IsBackward(call) && call.TargetMethod.Name == "backward" && call.Instance is { } loss && Cut(loss, context) is { } problem)
            {
                context.ReportFailing(call, At(call, problem));
            }
        }
    }

    private static string? Cut(IOperation loss, CheckContext context)
    {
        var value = loss.Unwrapped();
        if (value is ILocalReferenceOperation { Local: var local })
        {
            if (context.Unit.Names.WritesTo(local) is not { Count: 1 } writes || writes[0] is not { } written
                || context.Unit.Names.ReferencesTo(local).Any(SetsRequirement))
            {
                return null;
            }

            value = written.Unwrapped();
        }

        return value is not IInvocationOperation made ? null
            : made.TargetMethod.Name == "detach" && SymbolEqualityComparer.Default.Equals(made.TargetMethod.ContainingType, context.Torch.Tensor)
                ? "This loss was detached from its graph, so backward() reaches no weight; call it on the loss itself."
            : IsRebuilt(made, context) ? "This loss was made anew from a number, so backward() reaches no weight; call it on the loss itself."
            : null;
    }

    // torch.tensor(loss.item<float>())
    private static bool IsRebuilt(IInvocationOperation made, CheckContext context) =>
        made.TargetMethod.Name is "tensor" or "scalar_tensor" && SymbolEqualityComparer.Default.Equals(made.TargetMethod.ContainingType, context.Torch.Torch)
        && made.Arguments.Length > 0 && made.Arguments[0].Value.Unwrapped() is IInvocationOperation { TargetMethod: { Name: "item" or "ToSingle" or "ToDouble" } read }
        && made.Argument("requires_grad")?.Value.ConstantValue is not { HasValue: true, Value: true }
        && (SymbolEqualityComparer.Default.Equals(read.ContainingType, context.Torch.Tensor) || read.IsExtensionMethod);

    private static bool SetsRequirement(IOperation reference) => reference.User() switch
    {
        IPropertyReferenceOperation { Property.Name: "requires_grad" } => true,
        IInvocationOperation { TargetMethod.Name: "requires_grad_" or "set_requires_grad" } => true,
        _ => false,
    };
}
