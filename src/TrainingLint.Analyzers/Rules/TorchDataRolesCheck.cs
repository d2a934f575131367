using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2025 on TorchSharp: the training data is measured on while the data that was held out lies idle.</summary>
internal sealed class TorchDataRolesCheck() : CodeCheck<DataRolesMixed>("forward", "call")
{
    public override void Check(CheckContext context)
    {
        CheckCalls(context);
        CheckJoined(context);
        foreach (var loop in context.Unit.Operations.OfType<IForEachLoopOperation>())
        {
            if (!IsMeasurement(loop, context))
            {
                continue;
            }

            foreach (var data in Given(loop.Collection.Unwrapped(), context))
            {
                if (SymbolOf(data) is { } training && DataNames.IsTraining(training.Name) && IdleTwin(training, data, context) is { } idle
                    && IsTrainedOn(training, loop, context))
                {
                    context.Report(At(data, "'" + training.Name + "' is what the model is trained on, and '" + idle.Name
                        + "' is never looked at; measure on that."));
                }
            }
        }
    }

    // trainer.Score(xTrain, yTrain), where the method runs the model and learns nothing, behind trainer.Fit(xTrain, yTrain).
    private void CheckCalls(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.Arguments.Length == 0 || context.Torch.IsOfTorch(call.TargetMethod) || !Measures(call, context))
            {
                continue;
            }

            foreach (var argument in call.Arguments)
            {
                var data = argument.Value.Unwrapped();
                if (SymbolOf(data) is { } training && DataNames.IsTraining(training.Name) && IdleTwin(training, data, context) is { } idle
                    && context.Calls.Any(fit => !ReferenceEquals(fit, call) && Learns(fit, context)
                        && fit.Arguments.Any(given => SymbolEqualityComparer.Default.Equals(SymbolOf(given.Value.Unwrapped()), training))))
                {
                    context.Report(At(argument, "'" + training.Name + "' is what the model is trained on, and '" + idle.Name
                        + "' is never looked at; measure on that."));
                    break;
                }
            }
        }
    }

    // Fit(torch.cat([xTrain, xTest]), ...) and then Error(xTest, ...) of the same object.
    private void CheckJoined(CheckContext context)
    {
        foreach (var fit in context.Calls)
        {
            foreach (var argument in fit.Arguments)
            {
                if (HeldOutPart(argument.Value, context) is { } test && Learns(fit, context) && context.Calls.Any(call =>
                    call.Syntax.SpanStart > fit.Syntax.Span.End && IsOfSame(call, fit, context)
                    && call.Arguments.Any(given => SymbolEqualityComparer.Default.Equals(SymbolOf(given.Value.Unwrapped()), test))
                    && Measures(call, context)))
                {
                    context.Report(At(argument, "'" + test.Name
                        + "' is among the rows that the model is trained on here, and is what it is measured on afterwards; leave it out."));
                    return;
                }
            }
        }
    }

    private static bool IsOfSame(IInvocationOperation call, IInvocationOperation fit, CheckContext context) =>
        fit.Instance is null ? call.Instance is null
        : call.Instance is not null && context.AreSame(call.Instance, fit.Instance)
        && SymbolEqualityComparer.Default.Equals(context.Unit.FunctionOf(call), context.Unit.FunctionOf(fit));

    // The part of a joined tensor or list that is called a test set, beside one that is called a training set.
    private static ISymbol? HeldOutPart(IOperation rows, CheckContext context)
    {
        if (rows.Behind(context.Unit) is not IInvocationOperation { TargetMethod: var method } joined || joined.Arguments.Length == 0)
        {
            return null;
        }

        var parts = method.Name switch
        {
            "cat" or "concat" or "concatenate" or "vstack" or "row_stack" when context.Torch.IsFunction(method) =>
                context.Values.ElementsOf(joined.Arguments[0].Value),
            "Concat" when method.ContainingType.Name == "Enumerable" => [joined.Arguments[0].Value, joined.Arguments[1].Value],
            "ToArray" or "ToList" when method.ContainingType.Name == "Enumerable"
                && joined.Arguments[0].Value.Behind(context.Unit) is IInvocationOperation
                {
                    TargetMethod: { Name: "Concat", ContainingType.Name: "Enumerable" },
                    Arguments: { Length: 2 } lists
                } => [lists[0].Value, lists[1].Value],
            _ => null,
        };
        var names = (parts ?? []).Select(part => SymbolOf(part.Unwrapped())).OfType<ISymbol>().ToArray();
        return Array.Exists(names, name => DataNames.IsTraining(name.Name)) ? Array.Find(names, name => DataNames.IsTest(name.Name)) : null;
    }

    private static bool Measures(IInvocationOperation call, CheckContext context) =>
        context.Unit.BodyOf(call.TargetMethod) is { Roots: var roots }
        && roots.SelectMany(root => context.Unit.ReachCalls(root)).ToArray() is var reached
        && Array.Exists(reached, context.Torch.IsForward) && !Array.Exists(reached, context.Torch.IsBackward)
        && !Array.Exists(reached, context.Torch.IsOptimizerStep);

    private static bool Learns(IInvocationOperation call, CheckContext context) =>
        context.Unit.BodyOf(call.TargetMethod) is { Roots: var roots }
        && roots.Any(root => Array.Exists(context.Unit.ReachCalls(root), context.Torch.IsBackward));

    // A loop over batches that runs the model and learns nothing.
    private static bool IsMeasurement(IForEachLoopOperation loop, CheckContext context)
    {
        var calls = context.Unit.ReachCalls(loop.Body);
        return Array.Exists(calls, context.Torch.IsForward) && !Array.Exists(calls, context.Torch.IsBackward)
            && !Array.Exists(calls, context.Torch.IsOptimizerStep);
    }

    private static bool IsTrainedOn(ISymbol training, IForEachLoopOperation measurement, CheckContext context) =>
        context.Unit.Operations.OfType<IForEachLoopOperation>().Any(loop => !ReferenceEquals(loop, measurement)
            && Given(loop.Collection.Unwrapped(), context).Any(data => SymbolEqualityComparer.Default.Equals(SymbolOf(data), training))
            && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward));

    // What the loop goes over: a variable, or what callers pass for it.
    private static IOperation[] Given(IOperation collection, CheckContext context) =>
        collection is not IParameterReferenceOperation { Parameter: var parameter }
        ? [collection]
        : context.Unit.CallsOf(parameter.ContainingSymbol)
            .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value.Unwrapped())
            .OfType<IOperation>()
            .ToArray();

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsIndexer: false } property } => property,
        IInvocationOperation { Arguments.Length: 0, TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } => method,
        _ => null,
    };

    // TestLoader() beside TrainLoader(), and Splits.Test beside Splits.Train, of which the program asks for the one and never for the
    // other.
    private static ISymbol? IdleMember(ISymbol training, IOperation data, CheckContext context) =>
        training is IPropertySymbol or IMethodSymbol && (context.Torch.IsLoader(data.Type) || context.Torch.IsDataset(data.Type))
            ? training.ContainingType.GetMembers().FirstOrDefault(member => member.Kind == training.Kind && DataNames.IsHeldOut(member.Name)
                && SymbolEqualityComparer.Default.Equals(TypeOf(member), TypeOf(training))
                && member is IMethodSymbol { Parameters.Length: 0 } or IPropertySymbol && !IsPositional(member)
                && !context.Unit.Libraries.Uses.IsUsed(member.Name, context.Unit.Cancellation))
            : null;

    // A record may be taken apart without naming its properties.
    private static bool IsPositional(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IMethodSymbol)?.ReturnType;

    // A variable of the same kind that is called held out, is written once, and is never read but to be disposed of.
    private static ISymbol? IdleTwin(ISymbol training, IOperation data, CheckContext context) =>
        IdleMember(training, data, context) ?? context.Unit.Operations
        .Select(operation => operation is IVariableDeclaratorOperation { Symbol: { } local } ? local : null)
        .FirstOrDefault(local => local is not null && training is ILocalSymbol && DataNames.IsHeldOut(local.Name)
            && SymbolEqualityComparer.Default.Equals(local.Type, data.Type)
            && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, training.ContainingSymbol)
            && context.Unit.Names.ReferencesTo(local).All(reference => !SymbolEqualityComparer.Default.Equals(SymbolOf(reference), local)
                || reference.User() is IInvocationOperation { TargetMethod.Name: "Dispose" }));
}
