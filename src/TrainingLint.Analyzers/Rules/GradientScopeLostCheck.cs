using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GradientScopeLostCheck() : CodeCheck<GradientScopeLost>("no_grad", "inference_mode", "enable_grad")
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            // set_grad_enabled is how a program says that it means the rest of its life.
            if (call.TargetMethod.Name is "no_grad" or "inference_mode" or "enable_grad" && context.Torch.SwitchesGradients(call) && IsLost(call))
            {
                context.Report(At(
                    call,
                    "Nothing holds this scope, so it ends whenever the garbage collector comes by; write 'using var noGrad = torch."
                    + call.TargetMethod.Name + "();'."));
            }
        }
    }

    private static bool IsLost(IInvocationOperation call) => call.User() switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IUsingOperation { Body: IBlockOperation { Operations.IsEmpty: true } or IEmptyOperation } => true,
        _ => false,
    };
}
