using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class EverythingFrozenCheck() : CodeCheck<EverythingFrozen>("parameters", "named_parameters")
{
    public override void Check(CheckContext context)
    {
        if (!Array.Exists(context.Unit.LinkedCallsAndCreations, context.Torch.IsBackward)
            || Array.Exists(context.Unit.LinkedOperations, Thaws))
        {
            return;
        }

        foreach (var loop in context.Unit.Operations.OfType<IForEachLoopOperation>())
        {
            if (ParametersOf(loop.Collection) is { } model && FreezesEach(loop) && context.Unit.Names.EntityOf(model) is { } frozen
                && HeldBy(frozen, loop, context) is { } optimizer && !IsChangedAfter(frozen, loop, context))
            {
                context.Report(At(
                    optimizer,
                    "Every parameter of '" + frozen.Name + "' was frozen before, so there is nothing for this optimizer to train; leave the layers to train unfrozen."));
            }
        }
    }

    // parameters() itself, without a selection.
    private static IOperation? ParametersOf(IOperation value) =>
        value.Unwrapped() is IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters" } call ? call.Instance : null;

    private static bool FreezesEach(IForEachLoopOperation loop)
    {
        var statement = loop.Body is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : loop.Body;
        return statement.Action() switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "requires_grad" } } assignment =>
                assignment.Value.ConstantValue is { HasValue: true, Value: false },
            IInvocationOperation { TargetMethod.Name: "requires_grad_" } call =>
                call.Arguments.Length > 0 && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: false },
            _ => false,
        };
    }

    private static bool Thaws(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "requires_grad" } } assignment =>
            assignment.Value.ConstantValue is not { HasValue: true, Value: false },
        IInvocationOperation { TargetMethod.Name: "requires_grad_" } call =>
            call.Arguments.Length == 0 || call.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: false },
        _ => false,
    };

    private static IOperation? HeldBy(ISymbol model, ILoopOperation loop, CheckContext context) =>
        Array.Find(context.Optimizers, creation =>
        creation.Syntax.SyntaxTree == loop.Syntax.SyntaxTree && creation.Syntax.SpanStart > loop.Syntax.Span.End
        && creation.Statement()?.Block == loop.Statement()?.Block
        && creation.Arguments() is { Length: > 0 } arguments && ParametersOf(arguments[0].Value) is { } held
        && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(held), model));

    // A new head that replaces an old one is trainable.
    private static bool IsChangedAfter(ISymbol model, ILoopOperation loop, CheckContext context) =>
        context.Unit.Names.WritesTo(model).Count > 1 || context.Unit.Names.ReferencesTo(model).Any(reference =>
            reference.Syntax.SpanStart > loop.Syntax.Span.End && reference.User() switch
            {
                IMemberReferenceOperation => true,
                IInvocationOperation call => call.TargetMethod.Name is "append" or "add_module" or "register_module" or "register_parameter",
                IArgumentOperation { Parent: IInvocationOperation taker } => !context.Torch.IsMove(taker),
                _ => false,
            });
}
