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
/// <param name="Site">The call, or the creation of an object that runs a constructor.</param>
/// <param name="Function">The method, constructor, local function or lambda that it runs.</param>
/// <param name="Outer">The calls around it.</param>
internal sealed record CallPath(IOperation Site, ISymbol Function, CallPath? Outer)
{
    /// <summary>The call; null where an object is created.</summary>
    public IInvocationOperation? Call => Site as IInvocationOperation;

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

    /// <summary>
    /// The calls within which a variable lives: a function inside of another sees the variables of that one, whoever called it.
    /// </summary>
    public static CallPath? Around(ISymbol variable, CallPath? path)
    {
        for (var owner = variable.ContainingSymbol; owner is IMethodSymbol method && path is not null; owner = owner.ContainingSymbol)
        {
            if (To(method, path) is { } frame)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>What the call passes for a parameter.</summary>
    public IArgumentOperation? Argument(IParameterSymbol parameter)
    {
        foreach (var argument in Site.Arguments())
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                return argument;
            }
        }

        return null;
    }
}
