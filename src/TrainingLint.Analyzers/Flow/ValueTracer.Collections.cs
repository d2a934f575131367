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

    /// <summary>The same for a collection that a search came to by certain calls.</summary>
    public IReadOnlyList<IOperation>? ElementsOf(IOperation collection, CallPath? path) => ElementsOf(collection, 0, path);

    /// <summary>The same for a collection that a search under way came to.</summary>
    public IReadOnlyList<IOperation>? ElementsWithin(IOperation collection, CallPath? path) =>
        ElementsOf(collection, 0, path, isWithin: true);

    private IReadOnlyList<IOperation>? ElementsOf(IOperation collection, int hops, CallPath? path = null, bool isWithin = false)
    {
        var behind = collection.Behind(_unit, path, isWithin).Value;
        if (SequenceSources.IsGrown(collection, _unit))
        {
            return Grown(collection, behind, hops, path);
        }

        if (hops > MostHops)
        {
            return null;
        }

        if (behind is IInvocationOperation { TargetMethod: { ReturnType: INamedTypeSymbol { Name: "IEnumerable" } } iterator }
            && Yielded(iterator) is { Count: > 0 } yields)
        {
            return yields;
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
            "Where" when ElementsOf(arguments[0].Value, hops + 1) is { } all => Chosen(all, arguments[1].Value, path),
            "Except" when ElementsOf(arguments[0].Value, hops + 1) is { } all && ElementsOf(arguments[1].Value, hops + 1) is { } left =>
                Without(all, left),
            "Select" when ElementsOf(arguments[0].Value, hops + 1) is { } same && IsIdentity(arguments[1].Value) => same,
            "Prepend" when ElementsOf(arguments[0].Value, hops + 1) is { } rest => [arguments[1].Value, .. rest],
            "Concat" when ElementsOf(arguments[0].Value, hops + 1) is { } first && ElementsOf(arguments[1].Value, hops + 1) is { } second =>
                [.. first, .. second],
            _ => null,
        };
    }

    // list.Add("Age"); list.Add("Height"), all of them in the block that makes the list or in one constructor.
    private List<IOperation>? Grown(IOperation list, IOperation made, int hops, CallPath? path)
    {
        if (SequenceSources.GrowthOf(list, _unit) is not { } calls || calls[0].Syntax.FirstAncestorOrSelf<BlockSyntax>() is not { } block
            || made is not (IObjectCreationOperation { Arguments.IsEmpty: true } or { Syntax: CollectionExpressionSyntax }))
        {
            return null;
        }

        var elements = new List<IOperation>(made.Syntax is CollectionExpressionSyntax ? WithSpreads(made, hops) ?? [] : Elements(made)
            ?? []);
        foreach (var call in calls)
        {
            if (call is not { TargetMethod.Name: "Add", Arguments: { Length: 1 } given }
                || call.Syntax.Parent is not ExpressionStatementSyntax statement
                || !block.Contains(statement)
                || (statement.Parent == block ? true : new Choices(_unit).Runs(statement, block, path)) is not { } runs)
            {
                return null;
            }

            if (runs)
            {
                elements.Add(given[0].Value);
            }
        }

        return block.Parent is ConstructorDeclarationSyntax || block.Contains(made.Syntax) ? elements : null;
    }

    // names.Where(name => name != "Id")
    private List<IOperation>? Chosen(IReadOnlyList<IOperation> all, IOperation condition, CallPath? path)
    {
        if (_sources.DelegateBehind(condition, path)
                is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } parameters } lambda
            || new Choices(_unit).ResultOf(lambda.Syntax, path) is not { } asked)
        {
            return null;
        }

        var chosen = new List<IOperation>();
        var isKnown = true;
        _sources.Alternatives.ForEach((parameters[0], all), element =>
        {
            if (new Choices(_unit).FlagOf(asked, path) is not { } isIn)
            {
                isKnown = false;
            }
            else if (isIn)
            {
                chosen.Add(element);
            }
        });
        return isKnown ? chosen : null;
    }

    private List<IOperation>? Without(IReadOnlyList<IOperation> all, IReadOnlyList<IOperation> left)
    {
        var names = left.Select(element => Trace(element, 0, path: null)?.Value).ToArray();
        var kept = all.Where(element => !names.Contains(Trace(element, 0, path: null)?.Value)).ToList();
        return names.Contains(null) ? null : kept;
    }

    // names.Select(name => name)
    private bool IsIdentity(IOperation selector) =>
        _sources.DelegateBehind(selector, path: null) is IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } own } lambda
        && lambda.Body.Descendants().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue?.Unwrapped()
            is IParameterReferenceOperation result
        && SymbolEqualityComparer.Default.Equals(result.Parameter, own[0]);

    // What an iterator of the program yields, where it does so one after the other.
    private List<IOperation>? Yielded(IMethodSymbol iterator)
    {
        if (_unit.Run(iterator).DeclaringSyntaxReferences is not { Length: 1 } declared
            || declared[0].GetSyntax(_unit.Cancellation) is not { } function)
        {
            return null;
        }

        var body = (function as MethodDeclarationSyntax)?.Body ?? (function as LocalFunctionStatementSyntax)?.Body;
        var yields = body?.DescendantNodes().OfType<YieldStatementSyntax>().ToArray() ?? [];
        return yields.Length == 0 || !yields.All(node => node.Parent == body && node.Expression is not null) ? null
            : [.. yields.Select(node => _unit.Libraries.Uses.OperationOf(node.Expression!, _unit.Cancellation)).OfType<IOperation>()];
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
