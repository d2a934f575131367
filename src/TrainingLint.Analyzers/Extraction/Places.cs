using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Findings;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>
/// Places of the rule book and locations of the compiler, both ways. To count lines costs more than to judge most settings, and only
/// the location of a finding is ever shown: these places count characters where others count lines.
/// </summary>
internal sealed class Places
{
    private readonly Dictionary<Place, SyntaxNode> _nodes = [];
    private readonly Dictionary<Place, Location> _settings = [];

    /// <summary>The place of a piece of syntax.</summary>
    public Place Of(SyntaxNode syntax)
    {
        var span = syntax.Span;
        var place = new Place(syntax.SyntaxTree.FilePath, span.Start + 1, 1, span.End + 1, 1);
        _nodes[place] = syntax;
        return place;
    }

    /// <summary>The place of a value in appsettings.json.</summary>
    public Place Of(Location setting)
    {
        var span = setting.GetLineSpan();
        var place = new Place(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line
            + 1, span.EndLinePosition.Character + 1);
        _settings[place] = setting;
        return place;
    }

    /// <summary>The location of a place that this table handed out.</summary>
    public Location LocationOf(Place place) => _nodes.TryGetValue(place, out var syntax) ? syntax.GetLocation()
        : _settings.TryGetValue(place, out var setting) ? setting
        : Location.None;
}
