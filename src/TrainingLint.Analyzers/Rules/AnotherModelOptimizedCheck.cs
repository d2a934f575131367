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
        foreach (var creation in context.Optimizers)
        {
            var models = context.Unit.Names.ModelsIn(creation).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray();
            if (models.Length == 1 && IsNeverRun(models[0], context) && TrainsAnother(models[0], creation, context))
            {
                context.Report(At(
                    creation,
                    "This optimizer holds the parameters of '" + models[0].Name
                    + "', which is never run, while another model computes the loss; give it the parameters of that model."));
            }
        }
    }

    // Two optimizers of one model, and none of a model of this type that is run as well.
    private void CheckTwins(CheckContext context)
    {
        var optimized = context.Optimizers.Select(creation => (Creation: creation,
            Models: context.Unit.Names.ModelsIn(creation).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray())).ToArray();
        for (var second = 1; second < optimized.Length; second++)
        {
            var (creation, models) = optimized[second];
            if (optimized.Length != 2 || models.Length != 1 || optimized[0].Models.Length != 1
                || !SymbolEqualityComparer.Default.Equals(models[0], optimized[0].Models[0])
                || !ReferenceEquals(CodeUnit.FunctionBodyOf(creation), CodeUnit.FunctionBodyOf(optimized[0].Creation)))
            {
                continue;
            }

            if (context.Calls.Where(context.Torch.IsForward).Select(call => context.Unit.Names.EntityOf(call.Instance))
                .FirstOrDefault(run => run is not null && IsLeftOut(run, models[0], context)) is { } left)
            {
                context.Report(At(creation, "Both optimizers hold the parameters of '" + models[0].Name + "', and none those of '"
                    + left.Name
                    + "', which is run as well; give one of them the parameters of that model."));
            }
        }
    }

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
