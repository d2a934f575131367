using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class WeightsStartEqualCheck() : CodeCheck<WeightsStartEqual>("zeros_", "constant_", "zero_", "fill_")
{
    private static readonly string[] Weighted = ["Linear", "Conv1d", "Conv2d", "Conv3d"];

    public override void Check(CheckContext context)
    {
        var weights = context.Calls.Where(call => IsConstant(call) && TargetOf(call) is { } target && IsWeight(target)).ToArray();
        foreach (var call in context.Calls)
        {
            if (IsConstant(call) && TargetOf(call) is { } target && call.Loops().FirstOrDefault() is IForEachLoopOperation loop
                && IsOfEvery(target, loop, context) && !IsChosen(call, loop))
            {
                context.Report(At(call,
                    "This sets every weight of the model to one value, so all units of a layer stay equal; leave weights at their "
                    + "random start."));
            }
        }

        // One layer may start at zero on purpose; where all do, nothing tells their units apart.
        var layers = context.Unit.CallsAndCreations.Count(operation => Array.IndexOf(Weighted, context.Torch.LayerName(operation)) >= 0);
        if (weights.Length >= 2 && weights.Select(call => TargetOf(call)!.Syntax.ToString()).Distinct().Count() >= layers)
        {
            context.Report(At(weights[0],
                "The weights of every layer start at one value, so all units of a layer stay equal; leave them at their random start."));
        }
    }

    private static bool IsConstant(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "zeros_" or "constant_", ContainingType.Name: "init" } => true,
        { Name: "zero_" or "fill_", ContainingType.Name: "Tensor" } => true,
        _ => false,
    };

    private static IOperation? TargetOf(IInvocationOperation call) =>
        (call.TargetMethod.ContainingType.Name == "init" ? call.Arguments.FirstOrDefault()?.Value : call.Receiver())?.Unwrapped();

    private static bool IsWeight(IOperation target) =>
        target is IPropertyReferenceOperation { Property.Name: "weight", Instance.Type: { Name: var layer } }
            && Array.IndexOf(Weighted, layer) >= 0;

    // foreach (var p in model.parameters()), or (name, p) of named_parameters(), or the weight of each Linear among modules().
    private static bool IsOfEvery(IOperation target, IForEachLoopOperation loop, CheckContext context) =>
        loop.Collection.Unwrapped() is IInvocationOperation
        {
            TargetMethod.Name: "parameters" or "named_parameters" or "modules" or "named_modules"
        } all
        && context.Torch.IsModule(all.Instance?.Type) && IsTrained(all, context)
        && (IsWeight(target) || (all.TargetMethod.Name.EndsWith("parameters", StringComparison.Ordinal) && IsElement(target, loop)));

    private static bool IsElement(IOperation target, IForEachLoopOperation loop) => target switch
    {
        ILocalReferenceOperation { Local: var local } => loop.Locals.Contains(local, SymbolEqualityComparer.Default),
        IFieldReferenceOperation { Instance: { } pair } => IsElement(pair.Unwrapped(), loop),
        _ => false,
    };

    // A copy that weights are summed into starts at zero too; a model that is built here, or that an optimizer gets, is meant to learn.
    private static bool IsTrained(IInvocationOperation all, CheckContext context) =>
        all.Instance?.Unwrapped() is IInstanceReferenceOperation
        || (context.Unit.Names.EntityOf(all.Instance) is { } model
            && context.TrainedModels.Contains(model, SymbolEqualityComparer.Default));

    // Biases and vectors are told apart by a condition; a test for the kind of layer chooses weights all the same.
    private static bool IsChosen(IInvocationOperation call, IForEachLoopOperation loop)
    {
        for (IOperation? current = call.Parent; current is not null && !ReferenceEquals(current, loop); current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } && condition.Unwrapped() is not IIsPatternOperation
                || current is ISwitchCaseOperation or ITryOperation)
            {
                return true;
            }
        }

        return loop.Body.Descendants().Any(part => part is IBranchOperation);
    }
}
