using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>The only expression that a name can stand for.</summary>
/// <param name="Value">The expression.</param>
/// <param name="DefaultOf">The field or property whose declaration holds it, where nobody writes another; null otherwise.</param>
internal sealed record ValueSource(IOperation Value, ISymbol? DefaultOf = null);
