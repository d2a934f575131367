using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>What an entry of a dictionary holds that is written out where it is created, and that the program only looks at afterwards.</summary>
internal sealed class DictionarySources(CodeUnit unit)
{
    private static readonly string[] Looking = ["TryGetValue", "ContainsKey", "GetValueOrDefault", "Keys", "Values", "Count"];

    /// <summary>The value of <c>settings["rate"]</c>.</summary>
    public ValueSource? Of(IPropertyReferenceOperation entry, ValueSources sources)
    {
        if (entry.Arguments.Length != 1 || KeyOf(entry.Arguments[0].Value) is not { } key || HolderOf(entry.Instance) is not { } holder
            || !unit.Libraries.Uses.IsOnlyLookedUp(holder, Looking, unit.Cancellation)
            || sources.CreationOf(entry.Instance) is not IObjectCreationOperation { Initializer: { } written } creation
            || creation.Type?.Name is not ("Dictionary" or "SortedDictionary"))
        {
            return null;
        }

        // A key that is written twice, or cannot be told, may be this one.
        var entries = written.Initializers.Select(EntryOf).ToArray();
        return entries.Any(found => found is null) ? null
            : entries.Where(found => Equals(found!.Value.Key, key)).ToArray() is { Length: 1 } only ? new ValueSource(only[0]!.Value.Value)
            : null;
    }

    private static ISymbol? HolderOf(IOperation? instance) => instance?.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: { Parameters.IsEmpty: true } property } => property,
        _ => null,
    };

    private static (object Key, IOperation Value)? EntryOf(IOperation written) => written switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } keys }, Value: var value }
            when KeyOf(keys[0].Value) is { } key => (key, value),
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } pair } when KeyOf(pair[0].Value) is { } key =>
            (key, pair[1].Value),
        _ => null,
    };

    private static object? KeyOf(IOperation key) => key.Unwrapped().ConstantValue is { HasValue: true, Value: { } value } ? value : null;
}
