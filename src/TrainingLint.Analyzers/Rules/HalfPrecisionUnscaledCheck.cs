using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class HalfPrecisionUnscaledCheck() : CodeCheck<HalfPrecisionUnscaled>("half", "to")
{
    private const string Message = "The weights are trained in half precision and the loss is not scaled, so small gradients are lost; "
        + "train in single precision or bfloat16.";

    public override void Check(CheckContext context)
    {
        foreach (var move in context.Calls)
        {
            if (context.Torch.IsMove(move) && IsToHalf(move, context)
                && ModelOf(move, context) is { } model && context.TrainedModels.Contains(model, SymbolEqualityComparer.Default)
                && IsTrainedAfter(move, model, context))
            {
                context.Report(At(move, Message));
            }
        }

        foreach (var creation in context.Optimizers)
        {
            if (MovedElsewhere(creation, context) is { } move && IsUnscaled(context))
            {
                context.Report(At(move, Message));
            }
        }
    }

    // What a helper of the program returns to the training: Precision.Apply(net).
    private static IInvocationOperation? MovedElsewhere(IOperation creation, CheckContext context) =>
        context.Unit.Subtree(creation).OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name is "parameters" or "named_parameters" && context.Torch.IsModule(call.Instance?.Type))
            .Select(call => call.Instance!.Behind(context.Unit))
            .OfType<IInvocationOperation>()
            .FirstOrDefault(move => context.Torch.IsMove(move) && IsToHalf(move, context)
                && Array.IndexOf(context.Calls, move) < 0);

    private static bool IsToHalf(IInvocationOperation move, CheckContext context) => move.TargetMethod.Name == "half"
        || (move.TargetMethod.Name == "to"
            && move.Arguments.Any(argument =>
            argument.Value.Behind(context.Unit) is IMemberReferenceOperation { Member.Name: "Float16" or "float16" or "half" }));

    private static ISymbol? ModelOf(IInvocationOperation move, CheckContext context) =>
        context.Unit.Names.EntityOf(move.Receiver()) ?? context.Unit.Names.EntityHolding(move);

    // The optimizer is built behind the move, in the same function, and follows losses that nobody multiplies. A move back ends it.
    private static bool IsTrainedAfter(IInvocationOperation move, ISymbol model, CheckContext context) =>
        Array.Exists(context.Optimizers, creation => creation.Syntax.SpanStart > move.Syntax.SpanStart
            && CodeUnit.FunctionBodyOf(creation) == CodeUnit.FunctionBodyOf(move)
            && context.Unit.Names.ModelsIn(creation).Contains(model, SymbolEqualityComparer.Default))
        && IsUnscaled(context);

    private static bool IsUnscaled(CheckContext context) =>
        context.Unit.LinkedCallsAndCreations.OfType<IInvocationOperation>().Where(call => context.Torch.IsBackward(call))
            .ToArray() is { Length: > 0 } losses
        && Array.TrueForAll(losses, loss => !IsScaled(loss.Receiver(), context))
        && !context.Calls.Any(call => context.Torch.IsMove(call) && call.TargetMethod.Name is "float" or "double" or "bfloat16");

    private static bool IsScaled(IOperation? loss, CheckContext context) => loss is null
        || MlNetPipelines.Single(loss,
            context.Unit) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply }
                or IInvocationOperation { TargetMethod.Name: "mul" or "mul_" or "multiply" };
}
