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
            if (context.Torch.IsBackward(call) && call.TargetMethod.Name == "backward" && call.Instance is { } loss
                && Cut(loss, context) is { } problem)
            {
                context.ReportFailing(call, At(call, problem));
            }
        }

        CheckDetachedModels(context);
    }

    // encoder.forward(x).detach(), everywhere, of a model whose parameters an optimizer is given together with others.
    private void CheckDetachedModels(CheckContext context)
    {
        foreach (var creation in context.Optimizers)
        {
            var models = context.Unit.Names.ModelsIn(creation).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray();
            foreach (var model in models.Length < 2 ? [] : models)
            {
                var runs = context.Unit.LinkedCallsAndCreations.OfType<IInvocationOperation>()
                    .Where(call => context.Torch.IsForward(call)
                        && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(call.Instance), model))
                    .ToArray();
                if (runs.Length > 0 && System.Array.TrueForAll(runs, IsDetached) && IsOnlyRun(model, context))
                {
                    context.Report(At(runs[0], "Every output of '" + model.Name + "' is detached, so backward() reaches none of its weights, "
                        + "which the optimizer is given to train; leave it attached."));
                }
            }
        }
    }

    private static bool IsDetached(IInvocationOperation forward) =>
        forward.User() is IInvocationOperation { TargetMethod.Name: "detach" or "detach_" } detach
        && ReferenceEquals(detach.Receiver()?.Unwrapped(), forward);

    private static bool IsOnlyRun(ISymbol model, CheckContext context) => context.Unit.Names.ReferencesTo(model).All(reference =>
        reference.User() is IInvocationOperation
        {
            TargetMethod.Name: "forward" or "call" or "parameters" or "named_parameters" or "train"
            or "eval" or "to" or "zero_grad" or "save" or "state_dict"
        } or IUsingOperation or IVariableInitializerOperation
            or ISimpleAssignmentOperation);

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
            if (IsWithoutGradients(value, context))
            {
                return "This loss was computed where no_grad() switches gradients off, so backward() finds no graph; close that scope before the forward pass.";
            }
        }

        return value is not IInvocationOperation made ? WithoutOrigin(value, context)
            : made.TargetMethod.Name == "detach" && SymbolEqualityComparer.Default.Equals(made.TargetMethod.ContainingType, context.Torch.Tensor)
                ? "This loss was detached from its graph, so backward() reaches no weight; call it on the loss itself."
            : IsRebuilt(made, context) ? "This loss was made anew from a number, so backward() reaches no weight; call it on the loss itself."
            : WithoutOrigin(made, context);
    }

    private static string? WithoutOrigin(IOperation loss, CheckContext context) =>
        new GraphOrigins(context, forward => IsWithoutGradients(forward, context)).Of(loss) switch
        {
            GraphOrigin.Detached =>
                "The output of this loss was detached from the model, so backward() reaches no weight; leave it attached.",
            GraphOrigin.Unrecorded =>
                "The forward pass ran where no_grad() switches gradients off, so backward() finds no graph; close that scope before it.",
            GraphOrigin.Rebuilt =>
                "This loss is made of numbers that were read out of the model's output, so backward() reaches no weight; "
                + "compute it with tensors.",
            GraphOrigin.Chosen =>
                "This loss is made of a choice such as argmax, which has no gradient, so backward() reaches no weight; "
                + "compute it of the scores.",
            _ => null,
        };

    // The forward pass and the loss within one scope without gradients, opened in the same function.
    internal static bool IsWithoutGradients(IOperation loss, CheckContext context)
    {
        if (loss is not IInvocationOperation
            || context.Unit.Subtree(loss).OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name is "requires_grad_" or "enable_grad"))
        {
            return false;
        }

        for (var current = loss; current.Parent is { } parent; current = parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }

            if (parent is IUsingOperation used && !ReferenceEquals(used.Resources, current)
                && Opens(used.Resources, context) is { } switches)
            {
                return switches;
            }

            if (parent is IBlockOperation block && OpenedBefore(block, current, context) is { } opened)
            {
                return opened;
            }
        }

        return false;
    }

    private static bool? OpenedBefore(IBlockOperation block, IOperation statement, CheckContext context)
    {
        bool? last = null;
        foreach (var before in block.Operations.TakeWhile(before => !ReferenceEquals(before, statement)))
        {
            last = before is IUsingDeclarationOperation declared ? Opens(declared.DeclarationGroup, context) ?? last : last;
        }

        return last;
    }

    // True for a scope that switches gradients off, false for one that switches them on, null for anything else.
    private static bool? Opens(IOperation resources, CheckContext context) =>
        context.Unit.Subtree(resources).OfType<IInvocationOperation>().FirstOrDefault(context.Torch.SwitchesGradients) is not { } call
            ? null
        : call.TargetMethod.Name switch
        {
            "no_grad" => true,
            "inference_mode" => call.Arguments.Length == 0 || call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: true },
            "set_grad_enabled" => call.Arguments.Length == 1 && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: false },
            _ => false,
        };

    // torch.tensor(loss.item<float>())
    private static bool IsRebuilt(IInvocationOperation made, CheckContext context) =>
        made.TargetMethod.Name is "tensor" or "scalar_tensor" && SymbolEqualityComparer.Default.Equals(made.TargetMethod.ContainingType, context.Torch.Torch)
        && made.Arguments.Length > 0
        && MlNetPipelines.Single(made.Arguments[0].Value,
            context.Unit) is IInvocationOperation { TargetMethod: { Name: "item" or "ToSingle" or "ToDouble" } read }
        && (SymbolEqualityComparer.Default.Equals(read.ContainingType, context.Torch.Tensor) || read.IsExtensionMethod);

    private static bool SetsRequirement(IOperation reference) => reference.User() switch
    {
        IPropertyReferenceOperation { Property.Name: "requires_grad" } => true,
        IInvocationOperation { TargetMethod.Name: "requires_grad_" or "set_requires_grad" } => true,
        _ => false,
    };
}
