using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// Which rows a data view holds, wherever in the program it comes from: the part of a split, a file, a variable. Steps that keep the rows,
/// such as <c>Transform</c> and <c>Cache</c>, are gone through.
/// </summary>
internal sealed class MlNetData(CodeUnit unit)
{
    private const int MostHops = 20;

    private readonly Dictionary<ISymbol, int> _numbers = new(SymbolEqualityComparer.Default);

    /// <summary>Rows with a name of their own: two data views with equal names hold the same rows.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Part">TrainSet or TestSet for a part of a split; null for anything else.</param>
    /// <param name="Whole">The rows that were split; null for anything but a part.</param>
    /// <param name="Steps">The calls that were gone through, last first.</param>
    /// <param name="Origin">Where the way ends.</param>
    internal sealed record Rows(string Name, string? Part, Rows? Whole, IReadOnlyList<ValueSource> Steps, IOperation Origin);

    /// <summary>The rows of a data view; null where they cannot be told.</summary>
    public Rows? Of(IOperation data, CallPath? path) => Of(data, path, 0);

    private Rows? Of(IOperation data, CallPath? path, int hops)
    {
        var steps = new List<ValueSource>();
        while (hops++ < MostHops)
        {
            var source = data.Behind(unit, path);
            (data, path) = (source.Value, source.Path);
            switch (data)
            {
                case IMemberReferenceOperation { Member: { Name: "TrainSet" or "TestSet" } part, Instance: { } split }
                    when part.ContainingType?.Name == "TrainTestData":
                    return OfPart(data, part.Name, split.Behind(unit, path), steps, hops);
                case IInvocationOperation call when Kept(call) is { } kept:
                    steps.Add(source);
                    data = kept;
                    continue;
                case IInvocationOperation call:
                    return new Rows(NameOf(call, path), null, null, steps, data);
                case ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation:
                    return KeyOf(data) is { } key ? new Rows("variable " + key, null, null, steps, data) : null;
                default:
                    return new Rows(PlaceOf(data) + PathOf(path), null, null, steps, data);
            }
        }

        return null;
    }

    // The same call on the same rows splits them alike, whatever it was seeded with.
    private Rows? OfPart(IOperation place, string part, ValueSource split, List<ValueSource> steps, int hops)
    {
        var whole = split.Value is IInvocationOperation { TargetMethod.Name: "TrainTestSplit" } call && call.Argument("data") is { } data
            ? Of(data.Value, split.Path, hops)
            : null;
        var name = split.Value is IInvocationOperation made ? PlaceOf(made) + (whole is null ? PathOf(split.Path) : " of " + whole.Name)
            : KeyOf(split.Value) is { } key ? "variable " + key
            : null;
        return name is null ? null : new Rows(part + " of (" + name + ")", part, whole, steps, place);
    }

    private static IOperation? Kept(IInvocationOperation call) => !MlNetPipelines.IsOfMlNet(call) ? null : call.TargetMethod.Name switch
    {
        "Transform" when call.Arguments.Length == 1 => call.Arguments[0].Value,
        "Cache" or "ShuffleRows" => call.Argument("input")?.Value,
        _ => null,
    };

    // A file is the same rows however often it is loaded.
    private string NameOf(IInvocationOperation call, CallPath? path)
    {
        if (call.TargetMethod.Name is "LoadFromTextFile" or "LoadFromBinary" && call.Argument("path") is { } file
            && unit.Values.TraceWithin(file.Value.Behind(unit, path) is var told ? told.Value
                : file.Value, told.Path)?.Value is string text)
        {
            return "file " + text;
        }

        // So is a list.
        return call.TargetMethod.Name == "LoadFromEnumerable" && call.Argument("data") is { } rows
            && KeyOf(rows.Value.Behind(unit, path).Value) is { } key
            ? "list " + key
            : PlaceOf(call) + PathOf(path);
    }

    private static string PathOf(CallPath? path)
    {
        var names = "";
        for (var hop = 0; path is not null && hop < MostHops; path = path.Outer, hop++)
        {
            names += " in " + PlaceOf(path.Site);
        }

        return names;
    }

    private static string PlaceOf(IOperation operation) =>
        operation.Syntax.SyntaxTree.FilePath + "@" + operation.Syntax.SpanStart.ToString(CultureInfo.InvariantCulture)
        + "-" + operation.Syntax.Span.End.ToString(CultureInfo.InvariantCulture);

    // What several places write may be other rows the next time.
    private bool IsSteady(ISymbol symbol) => symbol switch
    {
        IParameterSymbol or ILocalSymbol => unit.Libraries.Uses.WritesTo(symbol, unit.Cancellation) is { Count: 0 },
        IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true } => true,
        IFieldSymbol or IPropertySymbol => unit.Libraries.Uses.WritesTo(symbol, unit.Cancellation) is { Count: <= 1 },
        _ => false,
    };

    // A variable, or a member of one: sets.Train.
    private string? KeyOf(IOperation operation) =>
        SymbolOf(operation) is { } symbol ? (IsSteady(symbol) ? Number(symbol) : null)
        : operation is IMemberReferenceOperation
        {
            Instance: { } owner,
            Member: IFieldSymbol or IPropertySymbol { Parameters.IsEmpty: true }
        } member
            && IsSteady(member.Member) && KeyOf(owner.Unwrapped()) is { } holder ? holder + "." + Number(member.Member)
        : null;

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { Parameters.IsEmpty: true } } member
            when member.Instance is null or IInstanceReferenceOperation => member.Member,
        _ => null,
    };

    private string Number(ISymbol symbol)
    {
        if (!_numbers.TryGetValue(symbol.OriginalDefinition, out var number))
        {
            number = _numbers[symbol.OriginalDefinition] = _numbers.Count;
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }
}
