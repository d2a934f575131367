using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

// The elements of collections that are written out in one place or in several.
internal sealed partial class ValueTracer
{
    /// <summary>The elements of a collection that is written out, or of the only one that a name stands for; null for any other.</summary>
    public IReadOnlyList<IOperation>? ElementsOf(IOperation collection) => ElementsOf(collection, 0);

    /// <summary>The same for a collection that a search under way came to.</summary>
    public IReadOnlyList<IOperation>? ElementsWithin(IOperation collection, CallPath? path) => ElementsOf(collection, 0, path, isWithin: true);

    private IReadOnlyList<IOperation>? ElementsOf(IOperation collection, int hops, CallPath? path = null, bool isWithin = false)
    {
        var behind = collection.Behind(_unit, path, isWithin).Value;
        if (hops > MostHops)
        {
            return null;
        }

        if (behind is not IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method, Arguments: var arguments })
        {
            return behind.Syntax is CollectionExpressionSyntax ? WithSpreads(behind, hops) : Elements(behind);
        }

        // names.Append("Age").ToArray(), names.Concat(others)
        return method.Name switch
        {
            "ToArray" or "ToList" or "AsEnumerable" => ElementsOf(arguments[0].Value, hops + 1),
            "Append" when ElementsOf(arguments[0].Value, hops + 1) is { } first => [.. first, arguments[1].Value],
            "Prepend" when ElementsOf(arguments[0].Value, hops + 1) is { } rest => [arguments[1].Value, .. rest],
            "Concat" when ElementsOf(arguments[0].Value, hops + 1) is { } first && ElementsOf(arguments[1].Value, hops + 1) is { } second =>
                [.. first, .. second],
            _ => null,
        };
    }

    // [.. names, "Age"]
    private List<IOperation>? WithSpreads(IOperation collection, int hops)
    {
        var elements = new List<IOperation>();
        foreach (var element in collection.ChildOperations)
        {
            if (element.Syntax is not SpreadElementSyntax)
            {
                elements.Add(element);
            }
            else if (element.ChildOperations.FirstOrDefault() is { } spread && ElementsOf(spread, hops + 1) is { } parts)
            {
                elements.AddRange(parts);
            }
            else
            {
                return null;
            }
        }

        return elements;
    }

    private static IOperation[]? Elements(IOperation? collection) => collection switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.ToArray(),
        IArrayInitializerOperation initializer => initializer.ElementValues.ToArray(),
        { Syntax: CollectionExpressionSyntax } => collection.ChildOperations.ToArray(),
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers
            .Select(element => element is IInvocationOperation { Arguments.Length: 1 } add ? add.Arguments[0].Value : element)
            .ToArray(),
        _ => null,
    };
}
