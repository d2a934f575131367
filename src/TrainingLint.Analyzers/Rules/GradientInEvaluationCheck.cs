using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GradientInEvaluationCheck() : CodeCheck("TL2004", "eval")
{
    public override void Check(CheckContext context)
    {
        foreach (var eval in context.Calls.Where(context.Torch.IsEval))
        {
            if (eval.Statement() is not var (block, statement) || DecidesAboutGradients(eval, context))
            {
                continue;
            }

            var evaluation = block.Operations.Skip(block.Operations.IndexOf(statement) + 1)
                .TakeWhile(next => !context.Unit.Subtree(next).Any(operation => context.Torch.IsTrain(operation) || context.Torch.IsBackward(operation)));
            if (evaluation.SelectMany(next => context.Unit.Subtree(next)).OfType<IInvocationOperation>().Any(call => context.Torch.IsForward(call) && context.AreSame(call.Instance, eval.Instance)))
            {
                context.Report(At(eval, "The evaluation that starts here records gradients nobody uses, which costs memory; add 'using var noGrad = torch.no_grad();'."));
            }
        }
    }

    private static bool DecidesAboutGradients(IOperation eval, CheckContext context)
    {
        bool Decides(IOperation operation) => context.Torch.SwitchesGradients(operation)
            || operation is IPropertyReferenceOperation { Property.Name: "requires_grad" or "grad" } or IInvocationOperation { TargetMethod.Name: "requires_grad_" or "grad" };
        return context.Unit.Subtree(CodeUnit.FunctionBodyOf(eval)).Any(Decides)
            || (context.Unit.FunctionOf(eval) is { } method && context.Unit.CallsOf(method).Any(call => context.Unit.Subtree(CodeUnit.FunctionBodyOf(call)).Any(Decides)));
    }
}
