using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnregisteredModulesCheck() : CodeCheck<UnregisteredModules>()
{
    public override void Check(CheckContext context)
    {
        var type = context.Unit.Bodies.Select(body => body.Owner.ContainingType).FirstOrDefault();
        if (type is null || !type.DerivesFrom(context.Torch.Module) || HasGeneratedPart(type) || !IsDirectModule(type, context)
            || RegistersByHand(context))
        {
            return;
        }

        if (RegisteredTooEarly(context) is { } early)
        {
            context.Report(At(early, "RegisterComponents() runs before any layer exists, and once it has run, later calls do nothing, so no layer is ever registered; call it at the end of the constructor."));
            return;
        }

        var fields = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => !field.IsStatic && field.DeclaringSyntaxReferences.Length > 0 && IsUsedInForward(field, context)).ToArray();
        if (!Array.Exists(context.Calls, call => call.TargetMethod.Name == "RegisterComponents") && NeverRegistered(type, fields, context) is { } finding)
        {
            context.Report(finding);
            return;
        }

        foreach (var field in fields)
        {
            if (ModulesIn(field.Type, context) is { } element && ModuleWeights.Of(element, context.Torch) != ModuleHolds.Nothing
                && !RegisteredModules.StandBeside(field, context))
            {
                context.Report(At(field.DeclaringSyntaxReferences[0].GetSyntax(),
                    "Layers in '" + field.Name + "' are not registered, because RegisterComponents() does not look into " + (field.Type is IArrayTypeSymbol ? "arrays" : "this collection") + "; use ModuleList or ModuleDict."));
            }
        }
    }

    // A generator may write the part that registers.
    private static bool HasGeneratedPart(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length > 1
        && type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree.FilePath is ""
            || part.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
            || part.SyntaxTree.FilePath.Replace('\\', '/').Contains("/obj/"));

    // A base class of one's own may do the registration.
    private static bool IsDirectModule(INamedTypeSymbol type, CheckContext context) =>
        type.BaseType is { } parent && context.Torch.IsOfTorch(parent);

    private static bool RegistersByHand(CheckContext context) =>
        Array.Exists(context.Calls, call => call.TargetMethod.Name is "register_module" or "register_parameter" or "add_module" or "register_buffer")
        || context.Unit.Bodies.Any(body => body.Owner.Name == "RegisterComponents");

    // The module that holds this one registers its parts as well; it matters only where nobody does.
    private CodeFinding? NeverRegistered(INamedTypeSymbol type, IFieldSymbol[] fields, CheckContext context)
    {
        var layers = fields.Where(field => field.Type.DerivesFrom(context.Torch.Module) && IsCreatedHere(field, context))
            .ToLookup(field => HeldBy(field, context));
        var holds = layers[ModuleHolds.Weights].Any() ? ModuleHolds.Weights : ModuleHolds.Mode;
        if (layers[holds].FirstOrDefault() is not { } layer || ModuleUses.Of(type, holds, context) is var use && use == ModuleUse.Unknown)
        {
            return null;
        }

        var consequence = holds == ModuleHolds.Weights ? "so the optimizer does not see its weights" : "so eval() does not reach it and it stays in training mode";
        var reason = use == ModuleUse.InSequential ? " (a Sequential does not register what its modules hold)" : "";
        return At(layer.DeclaringSyntaxReferences[0].GetSyntax(), "The layer '" + layer.Name + "' is never registered, " + consequence + reason + "; call RegisterComponents() at the end of the constructor.");
    }

    private static ModuleHolds HeldBy(IFieldSymbol field, CheckContext context) =>
        context.Unit.Names.WritesTo(field).Max(write => ModuleWeights.Of(write!.Unwrapped(), context.Torch));

    // RegisterComponents() looks at the fields once, so those that are assigned afterwards are never seen.
    private static IInvocationOperation? RegisteredTooEarly(CheckContext context)
    {
        if (context.Unit.Bodies.Any(body =>
            body.Owner is IFieldSymbol or IPropertySymbol && body.Operations.Any(operation => context.Torch.IsModule(operation.Type))))
        {
            return null;
        }

        return context.Unit.Bodies.Where(body => body.Owner is IMethodSymbol { MethodKind: MethodKind.Constructor })
            .Select(body => RegisteredTooEarly(body, context))
            .FirstOrDefault(call => call is not null);
    }

    private static IInvocationOperation? RegisteredTooEarly(MemberBody constructor, CheckContext context)
    {
        var registration =
            Array.FindIndex(constructor.Operations,
                operation => operation is IInvocationOperation
                {
                    TargetMethod.Name: "RegisterComponents",
                    Instance: IInstanceReferenceOperation
                } && operation.Function() is null);
        if (registration < 0
            || constructor.Operations.Take(registration)
            .Any(operation => AssignsModule(operation, context) || CallsOwnCode(operation, context)))
        {
            return null;
        }

        var assignsLater = constructor.Operations.Skip(registration).OfType<ISimpleAssignmentOperation>()
            .Any(assignment =>
                assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation
                    && context.Torch.CreatesModule(assignment.Value.Unwrapped()));
        return assignsLater ? (IInvocationOperation)constructor.Operations[registration] : null;
    }

    private static bool AssignsModule(IOperation operation, CheckContext context) => operation switch
    {
        IAssignmentOperation assignment =>
            assignment.Target.DescendantsAndSelf()
                .Any(target => target is IMemberReferenceOperation && context.Torch.IsModule(target.Type)),
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument =>
            argument.Value.Unwrapped() is IMemberReferenceOperation,
        _ => false,
    };

    private static bool CallsOwnCode(IOperation operation, CheckContext context) =>
        operation is IInvocationOperation call && !context.Torch.IsOfTorch(call.TargetMethod)
            && call.Instance is IInstanceReferenceOperation;

    private static bool IsUsedInForward(IFieldSymbol field, CheckContext context) =>
        context.Unit.Bodies.Where(body => body.Owner.Name is "forward" or "call").SelectMany(body => body.Operations)
            .Any(operation =>
                operation is IFieldReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Field, field));

    private static bool IsCreatedHere(IFieldSymbol field, CheckContext context) =>
        context.Unit.Names.WritesTo(field) is { Count: > 0 } writes
            && writes.All(write => write is not null && context.Torch.CreatesModule(write.Unwrapped()));

    // The type of the modules in an array, a list or a dictionary.
    private static ITypeSymbol? ModulesIn(ITypeSymbol type, CheckContext context)
    {
        var element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "Dictionary" or "IDictionary", TypeArguments: { Length: > 0 } arguments } named
                when named.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" => arguments[arguments.Length - 1],
            _ => null,
        };
        return element.DerivesFrom(context.Torch.Module) ? element : null;
    }
}
