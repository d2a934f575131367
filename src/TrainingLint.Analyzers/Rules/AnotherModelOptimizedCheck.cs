using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class AnotherModelOptimizedCheck() : CodeCheck<AnotherModelOptimized>("backward")
{
    public override void Check(CheckContext context)
    {
        CheckTwins(context);
        CheckUnrecorded(context);
        foreach (var creation in context.Optimizers)
        {
            if (OnlyModelIn(creation, context) is { } model && IsNeverRun(model, context) && TrainsAnother(model, creation, context))
            {
                context.Report(At(
                    creation,
                    "This optimizer holds the parameters of '" + model.Name
                    + "', which is never run, while another model computes the loss; give it the parameters of that model."));
            }
        }
    }

    // The only optimizer holds a model that only runs where gradients are off, and none holds one that the loss is computed by.
    private void CheckUnrecorded(CheckContext context)
    {
        var creations = context.Unit.LinkedCallsAndCreations.Where(made => context.Torch.OptimizerCreatedBy(made) is not null).ToArray();
        var held = creations.Select(creation => context.Unit.Names.ModelsIn(creation).Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .ToArray()).ToArray();
        if (creations.Length != 1 || held[0].Length != 1 || Array.IndexOf(context.Optimizers, creations[0]) < 0)
        {
            return;
        }

        var forwards = context.Unit.LinkedCallsAndCreations.OfType<IInvocationOperation>().Where(context.Torch.IsForward)
            .Where(call => call.Arguments.Length == 1)
            .ToLookup(call => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(call.Instance), held[0][0]));
        if (forwards[true].Any() && forwards[true].All(forward => LossWithoutGraphCheck.IsWithoutGradients(forward, context))
            && forwards[false].FirstOrDefault(forward => IsTrainedInstead(forward, context)) is { } run)
        {
            context.Report(At(creations[0], "This optimizer holds the parameters of '" + held[0][0].Name
                + "', which only runs where gradients are switched off, while '" + context.Unit.Names.EntityOf(run.Instance)!.Name
                + "' computes the loss; give it the parameters of that model."));
        }
    }

    private static bool IsTrainedInstead(IInvocationOperation forward, CheckContext context) =>
        context.Unit.Names.EntityOf(forward.Instance) is { } model && forward.Instance is { Type: var type }
        && !LossWithoutGraphCheck.IsWithoutGradients(forward, context)
        && context.Unit.Names.CreationsOf(model) is { Count: 1 } made && MakesLayers(made[0], context)
        && !context.Torch.IsWeightless(type)
        && Array.Exists(context.Unit.ReachCalls(CodeUnit.FunctionBodyOf(forward)), context.Torch.IsBackward);

    private static bool MakesLayers(IOperation creation, CheckContext context) => context.Torch.CreatesModule(creation)
        || context.Torch.CreatesModule(creation.Behind(context.Unit));

    // Two optimizers of one model, and none of a model of this type that is run as well.
    private void CheckTwins(CheckContext context)
    {
        if (context.Optimizers is not { Length: 2 } optimizers || OnlyModelIn(optimizers[0], context) is not { } model
            || !SymbolEqualityComparer.Default.Equals(model, OnlyModelIn(optimizers[1], context))
            || !ReferenceEquals(CodeUnit.FunctionBodyOf(optimizers[0]), CodeUnit.FunctionBodyOf(optimizers[1])))
        {
            return;
        }

        if (context.Calls.Where(context.Torch.IsForward).Select(call => context.Unit.Names.EntityOf(call.Instance))
            .FirstOrDefault(run => run is not null && IsLeftOut(run, model, context)) is { } left)
        {
            context.Report(At(optimizers[1], "Both optimizers hold the parameters of '" + model.Name + "', and none those of '"
                + left.Name
                + "', which is run as well; give one of them the parameters of that model."));
        }
    }

    private static ISymbol? OnlyModelIn(IOperation creation, CheckContext context) =>
        context.Unit.Names.ModelsIn(creation).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray() is { Length: 1 } models
            ? models[0]
            : null;

    // A model with weights that is made here, and of which nothing is ever loaded, frozen, copied or asked for but its output.
    private static bool IsLeftOut(ISymbol run, ISymbol optimized, CheckContext context) =>
        IsOwn(run) && !SymbolEqualityComparer.Default.Equals(run, optimized)
        && context.Unit.Names.CreationsOf(run) is { Count: 1 } made && context.Torch.CreatesModule(made[0])
        && !context.Torch.IsWeightless(made[0].Type) && made[0].Type is { } type && !context.Torch.IsOfTorch(type)
        && context.Unit.Names.ReferencesTo(run).All(reference => reference.User() switch
        {
            IInvocationOperation call => call.TargetMethod.Name is "forward" or "call" or "train" or "zero_grad" or "to" or "cuda",
            IUsingOperation or IVariableInitializerOperation or ISimpleAssignmentOperation => true,
            _ => false,
        });

    // A model of this method alone, of which nothing but the parameters is ever asked for.
    private static bool IsNeverRun(ISymbol model, CheckContext context) =>
        IsOwn(model) && context.Unit.Names.NamesOf(model).Count == 1 && context.Unit.Names.WritesTo(model).Count == 1
        && context.Unit.Names.CreationsOf(model) is { Count: 1 } creations && context.Torch.CreatesModule(creations[0])
        && context.Unit.Names.ReferencesTo(model).All(reference => IsModest(reference.User(), context));

    // A variable of the method, or a private field of a type without types of its own inside.
    private static bool IsOwn(ISymbol model) => model is ILocalSymbol
        || (model is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } && model.ContainingType.GetTypeMembers().IsEmpty);

    private static bool IsModest(IOperation? user, CheckContext context) => user switch
    {
        IInvocationOperation call => call.TargetMethod.Name is "parameters" or "named_parameters" or "train" or "eval" or "zero_grad" or "Dispose",
        IUsingOperation => true,
        IArgumentOperation { Parent: IInvocationOperation call } => context.Torch.IsMove(call),
        _ => false,
    };

    private static bool TrainsAnother(ISymbol model, IOperation creation, CheckContext context)
    {
        var around = model is ILocalSymbol
            ? context.Unit.Subtree(CodeUnit.FunctionBodyOf(creation)).OfType<IInvocationOperation>().ToArray()
            : context.Calls;
        return Array.Exists(around, context.Torch.IsBackward)
            && Array.Exists(around, call => context.Torch.IsForward(call)
                && context.Unit.Names.EntityOf(call.Instance) is { } run && IsOwn(run) && !SymbolEqualityComparer.Default.Equals(run, model)
                && context.Unit.Names.CreationsOf(run) is { Count: 1 } made && context.Torch.CreatesModule(made[0])
                && !context.Torch.IsWeightless(made[0].Type));
    }
}
