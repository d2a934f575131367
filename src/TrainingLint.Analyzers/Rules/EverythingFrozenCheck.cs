using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class EverythingFrozenCheck() : CodeCheck<EverythingFrozen>("parameters", "named_parameters")
{
    private const int MostCalls = 6;

    public override void Check(CheckContext context)
    {
        if (!Array.Exists(context.Unit.LinkedCallsAndCreations, context.Torch.IsBackward)
            || Array.Exists(context.Unit.LinkedOperations, Thaws))
        {
            return;
        }

        foreach (var loop in context.Unit.Operations.OfType<IForEachLoopOperation>())
        {
            Check(loop, FrozenBy(loop), context);
        }

        foreach (var call in context.Calls)
        {
            Check(call, FrozenBy(call, context), context);
        }

        foreach (var creation in context.Optimizers)
        {
            if (creation.Arguments() is { Length: > 0 } arguments && ChoosesFrozen(arguments[0].Value, context))
            {
                context.Report(At(
                    creation,
                    "This optimizer gets the parameters that are frozen and none of the others, so it has nothing to train; "
                    + "keep those whose requires_grad is true."));
            }
        }
    }

    // model.parameters().Where(p => !p.requires_grad), whatever list that is put into.
    private static bool ChoosesFrozen(IOperation parameters, CheckContext context)
    {
        var value = parameters.Behind(context.Unit);
        for (var hop = 0; hop < MostCalls && value is IInvocationOperation { TargetMethod: var method } call; hop++)
        {
            if (method is { Name: "Where", ContainingType.Name: "Enumerable" } && IsNotTrained(call.Arguments[1].Value))
            {
                return call.Receiver() is { } all && context.Unit.Subtree(all.Behind(context.Unit)).OfType<IInvocationOperation>()
                    .Any(inner => inner.TargetMethod.Name is "parameters" or "named_parameters");
            }

            if (method is not { Name: "ToList" or "ToArray" or "AsEnumerable" or "Select" or "Cast", ContainingType.Name: "Enumerable" }
                || call.Receiver() is not { } before)
            {
                return false;
            }

            value = before.Behind(context.Unit);
        }

        return false;
    }

    private static bool IsNotTrained(IOperation predicate)
    {
        var condition = predicate.Unwrapped() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            && lambda.Body.Operations is { Length: > 0 } body && body[0] is IReturnOperation { ReturnedValue: { } result }
            ? result.Unwrapped() : null;
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var asked } => IsRequirement(asked),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality =>
                IsRequirement(equality.LeftOperand) && equality.RightOperand.ConstantValue is { HasValue: true, Value: false },
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } inequality =>
                IsRequirement(inequality.LeftOperand) && inequality.RightOperand.ConstantValue is { HasValue: true, Value: true },
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: false } } } pattern =>
                IsRequirement(pattern.Value),
            _ => false,
        };
    }

    private static bool IsRequirement(IOperation value) =>
        value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "requires_grad" };

    private void Check(IOperation place, IOperation? model, CheckContext context)
    {
        if (model is not null && context.Unit.Names.EntityOf(model) is { } frozen
            && HeldBy(model, place, context) is { } optimizer && !IsChangedAfter(frozen, place, optimizer, context))
        {
            context.Report(At(
                optimizer,
                "Every parameter of '" + frozen.Name + "' was frozen before, so there is nothing for this optimizer to train; leave the layers to train unfrozen."));
        }
    }

    // parameters() itself, without a selection.
    private static IOperation? ParametersOf(IOperation value) =>
        value.Unwrapped() is IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters" } call ? call.Instance : null;

    private static IOperation? FrozenBy(IForEachLoopOperation loop) => FreezesEach(loop) ? ParametersOf(loop.Collection) : null;

    // model.Freeze(), where the method goes over all parameters of what it is given.
    private static IOperation? FrozenBy(IInvocationOperation call, CheckContext context) => FrozenByForEach(call)
        ?? FrozenByItself(call, context) ?? FrozenByHelper(call, context);

    // model.parameters().ToList().ForEach(p => p.requires_grad = false)
    private static IOperation? FrozenByForEach(IInvocationOperation call) =>
        call is { TargetMethod.Name: "ForEach", Arguments.Length: 1 } && call.Receiver()?.Unwrapped() is IInvocationOperation
        {
            TargetMethod.Name: "ToList"
        } list
        && list.Receiver() is { } all && ParametersOf(all) is { } model
        && call.Arguments[0].Value.Unwrapped() is IDelegateCreationOperation
        {
            Target: IAnonymousFunctionOperation { Body.Operations: { Length: > 0 } body }
        }
        && (Freezes(body[0]) || (body[0] is IReturnOperation { ReturnedValue: { } value } && FreezesBy(value.Unwrapped())))
            ? model
            : null;

    // model.FreezeAll(), a method of the model's own that freezes all that it has.
    private static IOperation? FrozenByItself(IInvocationOperation call, CheckContext context) =>
        call.Instance is { } model && call.Arguments.IsEmpty && context.Torch.IsModule(model.Type)
        && call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && context.Unit.BodyOf(call.TargetMethod) is { } body
        && body.CallsAndCreations.OfType<IInvocationOperation>().Where(inner => inner.IsAlwaysDone()).Select(FrozenByForEach)
            .Concat(body.Operations.OfType<IForEachLoopOperation>().Where(inner => inner.IsAlwaysDone()).Select(FrozenBy))
            .OfType<IOperation>().ToArray() is { Length: 1 } frozen && frozen[0].Unwrapped() is IInstanceReferenceOperation
            ? model
            : null;

    private static IOperation? FrozenByHelper(IInvocationOperation call, CheckContext context) =>
        call.Arguments.Any(argument => context.Torch.IsModule(argument.Value.Unwrapped().Type))
        && context.Unit.BodyOf(call.TargetMethod)?.Operations.OfType<ILoopOperation>().ToArray() is { Length: 1 } loops
        && loops[0] is IForEachLoopOperation only && only.IsAlwaysDone()
        && FrozenBy(only)?.Unwrapped() is IParameterReferenceOperation { Parameter: var given }
            ? call.Argument(given.Name)?.Value
            : null;

    private static bool FreezesEach(IForEachLoopOperation loop)
    {
        var statement = loop.Body is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : loop.Body;
        return Freezes(statement);
    }

    private static bool Freezes(IOperation statement) => statement.Action() is { } action && FreezesBy(action);

    private static bool FreezesBy(IOperation action)
    {
        return action switch
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

    private static IOperation? HeldBy(IOperation model, IOperation place, CheckContext context) =>
        Array.Find(context.Optimizers, creation =>
        creation.Syntax.SyntaxTree == place.Syntax.SyntaxTree && creation.Syntax.SpanStart > place.Syntax.Span.End
        && place.SureStatement() is var (block, _) && creation.Statement()?.Block == block
        && creation.Arguments() is { Length: > 0 } arguments && ParametersOf(arguments[0].Value) is { } held
        && IsPartOf(held, model, context));

    // The model itself, or a part of it: model.head.
    private static bool IsPartOf(IOperation? held, IOperation model, CheckContext context)
    {
        while (held is not null && !context.Unit.Names.AreSurelySame(held, model))
        {
            held = held.Unwrapped() is IMemberReferenceOperation { Instance: { } owner } ? owner : null;
        }

        return held is not null;
    }

    // A new head that replaces an old one is trainable.
    private static bool IsChangedAfter(ISymbol model, IOperation place, IOperation optimizer, CheckContext context) =>
        context.Unit.Names.WritesTo(model).Count > 1 || context.Unit.Names.ReferencesTo(model).Any(reference =>
            reference.Syntax.SpanStart > place.Syntax.Span.End && reference.Syntax.SpanStart < optimizer.Syntax.SpanStart
            && reference.User() switch
            {
                IMemberReferenceOperation => true,
                IInvocationOperation call => call.TargetMethod.Name is "append" or "add_module" or "register_module" or "register_parameter"
                    || (call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && Array.Exists(context.Unit.Reach(call), Thaws)),
                IArgumentOperation { Parent: IInvocationOperation taker } => !context.Torch.IsMove(taker),
                _ => false,
            });
}
