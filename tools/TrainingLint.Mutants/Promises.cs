using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Linting;

namespace TrainingLint.Mutants;

/// <summary>What the linter promises of any text whatever.</summary>
public static class Promises
{
    private static readonly Judge Judge = new();

    /// <summary>The promises that a text breaks, with how many fixes were tried.</summary>
    public static (IReadOnlyList<string> Broken, int Fixes) Broken(SourceFile source)
    {
        try
        {
            return Look(source);
        }
        catch (Exception defect)
        {
            return (["throws " + defect], 0);
        }
    }

    private static (IReadOnlyList<string> Broken, int Fixes) Look(SourceFile source)
    {
        var broken = new List<string>();
        var fixes = 0;
        foreach (var finding in Findings(source))
        {
            if (!LiesWithin(finding.Place, source))
            {
                broken.Add(finding.Rule.Id + " is placed at " + finding.Place + ", outside of the text");
            }

            foreach (var edits in finding.Fixes.Select(fix => FixEdits.Of(fix, source)).OfType<IReadOnlyList<TextEdit>>())
            {
                fixes++;
                var after = ConfigFormats.Parse(new SourceFile(source.Path, FixEdits.Apply(source.Text, edits)));
                if (after.Problems.Count > ConfigFormats.Parse(source).Problems.Count)
                {
                    broken.Add("a fix of " + finding.Rule.Id + " at " + finding.Place + " breaks the syntax");
                }
            }
        }

        return (broken, fixes);
    }

    /// <summary>The findings in a text that draws on nothing.</summary>
    public static IReadOnlyList<Finding> Findings(SourceFile source) =>
        new ConfigLinter(Judge, new LintContext()).Lint(ConfigFormats.Parse(source)).Findings;

    private static bool LiesWithin(Place place, SourceFile source) =>
        place.Line >= 1 && place.EndLine <= source.LineCount
        && place.Column >= 1 && place.Column <= source.Line(place.Line).Length + 1
        && place.EndColumn >= 1 && place.EndColumn <= source.Line(place.EndLine).Length + 1
        && (place.Line, place.Column).CompareTo((place.EndLine, place.EndColumn)) <= 0;
}
