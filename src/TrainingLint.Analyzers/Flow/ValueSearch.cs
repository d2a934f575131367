using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>Asks for the expression that a name stands for in the end.</summary>
internal static class ValueSearch
{
    private const int MostHops = 12;

    /// <summary>
    /// The expression at the end of the chain of names that an operation begins: what a variable holds, a part of a tuple or record, what
    /// the only caller passes, what a method of the program returns. The operation itself where it is no name, and the last name that
    /// could be followed where several values are possible.
    /// </summary>
    public static IOperation Behind(this IOperation operation, CodeUnit unit) => operation.Behind(unit, path: null).Value;

    /// <summary>
    /// The same for an expression that a search came to by certain calls, with the calls within which the result is to be read.
    /// </summary>
    public static ValueSource Behind(this IOperation operation, CodeUnit unit, CallPath? path) =>
        operation.Behind(unit, path, isWithin: false);

    /// <summary>The same within a search that is under way, whose steps go on being counted.</summary>
    public static ValueSource Behind(this IOperation operation, CodeUnit unit, CallPath? path, bool isWithin)
    {
        var value = operation.Unwrapped();
        for (var hop = 0; hop < MostHops && unit.Values.StepFrom(value, path, isWithin) is { } source; hop++)
        {
            (value, path) = (source.Value.Unwrapped(), source.Path);
        }

        return new ValueSource(value, Path: path);
    }

    /// <summary>
    /// True when two expressions come from one variable, on whatever way through parameters that have only one caller. Two calls of one
    /// method are two values.
    /// </summary>
    public static bool IsSameVariable(this IOperation left, IOperation right, CodeUnit unit)
    {
        var first = Variables(left, unit);
        return Variables(right, unit).Exists(variable => first.Contains(variable, SymbolEqualityComparer.Default));
    }

    private static List<ISymbol> Variables(IOperation operation, CodeUnit unit)
    {
        var variables = new List<ISymbol>();
        IOperation? value = operation.Unwrapped();
        for (var hop = 0; hop < MostHops && value is not null; hop++)
        {
            switch (value)
            {
                case ILocalReferenceOperation { Local: var local } when unit.Values.SourceOf(value) is not null:
                    variables.Add(local);
                    break;
                case IParameterReferenceOperation:
                    break;
                default:
                    return variables;
            }

            value = unit.Values.SourceOf(value)?.Unwrapped();
        }

        return variables;
    }
}
