using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GradientInEvaluationCheck() : CodeCheck<GradientInEvaluation>("eval")
{
    private const int MostCalls = 2;

    public override void Check(CheckContext context)
    {
        foreach (var eval in context.Calls.Where(context.Torch.IsEval))
        {
            if (eval.Statement() is not var (block, statement) || Decides(CodeUnit.FunctionBodyOf(eval), context))
            {
                continue;
            }

            var evaluation = block.Operations.Skip(block.Operations.IndexOf(statement) + 1)
                .TakeWhile(next =>
                    !context.Unit.Subtree(next).Any(operation => context.Torch.IsTrain(operation) || context.Torch.IsBackward(operation)));
            if (evaluation.SelectMany(next => context.Unit.Subtree(next)).OfType<IInvocationOperation>()
                .Any(call => context.Torch.IsForward(call) && context.AreSame(call.Instance, eval.Instance) && !IsDetached(call, context))
                && !(context.Unit.FunctionOf(eval) is IMethodSymbol method && CallersDecide(method, context, MostCalls))
                && !GradientMode.IsSetForProgram(context.Unit.Libraries.Compilation, context.Unit.Cancellation))
            {
                context.Report(At(eval, "The evaluation that starts here records gradients nobody uses, which costs memory; add 'using var noGrad = torch.no_grad();'."));
            }
        }
    }

    private static bool Decides(IOperation region, CheckContext context) => context.Unit.Subtree(region)
        .Any(operation => context.Torch.SwitchesGradients(operation)
        || operation is IPropertyReferenceOperation { Property.Name: "requires_grad" or "grad" } or IInvocationOperation { TargetMethod.Name: "requires_grad_" or "grad" });

    // Whoever detaches an output knows that it carries a graph.
    private static bool IsDetached(IInvocationOperation forward, CheckContext context)
    {
        IOperation? user = forward.User();
        while (user is IConditionalAccessOperation or IInvocationOperation
            or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } })
        {
            if (user is IInvocationOperation { TargetMethod.Name: "detach" or "detach_" })
            {
                return true;
            }

            user = user.User();
        }

        return user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var output } }
            && context.Unit.Names.ReferencesTo(output) is { Count: > 0 } uses
            && uses.All(use => use.User() is IInvocationOperation { TargetMethod.Name: "detach" or "detach_" });
    }

    // A caller may have switched gradients off, or may want them.
    private static bool CallersDecide(IMethodSymbol method, CheckContext context, int depth)
    {
        if (IsReachedThroughAnotherType(method))
        {
            return true;
        }

        var calls = context.Unit.CallsOf(method);
        if (calls.Any(call =>
            Decides(CodeUnit.FunctionBodyOf(call), context)
                || (depth > 1 && context.Unit.FunctionOf(call) is IMethodSymbol caller && CallersDecide(caller, context, depth - 1))))
        {
            return true;
        }

        return method.MethodKind != MethodKind.LocalFunction && method.DeclaredAccessibility != Accessibility.Private
            && ((calls.Count == 0 && HoldsTensor(method.ReturnType, context))
                || GradientMode.IsSetAround(method.Name, context.Unit.Libraries.Compilation, context.Unit.Cancellation));
    }

    private static bool IsReachedThroughAnotherType(IMethodSymbol method) =>
        method.IsOverride || method.ExplicitInterfaceImplementations.Length > 0
        || (method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public }
            && method.ContainingType.AllInterfaces.Any(contract =>
            contract.GetMembers(method.Name)
                .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member),
                    method))));

    // An output, alone, in a collection, in a tuple or as a part of an object.
    private static bool HoldsTensor(ITypeSymbol type, CheckContext context) => type.DerivesFrom(context.Torch.Tensor) || type switch
    {
        IArrayTypeSymbol array => HoldsTensor(array.ElementType, context),
        INamedTypeSymbol named => named.TypeArguments.Any(part => HoldsTensor(part, context))
            || (named.SpecialType == SpecialType.None
                && named.GetMembers().Any(member => (member as IFieldSymbol)?.Type.DerivesFrom(context.Torch.Tensor) == true)),
        _ => false,
    };
}
