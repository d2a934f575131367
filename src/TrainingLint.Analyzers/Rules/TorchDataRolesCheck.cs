using System;
using System.Linq;
using Microsoft.CodeAnalysis;
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
        _ => null,
    };

    // A variable of the same kind that is called held out, is written once, and is never read but to be disposed of.
    private static ISymbol? IdleTwin(ISymbol training, IOperation data, CheckContext context) => context.Unit.Operations
        .Select(operation => operation is IVariableDeclaratorOperation { Symbol: { } local } ? local : null)
        .FirstOrDefault(local => local is not null && training is ILocalSymbol && DataNames.IsHeldOut(local.Name)
            && SymbolEqualityComparer.Default.Equals(local.Type, data.Type)
            && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, training.ContainingSymbol)
            && context.Unit.Names.ReferencesTo(local).All(reference => !SymbolEqualityComparer.Default.Equals(SymbolOf(reference), local)
                || reference.User() is IInvocationOperation { TargetMethod.Name: "Dispose" }));
}
