using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Findings;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>Places of the rule book and locations of the compiler, both ways.</summary>
internal sealed class Places
{
    private readonly Dictionary<Place, Location> _locations = [];

    /// <summary>The place of a piece of syntax.</summary>
    public Place Of(SyntaxNode syntax)
    {
        var location = syntax.GetLocation();
        var span = location.GetLineSpan();
        var place = new Place(
            span.Path,
            span.StartLinePosition.Line + 1,
            span.StartLinePosition.Character + 1,
            span.EndLinePosition.Line + 1,
            span.EndLinePosition.Character + 1);
        _locations[place] = location;
        return place;
    }

    /// <summary>The location of a place that this table handed out.</summary>
    public Location LocationOf(Place place) => _locations.TryGetValue(place, out var location) ? location : Location.None;
}
