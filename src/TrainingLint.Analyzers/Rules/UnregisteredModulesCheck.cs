using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnregisteredModulesCheck() : CodeCheck("TL2023")
{
    public override void Check(CheckContext context)
    {
        var type = context.Unit.Bodies.Select(body => body.Owner.ContainingType).FirstOrDefault();
        if (type is null || !type.DerivesFrom(context.Torch.Module) || type.DeclaringSyntaxReferences.Length != 1 || !IsDirectModule(type, context))
        {
            return;
        }

        var registersByHand = context.Unit.CallsAndCreations.OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name is "register_module" or "register_parameter" or "add_module" or "register_buffer");
        if (registersByHand)
        {
            return;
        }

        var registers = context.Unit.CallsAndCreations.OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name == "RegisterComponents");
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && IsUsedInForward(field, context)))
        {
            if (field.Type.DerivesFrom(context.Torch.Module) && !registers && IsCreatedHere(field, context) && field.DeclaringSyntaxReferences.Length > 0)
            {
                context.Report(At(field.DeclaringSyntaxReferences[0].GetSyntax(), "The layer '" + field.Name + "' is never registered, so the optimizer does not see its weights; call RegisterComponents() at the end of the constructor."));
                return;
            }

            if (HoldsModules(field.Type, context) && field.DeclaringSyntaxReferences.Length > 0)
            {
                context.Report(At(field.DeclaringSyntaxReferences[0].GetSyntax(), "Layers in '" + field.Name + "' are not registered, because RegisterComponents() does not look into " + (field.Type is IArrayTypeSymbol ? "arrays" : "this collection") + "; use ModuleList or ModuleDict."));
            }
        }
    }

    // A base class of one's own may do the registration.
    private static bool IsDirectModule(INamedTypeSymbol type, CheckContext context) => type.BaseType is { } parent && context.Torch.IsOfTorch(parent);

    private static bool IsUsedInForward(IFieldSymbol field, CheckContext context) =>
        context.Unit.Bodies.Where(body => body.Owner.Name is "forward" or "call").SelectMany(body => body.Operations)
            .Any(operation => operation is IFieldReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Field, field));

    private static bool IsCreatedHere(IFieldSymbol field, CheckContext context) =>
        context.Unit.Names.WritesTo(field) is { Count: > 0 } writes && writes.All(write => write is not null && context.Torch.CreatesModule(write.Unwrapped()));

    private static bool HoldsModules(ITypeSymbol type, CheckContext context) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.DerivesFrom(context.Torch.Module),
        INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "Dictionary" or "IDictionary", TypeArguments: { Length: > 0 } arguments } named =>
            named.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" && arguments[arguments.Length - 1].DerivesFrom(context.Torch.Module),
        _ => false,
    };
}
