using Microsoft.CodeAnalysis;

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
    public static IOperation Behind(this IOperation operation, CodeUnit unit)
    {
        var value = operation.Unwrapped();
        for (var hop = 0; hop < MostHops && unit.Values.SourceOf(value) is { } source; hop++)
        {
            value = source.Unwrapped();
        }

        return value;
    }
}
