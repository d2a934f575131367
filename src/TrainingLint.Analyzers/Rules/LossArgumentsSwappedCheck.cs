using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LossArgumentsSwappedCheck() : CodeCheck<LossArgumentsSwapped>(
    "cross_entropy", "nll_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "poisson_nll_loss",
    "CrossEntropyLoss", "NLLLoss", "BCELoss", "BCEWithLogitsLoss", "PoissonNLLLoss",
    "backward")
{
    private const int MostHops = 4;

    private static readonly string[] Shapes = ["squeeze", "view", "reshape", "flatten", "log_softmax", "to", "cpu", "cuda"];

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (Parts(call, context) is var (first, second) && IsOutput(second, context, 0)
                && (IsData(first, context) || IsTargetOfHelper(call, first, context)))
            {
                context.Report(At(call, "The output of the model comes second here and the target first; swap them: a loss takes (input, target)."));
            }
        }
    }

    // What goes to the loss as input and as target, also by way of a method that does little more than to call it.
    private static (IOperation Input, IOperation Target)? Parts(IInvocationOperation call, CheckContext context)
    {
        if (IsLoss(call, context))
        {
            return Argument(call, 0) is { } input && Argument(call, 1) is { } target ? (input, target) : null;
        }

        return call.Arguments.Length >= 2 && context.Values.StepFrom(call, path: null) is { Path: { } path } returned
            && returned.Value.Unwrapped() is IInvocationOperation inner && IsLoss(inner, context)
            && Passed(Argument(inner, 0), path) is { } first && Passed(Argument(inner, 1), path) is { } second
                ? (first, second)
                : null;
    }

    // objective(output, actions), where the lambda or method calls what it gets second its target.
    private static bool IsTargetOfHelper(IInvocationOperation call, IOperation first, CheckContext context) =>
        !IsLoss(call, context) && !IsOutput(first, context, 0)
        && context.Values.StepFrom(call, path: null)?.Value.Unwrapped() is IInvocationOperation inner
        && Argument(inner, 0)?.Unwrapped() is IParameterReferenceOperation { Parameter.Name: var name } && IsNamedTarget(name);

    // The argument that a method's own parameter stands for, whatever shape it is brought into.
    private static IOperation? Passed(IOperation? value, CallPath path) => value?.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: var parameter }
            when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, path.Function) =>
            path.Argument(parameter)?.Value,
        IInvocationOperation { TargetMethod.Name: var name } shaped when Array.IndexOf(Shapes, name) >= 0 =>
            Passed(shaped.Receiver() ?? Argument(shaped, 0), path),
        _ => null,
    };

    private static bool IsLoss(IInvocationOperation call, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
            ? call.TargetMethod.Name is "cross_entropy" or "nll_loss" or "binary_cross_entropy" or "binary_cross_entropy_with_logits"
                or "poisson_nll_loss"
            : call.TargetMethod.Name is "forward" or "call" && call.Arguments.Length >= 2
                && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } creations
                && context.Torch.LayerName(creations[0]) is "CrossEntropyLoss" or "NLLLoss" or "BCELoss" or "BCEWithLogitsLoss"
                    or "PoissonNLLLoss";

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    // The forward pass of a model, directly, through a variable that is written once, or through a change of shape.
    private static bool IsOutput(IOperation value, CheckContext context, int hops) => hops <= MostHops && value.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } =>
            context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } written && IsOutput(written, context, hops + 1),
        IInvocationOperation call when context.Torch.IsForward(call) => call.Arguments.Length == 1,
        IInvocationOperation { TargetMethod.Name: var name } call when Array.IndexOf(Shapes, name) >= 0 =>
            (call.Receiver() ?? Argument(call, 0)) is { } shaped && IsOutput(shaped, context, hops + 1),
        _ => false,
    };

    // What a caller, a loop or a field hands over, and no model has touched.
    internal static bool IsData(IOperation value, CheckContext context) => value.Unwrapped() switch
    {
        IParameterReferenceOperation parameter =>
            context.Unit.Names.WritesTo(parameter.Parameter).Count == 0 && IsNamedTarget(parameter.Parameter.Name),
        ILocalReferenceOperation { Local: var local } =>
            context.Unit.Names.WritesTo(local).Count <= 1 && !IsOutput(value, context, 0) && IsNamedTarget(local.Name),
        IPropertyReferenceOperation { Arguments: { Length: 1 } keys } =>
            keys[0].Value.ConstantValue is { HasValue: true, Value: string key } && IsNamedTarget(key),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } part => IsNamedTarget(part.Member.Name),
        _ => false,
    };

    private static bool IsNamedTarget(string name) => name is "y" or "Y" or "counts"
        || Array.Exists(["target", "label", "truth", "expected", "mask", "wanted", "actual", "answer"],
            word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
