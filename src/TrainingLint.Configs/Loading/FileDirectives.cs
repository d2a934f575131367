using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Loading;

/// <summary>
/// What a comment says of the file in which it stands: <c># traininglint: dialect=axolotl</c>, <c>loader=pyyaml</c>, <c>unit=epochs</c>,
/// one or several, separated by commas.
/// </summary>
internal sealed class FileDirectives
{
    private const string Marker = "traininglint:";

    // Such a comment stands at the top, where a reader looks for it.
    private const int LinesAtTop = 50;

    private static readonly LazyRegex Pair = new(@"(?<key>dialect|loader|unit)\s*=\s*(?<value>[\w\-.]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly LazyRegex Whole = new(
        @"^\s*(?:dialect|loader|unit)\s*=\s*[\w\-.]+(?:\s*[,;]?\s*(?:dialect|loader|unit)\s*=\s*[\w\-.]+)*\s*$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Dictionary<string, Loader> Loaders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pyyaml"] = Loading.Loaders.PyYaml,
        ["yaml"] = Loading.Loaders.PyYaml,
        ["omegaconf"] = Loading.Loaders.OmegaConfUntyped,
        ["hydra"] = Loading.Loaders.OmegaConfUntyped,
        ["hyperpyyaml"] = Loading.Loaders.HyperPyYaml,
        ["yacs"] = Loading.Loaders.Yacs,
        ["json"] = Loading.Loaders.Json,
        ["jsonargparse"] = Loading.Loaders.JsonArgparse,
        ["ruamel"] = Loading.Loaders.HyperPyYaml with
        {
            Name = "ruamel.yaml",
            Interpolation = Loading.Loaders.Json.Interpolation,
            EvaluatesLiterals = false,
            KnowsOwnTags = false
        },
    };

    private static readonly FileDirectives None = new([]);

    private readonly Dictionary<string, string> _values;

    private FileDirectives(Dictionary<string, string> values, Place? place = null) => (_values, Place) = (values, place);

    /// <summary>The last such comment; null where there is none.</summary>
    public Place? Place { get; }

    /// <summary>The name of the dialect; null where the file does not say.</summary>
    public string? Dialect => _values.TryGetValue("dialect", out var name) ? name : null;

    /// <summary>The loader that reads the file; null where the file does not say, or names one that nobody knows.</summary>
    public Loader? Loader => _values.TryGetValue("loader", out var name) && Loaders.TryGetValue(name, out var loader) ? loader : null;

    /// <summary>In what lengths without a unit count; null where the file does not say.</summary>
    public LengthUnit? Unit => _values.TryGetValue("unit", out var name)
        ? name.ToLowerInvariant() switch
        {
            "epoch" or "epochs" => LengthUnit.Epochs,
            "step" or "steps" or "iteration" or "iterations" or "iters" => LengthUnit.Steps,
            _ => null,
        }
        : null;

    /// <summary>What the comments at the top of a file say.</summary>
    public static FileDirectives Of(SourceFile file)
    {
        if (file.Text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return None;
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Place? place = null;
        var comments = file.Format.Comments ?? CommentSyntax.Hash;
        for (var number = 1; number <= Math.Min(file.LineCount, LinesAtTop); number++)
        {
            var line = comments.WithoutTail(file.Line(number));
            var at = line.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && comments.IsComment(line) && IsOne(line.Substring(at + Marker.Length)))
            {
                place = new Place(file.Path, number, 1, number, line.Length + 1);
                foreach (var pair in Pair.Matches(line.Substring(at)).Cast<Match>())
                {
                    values[pair.Groups["key"].Value] = pair.Groups["value"].Value;
                }
            }
        }

        return values.Count == 0 ? None : new FileDirectives(values, place);
    }

    /// <summary>True for what stands behind the tool's name in such a comment: pairs that are known, and nothing else.</summary>
    public static bool IsOne(string order) => Whole.IsMatch(order) && Pair.Matches(order).Cast<Match>().All(IsKnown);

    private static bool IsKnown(Match pair) => pair.Groups["key"].Value.ToLowerInvariant() switch
    {
        "loader" => Loaders.ContainsKey(pair.Groups["value"].Value),
        "unit" => pair.Groups["value"].Value.ToLowerInvariant()
            is "epoch" or "epochs" or "step" or "steps" or "iteration" or "iterations" or "iters",
        _ => true,
    };
}
