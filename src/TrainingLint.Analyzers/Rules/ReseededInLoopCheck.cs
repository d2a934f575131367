using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ReseededInLoopCheck() : CodeCheck<ReseededInLoop>("manual_seed", "backward")
{
    internal const string Message = "Every turn of this loop draws the same numbers again: the same dropout, the same order; seed "
    + "once, before the loop.";

    public override void Check(CheckContext context)
    {
        foreach (var seed in context.Calls)
        {
            if (IsSeed(seed, context) && seed.Arguments.Length == 1 && seed.Loops().FirstOrDefault() is { } loop
                && context.Values.Trace(seed.Arguments[0])?.Number is not null && TrainsOn(loop, context))
            {
                context.Report(At(seed, Message));
            }
            else if (!context.Torch.IsOfTorch(seed.TargetMethod) && LoopsAround(seed) is { Length: > 0 } around && Seeds(seed, context)
                && Array.Exists(around, loop => TrainsOn(loop, context)))
            {
                context.Report(At(seed, Message));
            }
        }
    }

    // callbacks.ForEach(callback => callback.OnEpochStart()) runs in the loop that it stands in.
    private static ILoopOperation[] LoopsAround(IInvocationOperation call) =>
        call.Function() is IAnonymousFunctionOperation lambda
            ? lambda.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ForEach" } each }
                ? [.. each.Loops()]
                : []
            : [.. call.Loops()];

    // A method of the program that seeds with the same number whenever it is called, also the only one behind an interface.
    private static bool Seeds(IInvocationOperation call, CheckContext context) =>
        call.TargetMethod.DeclaringSyntaxReferences.Length > 0
        && context.Unit.Libraries.Uses.MayMention(call.TargetMethod.Name, "manual_seed", context.Unit.Cancellation)
        && context.Unit.BodyOf(context.Unit.Libraries.Uses.ImplementationOf(call.TargetMethod, context.Unit.Cancellation) as IMethodSymbol)
            ?.CallsAndCreations.OfType<IInvocationOperation>().Any(inner =>
            IsSeed(inner, context) && inner.Arguments.Length == 1
                && context.Values.Trace(inner.Arguments[0])?.Number is not null) == true;

    // torch.manual_seed(1), and generator.manual_seed(1) where the order of the rows is drawn from that generator next; other draws, such
    // as pictures to look at, may well be the same each time.
    private static bool IsSeed(IInvocationOperation call, CheckContext context) => context.Torch.IsManualSeed(call)
        || (call is { TargetMethod.Name: "manual_seed", Instance: { Type.Name: "Generator" } generator }
            && context.Torch.IsOfTorch(call.TargetMethod)
            && CodeUnit.FunctionBodyOf(call).Descendants().OfType<IInvocationOperation>().Any(draw =>
                draw.TargetMethod.Name == "randperm" && draw.Syntax.SpanStart > call.Syntax.SpanStart
                && draw.Argument("generator") is { } source && context.AreSame(source.Value, generator)));

    // A loop that builds a model or an optimizer repeats an experiment, and each is to start alike.
    private static bool TrainsOn(ILoopOperation loop, CheckContext context)
    {
        var reached = context.Unit.ReachCalls(loop.Body);
        return Array.Exists(reached, context.Torch.IsBackward) && Array.Exists(reached, context.Torch.IsOptimizerStep)
            && (IsRepeated(loop, context) || !TrainingLoop.StartsAnew(loop.Body, context)
            && !Array.Exists(reached, operation => context.Torch.OptimizerCreatedBy(operation) is not null
                || context.Torch.CreatesModule(operation) || context.Torch.LoadsState(operation)));
    }

    // A counted loop whose number is used for nothing but to be printed, and whose results are collected: all of them are the same.
    private static bool IsRepeated(ILoopOperation loop, CheckContext context)
    {
        if (loop is not IForLoopOperation { Locals: { Length: 1 } counters })
        {
            return false;
        }

        var parts = context.Unit.Subtree(loop.Body).ToArray();
        return Array.Exists(parts, part => part is IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list }
                && IsModel(list.Type, context))
            && Array.TrueForAll(parts, part => part is not ILocalReferenceOperation { Local: var local }
                || !SymbolEqualityComparer.Default.Equals(local, counters[0]) || part.User() is IInterpolationOperation);
    }

    private static bool IsModel(ITypeSymbol? list, CheckContext context) =>
        list is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } && elements[0].DerivesFrom(context.Torch.Module);
}
