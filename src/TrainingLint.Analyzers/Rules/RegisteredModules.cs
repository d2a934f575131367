using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>Tells whether the layers in a collection are registered by other means than the collection.</summary>
internal static class RegisteredModules
{
    /// <summary>True when the collection goes into a module, or all of its layers are fields or parts of other modules as well.</summary>
    public static bool StandBeside(IFieldSymbol collection, CheckContext context)
    {
        var references = context.Unit.Names.ReferencesTo(collection);
        if (references.Any(reference => GoesIntoModule(reference, context)))
        {
            return true;
        }

        var elements = context.Unit.Names.CreationsOf(collection).SelectMany(Elements).Concat(references.SelectMany(Added)).ToArray();
        return elements.Length > 0 && Array.TrueForAll(elements, element => IsRegistered(element, context));
    }

    private static bool IsRegistered(IOperation element, CheckContext context) =>
        context.Unit.Names.EntityOf(element) is { } entity
        && (entity is IParameterSymbol
            || context.Unit.Names.ReferencesTo(entity)
            .Any(reference => reference is IMemberReferenceOperation && reference.Type.DerivesFrom(context.Torch.Module)
                || GoesIntoModule(reference, context)));

    private static bool GoesIntoModule(IOperation reference, CheckContext context)
    {
        for (var (part, user) = (reference, reference.Parent); user is not null and not IBlockOperation; (part, user) = (user, user.Parent))
        {
            switch (user)
            {
                case IInvocationOperation call when call.Instance != part
                    && (context.Torch.CreatesModule(call) || IsContainer(call.Instance?.Type, context)):
                case IObjectCreationOperation creation when creation.Type.DerivesFrom(context.Torch.Module):
                    return true;
                case IForEachLoopOperation each when each.Collection == part:
                    return context.Unit.Subtree(each.Body)
                        .Any(operation => operation is IInvocationOperation call && IsContainer(call.Instance?.Type, context));
            }
        }

        return false;
    }

    private static bool IsContainer(ITypeSymbol? type, CheckContext context) =>
        context.Torch.IsSequential(type) || context.Torch.IsModuleCollection(type);

    // What a collection is created with; an expression that is not written out stands for elements of its own.
    private static IEnumerable<IOperation> Elements(IOperation creation) => creation switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IArrayCreationOperation => [],
        { Syntax: CollectionExpressionSyntax } => creation.ChildOperations,
        IObjectCreationOperation { Initializer: { } initializer } =>
            initializer.Initializers.Select(element =>
                element is IInvocationOperation { Arguments: { Length: > 0 } arguments } ? arguments[arguments.Length - 1].Value : element),
        IObjectCreationOperation { Arguments.Length: 0 } => [],
        _ => [creation],
    };

    private static IEnumerable<IOperation> Added(IOperation reference) => reference.User() switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "Insert" or "TryAdd", Arguments: { Length: > 0 } arguments } call
            when call.Instance?.Unwrapped() == reference => [arguments[arguments.Length - 1].Value],
        IInvocationOperation { TargetMethod.Name: "AddRange", Arguments: { Length: 1 } arguments } => Elements(arguments[0].Value.Unwrapped()),
        IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation assignment } element when assignment.Target == element =>
            [assignment.Value],
        IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation assignment } element
            when assignment.Target == element => [assignment.Value],
        _ => [],
    };
}
