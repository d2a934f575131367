using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ResumedWithoutOptimizerStateCheck() : CodeCheck<ResumedWithoutOptimizerState>("load")
{
    public override void Check(CheckContext context)
    {
        if (!Array.Exists(context.Optimizers, KeepsState)
            || Array.Exists(context.Unit.LinkedCallsAndCreations, operation => operation is IInvocationOperation
            {
                TargetMethod: { Name: "load_state_dict" or "state_dict" or "LoadStateDict" or "load" } method
            } && method.ContainingType.DerivesFrom(context.Torch.Optimizer)))
        {
            return;
        }

        // A class of its own may save and load what is trained here.
        var calls = context.Unit.LinkedCallsAndCreations.OfType<IInvocationOperation>().ToArray();
        foreach (var load in calls)
        {
            if (load.TargetMethod.Name == "load" && context.Torch.LoadsState(load) && PathOf(load) is { } path
                && context.Unit.Names.EntityOf(load.Receiver()) is { } model
                && context.TrainedModels.Contains(model, SymbolEqualityComparer.Default)
                && Array.Exists(calls, save => IsSaveOf(save, model, path, context)
                    && context.Unit.SitesOf(load).Any(restored => context.Unit.SitesOf(save)
                        .Any(kept => IsTrainedBetween(restored, kept, context)))))
            {
                context.Report(At(load,
                    "The run goes on from the weights that it saves itself, with an optimizer that starts afresh; save and load "
                    + "optimizer.state_dict() as well."));
            }
        }
    }

    // Adam and its kin always, SGD with momentum.
    private static bool KeepsState(IOperation creation) =>
        creation.Type?.Name is not "SGD" || creation.Argument("momentum") is { } momentum && !momentum.IsDefault();

    private static bool IsSaveOf(IInvocationOperation save, ISymbol model, IOperation path, CheckContext context) =>
        save.TargetMethod.Name == "save" && context.Torch.IsModule(save.Receiver()?.Type)
        && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(save.Receiver()), model)
        && PathOf(save) is { } other && IsSamePath(path, other, context);

    private static bool IsSamePath(IOperation left, IOperation right, CheckContext context) =>
        left.ConstantValue is { HasValue: true, Value: string text }
            ? right.ConstantValue is { HasValue: true, Value: string other } && text == other
            : (left is not IInvocationOperation && context.AreSame(left, right))
                || (IsOfNames(left, context) && left.Syntax.IsEquivalentTo(right.Syntax, topLevel: false));

    // Path.Combine(folder, "last.bin"), $"{folder}/last.bin": the same text wherever it is written.
    private static bool IsOfNames(IOperation path, CheckContext context) => path.DescendantsAndSelf().All(part =>
        part is not IInvocationOperation { TargetMethod: var method }
        || method is { Name: "Combine" or "Join", ContainingType.Name: "Path" }
        || (method.DeclaringSyntaxReferences.Length > 0 && context.Values.SourceOf(part) is { } said
            && !said.DescendantsAndSelf().Any(inner => inner is IInvocationOperation { TargetMethod: var called }
                && called is not { Name: "Combine" or "Join", ContainingType.Name: "Path" })));

    private static IOperation? PathOf(IInvocationOperation call) =>
        call.Argument("location", "path", "filename", "filePath")?.Value.Unwrapped();

    // What is loaded behind the training, such as the best epoch, is no resumption.
    private static bool IsTrainedBetween(IOperation load, IOperation save, CheckContext context) =>
        CodeUnit.FunctionBodyOf(load) == CodeUnit.FunctionBodyOf(save) && load.Syntax.SpanStart < save.Syntax.SpanStart
        && context.Unit.Subtree(CodeUnit.FunctionBodyOf(load)).OfType<ILoopOperation>()
            .Any(loop => loop.Syntax.SpanStart > load.Syntax.Span.End && loop.Syntax.SpanStart < save.Syntax.Span.End
                && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsOptimizerStep));
}
