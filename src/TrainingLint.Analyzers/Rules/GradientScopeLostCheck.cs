using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GradientScopeLostCheck() : CodeCheck<GradientScopeLost>("no_grad", "inference_mode", "enable_grad", "set_grad_enabled")
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
                    "Nothing closes this scope, so the mode stays as it is for all that this thread runs afterwards; write 'using var noGrad = torch."
                    + call.TargetMethod.Name + "();'."));
            }
            else if (call.TargetMethod.Name == "set_grad_enabled" && context.Torch.SwitchesGradients(call) && IsLost(call) && StaysOff(call, context))
            {
                context.Report(At(
                    call,
                    "This switches gradients off for good, and the training loop that calls it goes on, so its next backward() finds no graph; "
                    + "write 'using var noGrad = torch.no_grad();'."));
            }
        }
    }

    // set_grad_enabled(false) in what a loop calls that trains as well, where nothing switches gradients on again.
    private static bool StaysOff(IInvocationOperation call, CheckContext context) =>
        call.Arguments.Length == 1 && call.Arguments[0].Value.Unwrapped().ConstantValue is { HasValue: true, Value: false }
        && !context.Unit.LinkedCallsAndCreations.Any(other => other is IInvocationOperation { Arguments: var mode } on
            && context.Torch.SwitchesGradients(on)
            && (on.TargetMethod.Name == "enable_grad"
                || (on.TargetMethod.Name == "set_grad_enabled" && mode.Length == 1
                    && mode[0].Value.Unwrapped().ConstantValue is not { HasValue: true, Value: false })))
        && context.Unit.Operations.OfType<ILoopOperation>().Any(loop =>
            context.Unit.ReachCalls(loop.Body) is var calls && calls.Any(reached => reached.Syntax == call.Syntax)
            && calls.Any(context.Torch.IsBackward));

    private static bool IsLost(IInvocationOperation call) => call.User() switch
    {
        IExpressionStatementOperation => true,
        IInvocationOperation { TargetMethod.Name: "Dispose" } closed => closed.User() is IExpressionStatementOperation,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IUsingOperation { Body: IBlockOperation { Operations.IsEmpty: true } or IEmptyOperation } => true,
        _ => false,
    };
}
