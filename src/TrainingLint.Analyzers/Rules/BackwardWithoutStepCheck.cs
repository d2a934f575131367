using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class BackwardWithoutStepCheck() : CodeCheck<BackwardWithoutStep>("backward")
{
    internal const string Message =
        "No optimizer is ever stepped here, so no weight follows these gradients; call optimizer.step() after backward().";

    public override void Check(CheckContext context)
    {
        CheckProgram(context);
        var linked = context.Unit.LinkedCallsAndCreations;
        var optimizers = Optimizers(context);
        if (optimizers.Length == 0 || Array.Exists(linked, context.Torch.IsOptimizerStep)
            || context.LosesSight(linked) || Array.Exists(linked, ChangesTensor)
            || !Array.TrueForAll(optimizers, optimizer => IsKeptHere(optimizer, context)))
        {
            return;
        }

        foreach (var backward in context.Unit.LineageCallsAndCreations.Concat(linked).Distinct().OfType<IInvocationOperation>())
        {
            if (context.Torch.IsBackward(backward) && backward.TargetMethod.Name == "backward"
                && context.Unit.LoopAround(backward) is not null)
            {
                context.Report(At(backward, Message));
            }
        }
    }

    // A loop that clears the gradients of an optimizer that it was given, in a program that steps schedulers and no optimizer anywhere.
    private void CheckProgram(CheckContext context)
    {
        if (context.Optimizers.Length > 0 || !Array.Exists(context.Calls, IsClearing))
        {
            return;
        }

        foreach (var backward in context.Calls)
        {
            if (context.Torch.IsBackward(backward) && backward.TargetMethod.Name == "backward"
                && backward.Loops().FirstOrDefault() is { } loop
                && context.Unit.Subtree(loop.Body).OfType<IInvocationOperation>().All(call => IsInSight(call, context))
                && OnlySchedulersStep(context))
            {
                context.Report(At(backward, Message));
            }
        }

        bool IsClearing(IInvocationOperation call) => call.TargetMethod.Name == "zero_grad"
            && call.Instance?.Type.DerivesFrom(context.Torch.Optimizer) == true;
    }

    private static bool OnlySchedulersStep(CheckContext context) =>
        context.Unit.Libraries.Uses.MethodsNamed("step", context.Unit.Cancellation) is { Count: > 0 } steps
        && steps.All(step => step is not null && step.ContainingType.DerivesFrom(context.Torch.Scheduler));

    // A method of another library might step what it is given.
    private static bool IsInSight(IInvocationOperation call, CheckContext context) =>
        call.TargetMethod.DeclaringSyntaxReferences.Length > 0 || context.Torch.IsOfTorch(call.TargetMethod)
        || (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            && call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true);

    // Those that are created here, and those that somebody else makes of the parameters of a model: factory.Create(net.parameters()).
    private static ISymbol?[] Optimizers(CheckContext context) => context.Optimizers
        .Concat(context.Calls.Where(call => call.Type.DerivesFrom(context.Torch.Optimizer) && !context.Torch.IsOfTorch(call.TargetMethod)
            && context.Unit.BodyOf(call.TargetMethod)?.IsForeign != false && context.Unit.Names.ModelsIn(call).Any()))
        .Select(context.Unit.Names.EntityHolding)
        .ToArray();

    // Handed to anything but a scheduler, or out of sight, an optimizer may be stepped there.
    private static bool IsKeptHere(ISymbol? optimizer, CheckContext context) =>
        optimizer is not null && !context.Unit.Names.Escapes(optimizer)
        && context.Unit.Names.ReferencesTo(optimizer).All(reference => reference.User() switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } }
                when context.Unit.IsLinked(method) || method.MethodKind == MethodKind.DelegateInvoke => true,
            IArgumentOperation { Parent: { } taker } => context.Torch.CreatesScheduler(taker),
            IInvocationOperation call => call.TargetMethod.Name is "zero_grad" or "Dispose" or "parameters" or "state_dict" or "load_state_dict",
            IUsingOperation or ISimpleAssignmentOperation or IVariableInitializerOperation or IPropertyReferenceOperation => true,
            _ => false,
        });

    // A step that is written out by hand: weights.sub_(rate * gradient).
    private static bool ChangesTensor(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "sub_" or "add_" or "copy_" or "set_" or "addcdiv_" or "lerp_" };
}
