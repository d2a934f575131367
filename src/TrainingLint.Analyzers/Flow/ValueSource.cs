using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>The only expression that a name can stand for.</summary>
/// <param name="Value">The expression.</param>
/// <param name="DefaultOf">The field or property whose declaration holds it, where nobody writes another; null otherwise.</param>
/// <param name="Path">The calls within which the expression is to be read.</param>
internal sealed record ValueSource(IOperation Value, ISymbol? DefaultOf = null, CallPath? Path = null)
{
    /// <summary>True for what an object that is known holds: its default too is no mere stand-in.</summary>
    public bool IsCertain { get; init; }
}

/// <summary>
/// The calls by which a search came into a function, innermost first: a function that several callers share gets its arguments from the
/// call that was followed, and its object too.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="Function">The method, local function or lambda that it runs.</param>
/// <param name="Outer">The calls around it.</param>
internal sealed record CallPath(IInvocationOperation Call, ISymbol Function, CallPath? Outer)
{
    /// <summary>The innermost call of a function; null when the search did not come by one.</summary>
    public static CallPath? To(ISymbol function, CallPath? path)
    {
        var current = path;
        while (current is not null && !SymbolEqualityComparer.Default.Equals(current.Function, function.OriginalDefinition))
        {
            current = current.Outer;
        }

        return current;
    }

    /// <summary>What the call passes for a parameter.</summary>
    public IArgumentOperation? Argument(IParameterSymbol parameter)
    {
        foreach (var argument in Call.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                return argument;
            }
        }

        return null;
    }
}
