using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using CsCheck;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Tests;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>What holds of whatever text: nothing throws, places lie in the file and say what the message says, and fixes keep their promises.</summary>
public class MutationTests
{
    private static readonly Judge Judge = new();

    private static readonly Regex LeadingQuote = new("^(?:Found )?'(?<text>[^'\\\\]+)' reaches", RegexOptions.CultureInvariant);

    [Fact]
    public void Places_LieInTheFileAndCoverWhatIsQuoted() => Places(MutatedConfigs.All, 3_000);

    [Fact]
    public void Fixes_WriteWhatTheyPromiseAndNothingElse()
    {
        var proven = Fixes(4_000);
        Assert.True(proven >= 1_000, FormattableString.Invariant($"only {proven} fixes took part"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void TwentyThousandMutants_AreReadWithoutAnException()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("TRAININGLINT_MUTANTS") ?? "20000", System.Globalization.CultureInfo.InvariantCulture);

        // Others than those of the short test, which are the first of the plain ones.
        Places(Gen.Select(Gen.Bool, MutatedConfigs.All, (_, source) => source), count);
    }

    private static void Places(Gen<SourceFile> mutants, int count)
    {
        var quoted = 0;
        Property.Holds(
            mutants,
            count,
            source =>
            {
                foreach (var finding in Findings(source))
                {
                    var because = FormattableString.Invariant($"{finding.Rule.Id} at {finding.Place}");
                    LiesWithin(finding.Place, source, because);

                    // Line breaks within a value are shown folded, and to YAML 1.1 these are breaks as well.
                    var isFolded = source.Slice(finding.Place).IndexOfAny(['\u0085', '\u2028', '\u2029']) >= 0;
                    if (finding.Place.Line == finding.Place.EndLine && !isFolded
                        && LeadingQuote.Match(finding.Message) is { Success: true } match)
                    {
                        quoted++;
                        Assert.True(
                            source.Slice(finding.Place).Trim('"', '\'') == match.Groups["text"].Value,
                            "covers '" + source.Slice(finding.Place) + "', " + because);
                    }
                }
            },
            Shown);

        Assert.True(quoted > count / 50, FormattableString.Invariant($"only {quoted} places could be compared"));
    }

    private static string Shown(SourceFile source) => source.Path + "\n" + source.Text;

    private static void LiesWithin(Place place, SourceFile source, string because)
    {
        Assert.True(place.Line >= 1 && place.EndLine <= source.LineCount, because);
        Assert.True(place.Column >= 1 && place.Column <= source.Line(place.Line).Length + 1, because);
        Assert.True(place.EndColumn >= 1 && place.EndColumn <= source.Line(place.EndLine).Length + 1, because);
        Assert.True((place.Line, place.Column).CompareTo((place.EndLine, place.EndColumn)) <= 0, because);
    }

    private static int Fixes(int count)
    {
        var proven = 0;
        Property.Holds(
            MutatedConfigs.All,
            count,
            source =>
            {
                foreach (var fix in Findings(source).SelectMany(finding => finding.Fixes))
                {
                    if (FixEdits.Of(fix, source) is { } edits)
                    {
                        proven++;
                        Keeps(fix, edits, source);
                    }
                }
            },
            Shown);
        return proven;
    }

    private static void Keeps(Fix fix, IReadOnlyList<TextEdit> edits, SourceFile source)
    {
        var after = new SourceFile(source.Path, FixEdits.Apply(source.Text, edits));
        var because = FormattableString.Invariant($"{fix.Title}\n{after.Text}");
        var parsed = DocumentParser.Parse(after);
        Assert.True(parsed.Problems.Count == 0, because);
        foreach (var edit in fix.Edits.OfType<ReplaceValue>())
        {
            var written = Leaves.At(parsed, edit.Place.Line, edit.Place.Column);
            Assert.True(written is { Style: ScalarStyle.Plain } && written.Text == edit.NewText, because);
            Assert.True(edit.Number is not { } number
                || ScalarResolver.ResolvePlain(written.Text, ScalarSchema.Yaml11).Number.Equals(number), because);
        }

        // One path gets another value, or paths get another name, or some go.
        var before = DocumentParser.Parse(source);
        var isSame = fix.Edits[0] switch
        {
            ReplaceValue => Leaves.Added(Leaves.Of(before), Leaves.Of(parsed)) <= fix.Edits.Count,
            _ => Leaves.Added(Leaves.ValuesOf(before), Leaves.ValuesOf(parsed)) == 0,
        };
        Assert.True(isSame, because);
    }

    private static IReadOnlyList<Finding> Findings(SourceFile source) => Judge.Findings(new ConfigReader().Read(source));
}
