using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>Tells what clears gradients, and whether they can be those that a step follows.</summary>
internal static class GradientClearing
{
    private const int MostHops = 4;

    /// <summary>True when an operation clears gradients that a step follows, or when it cannot be told whose it clears.</summary>
    public static bool MayServe(IOperation operation, IInvocationOperation step, CheckContext context)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return call.TargetMethod.Name switch
                {
                    "zero_grad" => context.Torch.IsZeroGrad(call) && !ServesAnother(call, step, context),
                    "zero_" or "fill_" => call.Receiver() is { } cleared && ComesFromGradient(cleared, context, MostHops),
                    _ => false,
                };
            case OperationKind.SimpleAssignment:
                return context.Torch.IsGradient(((ISimpleAssignmentOperation)operation).Target);
            default:
                return false;
        }
    }

    // Nearly every loop clears what it steps, which is told by comparing two names.
    private static bool ServesAnother(IInvocationOperation clearing, IInvocationOperation step, CheckContext context) =>
        context.Unit.Names.EntityOf(clearing.Receiver()) is { } cleared && context.Unit.Names.EntityOf(step.Receiver()) is { } optimizer
        && !SymbolEqualityComparer.Default.Equals(cleared, optimizer) && AreOfSeparateModels(cleared, optimizer, clearing, context);

    // Two optimizers of two models that have nothing in common, as the two of a GAN.
    private static bool AreOfSeparateModels(ISymbol cleared, ISymbol optimizer, IInvocationOperation clearing, CheckContext context)
    {
        if (ModelOf(optimizer, context) is not { } stepped)
        {
            return false;
        }

        // A model that no optimizer is known to train may hold the one that is stepped.
        var other = clearing.TargetMethod.ContainingType.DerivesFrom(context.Torch.Optimizer) ? ModelOf(cleared, context)
            : context.Optimizers.Any(creation => SymbolEqualityComparer.Default.Equals(ModelIn(creation, context), cleared)) ? cleared
            : null;
        return other is not null && !SymbolEqualityComparer.Default.Equals(other, stepped)
            && !GetsMoreParameters(optimizer, context) && !GetsMoreParameters(cleared, context)
            && IsOnItsOwn(other, context) && IsOnItsOwn(stepped, context)
            && !IsMemberOf(stepped, other, context) && !IsMemberOf(other, stepped, context)
            && !IsTakenIn(stepped, context) && !IsTakenIn(other, context);
    }

    // The one model whose parameters an optimizer was given.
    private static ISymbol? ModelOf(ISymbol optimizer, CheckContext context) =>
        context.Unit.Names.CreationsOf(optimizer) is { Count: 1 } creations && !context.Unit.Names.IsWrittenUnseen(optimizer)
            ? ModelIn(creations[0], context)
            : null;

    private static bool GetsMoreParameters(ISymbol optimizer, CheckContext context) =>
        context.Unit.Names.ReferencesTo(optimizer).Any(reference => reference.User() is IInvocationOperation { TargetMethod.Name: "add_param_group" });

    private static ISymbol? ModelIn(IOperation creation, CheckContext context) =>
        context.Torch.OptimizerCreatedBy(creation) is not null && creation.Arguments() is { Length: > 0 } arguments
        && arguments[0].Value.Unwrapped() is IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters" } parameters
            ? context.Unit.Names.EntityOf(parameters.Instance)
            : null;

    // Made from nothing but new layers, or handed in from outside.
    private static bool IsOnItsOwn(ISymbol model, CheckContext context)
    {
        var creations = context.Unit.Names.CreationsOf(model);
        return !context.Unit.Names.IsWrittenUnseen(model)
            && (creations.Count > 0 || context.Unit.Names.NamesOf(model).Any(name => name is IParameterSymbol))
            && creations.All(creation => context.Torch.CreatesModule(creation)
                && !context.Unit.Subtree(creation).Any(part => IsNamedModule(part, context)));
    }

    private static bool IsNamedModule(IOperation part, CheckContext context) =>
        part.Type.DerivesFrom(context.Torch.Module) && context.Unit.Names.EntityOf(part) is not null;

    // A part of the other model goes by the name of that model's member.
    private static bool IsMemberOf(ISymbol part, ISymbol whole, CheckContext context) =>
        context.Unit.Names.NamesOf(part).Any(name => name is IFieldSymbol or IPropertySymbol
            && context.Unit.Names.ReferencesTo(whole).Any(reference => reference.Type.DerivesFrom(name.ContainingType)));

    // A module that is handed to another module or to a list of modules becomes a part of it.
    private static bool IsTakenIn(ISymbol model, CheckContext context) =>
        context.Unit.Names.ReferencesTo(model).Any(reference => reference.User() is IArgumentOperation { Parent: { } taker }
            && (taker.Type.DerivesFrom(context.Torch.Module)
                || taker is IInvocationOperation { Instance.Type: { } owner } && owner.DerivesFrom(context.Torch.Module)));

    private static bool ComesFromGradient(IOperation value, CheckContext context, int hops)
    {
        if (hops == 0)
        {
            return false;
        }

        var plain = value.Unwrapped();
        return context.Torch.IsGradient(plain) || plain switch
        {
            IInvocationOperation call => call.Receiver() is { } receiver && ComesFromGradient(receiver, context, hops),
            IPropertyReferenceOperation { Instance: { } owner } => ComesFromGradient(owner, context, hops),
            IArrayElementReferenceOperation element => ComesFromGradient(element.ArrayReference, context, hops),
            ILocalReferenceOperation local =>
                IsWrittenFromGradient(plain, context, hops) || IsMatchedOnGradient(local, context, hops)
                    || IsOneOfGradients(local, context, hops),
            IParameterReferenceOperation parameter => IsWrittenFromGradient(plain, context, hops) || IsHandedGradients(parameter, context),
            IFieldReferenceOperation => IsWrittenFromGradient(plain, context, hops),
            _ => false,
        };
    }

    private static bool IsWrittenFromGradient(IOperation name, CheckContext context, int hops) =>
        context.Unit.Names.CreationsOf(name)
            .Any(written => MentionsGradient(written, context) || ComesFromGradient(written, context, hops - 1));

    private static bool MentionsGradient(IOperation value, CheckContext context) =>
        context.Unit.Subtree(value).Any(context.Torch.IsGradient);

    // p.grad is { } gradient, p.grad is Tensor gradient, p is { grad: { } gradient }.
    private static bool IsMatchedOnGradient(ILocalReferenceOperation local, CheckContext context, int hops)
    {
        foreach (var pattern in context.Unit.Subtree(CodeUnit.FunctionBodyOf(local)))
        {
            var declared = pattern switch
            {
                IDeclarationPatternOperation plain => plain.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            for (var current = declared is not null && SymbolEqualityComparer.Default.Equals(declared, local.Local) ? pattern.Parent
                : null; current is not null; current = current.Parent)
            {
                switch (current)
                {
                    case IPropertySubpatternOperation { Member: { } member }:
                        return context.Torch.IsGradient(member);
                    case IIsPatternOperation matched:
                        return ComesFromGradient(matched.Value, context, hops - 1);
                    case IBlockOperation:
                        return false;
                }
            }
        }

        return false;
    }

    private static bool IsOneOfGradients(ILocalReferenceOperation local, CheckContext context, int hops) => local.Loops()
        .OfType<IForEachLoopOperation>().Any(loop =>
        loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default)
            && (MentionsGradient(loop.Collection, context) || ComesFromGradient(loop.Collection, context, hops - 1)));

    // A lambda that a chain such as parameters.Select(p => p.grad).ToList() is handed to.
    private static bool IsHandedGradients(IParameterReferenceOperation parameter, CheckContext context)
    {
        var taker = parameter.Function();
        while (taker is not null and not IInvocationOperation)
        {
            taker = taker.Parent;
        }

        return parameter.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }
            && taker is IInvocationOperation call && call.Receiver() is { } source && MentionsGradient(source, context);
    }
}
