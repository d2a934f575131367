using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ModelMovedAfterOptimizerCheck() : CodeCheck<ModelMovedAfterOptimizer>("to", "cuda", "half", "double", "float", "bfloat16")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Optimizers)
        {
            if (creation.Statement() is not var (block, statement) || context.Unit.Names.EntityHolding(creation) is not { } optimizer)
            {
                continue;
            }

            foreach (var model in context.Unit.Names.ModelsIn(creation))
            {
                var behind = block.Operations.Skip(block.Operations.IndexOf(statement) + 1);
                var move = behind.SelectMany(next => Taken(next, context)).Select(next => MoveIn(next, model, context))
                    .FirstOrDefault(found => found is not null);
                if (move is not null && IsUsedLater(optimizer, move, context) && !IsRebuilt(creation, model, move, context))
                {
                    context.Report(At(move, "The model is moved after its optimizer was built, so the optimizer goes on with the old parameters; move the model first."));
                }
            }
        }
    }

    // A branch (a checkpoint, an inference mode) need not run before the step; one that only asks for a graphics card runs where there is one.
    private static IEnumerable<IOperation> Taken(IOperation statement, CheckContext context) =>
        statement is not IConditionalOperation { Condition: var condition, WhenTrue: var branch } || !AsksForCuda(condition, context)
            ? new[] { statement }
        : branch is IBlockOperation inner ? inner.Operations
        : new[] { branch };

    private static bool AsksForCuda(IOperation condition, CheckContext context) =>
        context.Unit.Names.CreationsOf(condition) is { Count: > 0 } asked && asked.All(context.Torch.IsCudaQuestion)
            && !context.Unit.Names.IsWrittenUnseen(condition);

    // The move as a statement of its own.
    private static IInvocationOperation? MoveIn(IOperation statement, ISymbol model, CheckContext context)
    {
        var action = statement.Action();
        return (action is ISimpleAssignmentOperation assignment ? assignment.Value.Unwrapped() : action) is IInvocationOperation move
            && context.Torch.IsMove(move) && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(move.Receiver()), model)
            && !IsMoveToProcessor(move) ? move : null;
    }

    // What runs on the processor stays there unless it was moved before, and a checkpoint is often written from there.
    private static bool IsMoveToProcessor(IInvocationOperation move) => move.TargetMethod.Name == "cpu"
        || (move.TargetMethod.Name == "to"
            && move.Arguments.Any(argument => argument.Value.Unwrapped() is IMemberReferenceOperation { Member.Name: "CPU" }));

    private static bool IsUsedLater(ISymbol optimizer, IOperation move, CheckContext context) =>
        context.Unit.Names.ReferencesTo(optimizer)
            .Any(reference => (reference.Syntax.SyntaxTree == move.Syntax.SyntaxTree && reference.Syntax.SpanStart > move.Syntax.Span.End
            && CodeUnit.FunctionBodyOf(reference) == CodeUnit.FunctionBodyOf(move)) || IsStepAfterConstruction(reference, move, context));

    // Both are built and moved in a constructor, and every method runs later.
    private static bool IsStepAfterConstruction(IOperation reference, IOperation move, CheckContext context) =>
        context.Unit.FunctionOf(move) is IMethodSymbol { MethodKind: MethodKind.Constructor }
        && context.Unit.FunctionOf(reference) is IMethodSymbol { MethodKind: MethodKind.Ordinary }
        && reference.User() is { } user && context.Torch.IsOptimizerStep(user);

    private static bool IsRebuilt(IOperation creation, ISymbol model, IOperation move, CheckContext context) =>
        Array.Exists(context.Optimizers, operation => !ReferenceEquals(operation, creation)
            && operation.Syntax.SpanStart > move.Syntax.SpanStart
            && context.Unit.Names.ModelsIn(operation).Contains(model, SymbolEqualityComparer.Default));
}
