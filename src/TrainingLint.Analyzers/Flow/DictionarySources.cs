using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>What an entry of a dictionary holds that is written out where it is created, and that the program only looks at afterwards.</summary>
internal sealed class DictionarySources(CodeUnit unit)
{
    private static readonly string[] Looking = ["TryGetValue", "ContainsKey", "GetValueOrDefault", "Keys", "Values", "Count"];

    /// <summary>The value of <c>settings["rate"]</c>.</summary>
    public ValueSource? Of(IPropertyReferenceOperation entry, ValueSources sources, CallPath? path) =>
        entry.Arguments.Length == 1 && Entries(entry.Instance, sources, path) is { } entries
        && KeyOf(entry.Arguments[0].Value, path) is { } key && Find(entries, key) is { } found
            ? new ValueSource(found)
            : null;

    /// <summary>The value of <c>settings.GetValueOrDefault("rate", 0.1)</c>.</summary>
    public ValueSource? Of(IInvocationOperation call, ValueSources sources, CallPath? path) =>
        call is
        {
            TargetMethod: { Name: "GetValueOrDefault", ContainingType.Name: "CollectionExtensions" },
            Arguments: { Length: >= 2 } given
        }
        && Entries(given[0].Value, sources, path) is { } entries && KeyOf(given[1].Value, path) is { } key
            ? Find(entries, key) is { } found ? new ValueSource(found)
                : given.Length == 3 && entries.All(entry => !Equals(entry.Key, key)) ? new ValueSource(given[2].Value, Path: path)
                : null
            : null;

    /// <summary>Whether <c>TryGetValue</c> or <c>ContainsKey</c> finds an entry; null when it cannot be told.</summary>
    public bool? Has(IInvocationOperation call, ValueSources sources, CallPath? path) =>
        call is { TargetMethod.Name: "TryGetValue" or "ContainsKey", Instance: { } dictionary, Arguments: { Length: > 0 } given }
        && Entries(dictionary, sources, path) is { } entries && KeyOf(given[0].Value, path) is { } key
            ? entries.Any(entry => Equals(entry.Key, key))
            : null;

    /// <summary>What <c>TryGetValue("rate", out var rate)</c> writes.</summary>
    public ValueSource? Written(IInvocationOperation call, ValueSources sources, CallPath? path) =>
        call is { TargetMethod.Name: "TryGetValue", Instance: { } dictionary, Arguments: { Length: 2 } given }
        && Entries(dictionary, sources, path) is { } entries && KeyOf(given[0].Value, path) is { } key && Find(entries, key) is { } found
            ? new ValueSource(found)
            : null;

    private static IOperation? Find((object Key, IOperation Value)[] entries, object key) =>
        entries.Where(entry => Equals(entry.Key, key)).ToArray() is { Length: 1 } only ? only[0].Value : null;

    // A key that cannot be told may be any.
    private (object Key, IOperation Value)[]? Entries(IOperation? dictionary, ValueSources sources, CallPath? path)
    {
        if (!IsOnlyLookedUp(HolderOf(dictionary))
            || sources.Made(dictionary, path) is not { Value: IObjectCreationOperation { Initializer: { } written } creation }
            || creation.Type?.Name is not ("Dictionary" or "SortedDictionary") || !IsHandedOut(creation, dictionary))
        {
            return null;
        }

        var entries = written.Initializers.Select(EntryOf).ToArray();
        return entries.All(found => found is not null) ? [.. entries.Select(found => found!.Value)] : null;
    }

    private bool IsOnlyLookedUp(ISymbol? holder) => holder is not null
        && unit.Libraries.Uses.IsOnlyLookedUp(holder, Looking, unit.Cancellation);

    // The variable of the method that made it is another holder, which may have changed it before it was returned.
    private static bool IsHandedOut(IObjectCreationOperation creation, IOperation? dictionary) =>
        creation.User() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
        || SymbolEqualityComparer.Default.Equals(local, HolderOf(dictionary));

    private static ISymbol? HolderOf(IOperation? instance) => instance?.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: { Parameters.IsEmpty: true } property } => property,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
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

    private object? KeyOf(IOperation key, CallPath? path) => KeyOf(key) ?? KeyOf(key.Behind(unit, path, isWithin: true).Value);
}
