using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>The layers of a Sequential, where they are written out: as arguments, or in a list that is filled before.</summary>
internal static class LayerLists
{
    /// <summary>
    /// The last layer of a Sequential; null when it cannot be told. Layers come as arguments or in one collection, each alone or with a
    /// name before it.
    /// </summary>
    public static IOperation? LastOf(IOperation sequential, ValueTracer values)
    {
        if (sequential.Arguments() is not { Length: 1 } arguments)
        {
            return null;
        }

        var given = arguments[0].Value.Unwrapped();
        var last = LastWritten(given) ?? given switch
        {
            ILocalReferenceOperation { Local: var list } => LastAdded(list, sequential, values),
            IFieldReferenceOperation { Field: var field } => LastAddedHere(field, sequential),
            _ => null,
        };
        return last?.Unwrapped() is ITupleOperation { Elements.Length: 2 } pair ? pair.Elements[1].Unwrapped() : last?.Unwrapped();
    }

    // A field of a builder, to which the method adds before it makes the model; what other methods added comes before that.
    private static IOperation? LastAddedHere(IFieldSymbol field, IOperation sequential)
    {
        if (sequential.Statement() is not var (block, statement))
        {
            return null;
        }

        var uses = CodeUnit.FunctionBodyOf(sequential).Descendants().OfType<IFieldReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Field, field)
                && reference.Syntax.SpanStart < statement.Syntax.SpanStart)
            .Select(reference => reference.User() as IInvocationOperation)
            .ToArray();
        return uses.Length > 0 && uses[uses.Length - 1] is { TargetMethod.Name: "Add", Arguments.Length: 1 } last
            && last.SureStatement() is var (own, _) && ReferenceEquals(own, block)
                ? last.Arguments[0].Value
                : null;
    }

    private static IOperation? LastWritten(IOperation collection) => collection switch
    {
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements[elements.Length - 1],
        IObjectCreationOperation { Initializer.Initializers: { Length: > 0 } added } =>
            added[added.Length - 1] is IInvocationOperation { Arguments.Length: 1 } add ? add.Arguments[0].Value : null,
        { Syntax: CollectionExpressionSyntax } => collection.ChildOperations.LastOrDefault(),
        _ => null,
    };

    // layers.Add(...) as statements of the block that makes the list and the model; whatever else is done to the list may add as well.
    private static IOperation? LastAdded(ILocalSymbol list, IOperation sequential, ValueTracer values)
    {
        var uses = CodeUnit.FunctionBodyOf(sequential).Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, list)
                && reference.Syntax.SpanStart < sequential.Syntax.SpanStart)
            .ToArray();
        if (!Array.TrueForAll(uses, use =>
            use.User() is IInvocationOperation
            {
                TargetMethod.Name: "Add",
                Arguments.Length: 1
            } or IPropertyReferenceOperation { Property.Name: "Count" })
            || sequential.Statement() is not var (block, _))
        {
            return null;
        }

        var last = uses.Select(use => use.User()).OfType<IInvocationOperation>().LastOrDefault();
        return last is null ? Created(list, sequential, values) is { } created ? LastWritten(created) : null
            : last.SureStatement() is var (own, _) && ReferenceEquals(own, block) ? last.Arguments[0].Value
            : null;
    }

    private static IOperation? Created(ILocalSymbol list, IOperation sequential, ValueTracer values) =>
        sequential.Arguments()[0].Value.Unwrapped() is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, list)
            ? values.SourceOf(reference)?.Unwrapped()
            : null;
}
