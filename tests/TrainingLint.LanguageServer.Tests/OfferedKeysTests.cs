using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.LanguageServer.Features;
using TrainingLint.Linting;

namespace TrainingLint.LanguageServer.Tests;

/// <summary>Whoever takes what completion offers writes nothing that the check calls an error.</summary>
public class OfferedKeysTests
{
    private static readonly Judge Judge = new();

    [Theory]
    [MemberData(nameof(FrameworkKeysTests.Configs), MemberType = typeof(FrameworkKeysTests))]
    public void OfferedKeyWithItsDefault_IsNoError(string framework, string text)
    {
        var before = Errors(text);
        var present = Parse(text).Roots.OfType<MappingNode>().SelectMany(root => root.Entries).Select(entry => entry.Key.Text).ToHashSet();
        var offered = KnownKeys.In(Parse(text))
            .Where(key => key is { IsGone: false, Default: not null } && !key.Path.Contains('.') && !present.Contains(key.Path)).ToArray();

        var wrong = offered.SelectMany(key => Errors(text + "\n" + key.Path + ": " + Written(key) + "\n").Except(before));

        Assert.True(present.Count > 0, framework);
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(FrameworkKeysTests.Configs), MemberType = typeof(FrameworkKeysTests))]
    public void OfferedValue_IsNoError(string framework, string text)
    {
        using var client = TestClient.Start();
        var before = Errors(text);
        var present = Parse(text).Roots.OfType<MappingNode>().SelectMany(root => root.Entries).Select(entry => entry.Key.Text).ToHashSet();
        var wrong = new List<string>();
        foreach (var key in KnownKeys.In(Parse(text))
            .Where(key => !key.IsGone && key.Values.Count > 0 && !key.Path.Contains('.') && !present.Contains(key.Path)))
        {
            var start = text + "\n" + key.Path + ": ";
            client.Open("file:///project/train.yaml", start);
            var items = client.AskAt("textDocument/completion", "file:///project/train.yaml", text.Count(letter => letter == '\n') + 1,
                key.Path.Length + 2)!["items"]!.AsArray();
            wrong.AddRange(items.SelectMany(item => Errors(start + (string?)item!["textEdit"]!["newText"] + "\n").Except(before)));
        }

        Assert.True(present.Count > 0, framework);
        Assert.Empty(wrong);
    }

    private static string Written(KnownKey key) => HoverFeature.Show(key.Default) is { Length: > 0 } shown ? shown : "\"\"";

    private static ParsedFile Parse(string text) => ConfigFormats.Parse(new SourceFile("train.yaml", text));

    // Of the file itself: that two settings do not go together is for whoever chooses them.
    private static HashSet<string> Errors(string text)
    {
        var linted = new ConfigLinter(Judge, new LintContext()).Lint(Parse(text));
        var combined = linted.File.Observations.OfType<WrongTypeObservation>().Where(observation => observation.IsOfCombination)
            .Select(observation => observation.Place).ToHashSet();
        return [.. linted.Findings
            .Where(finding => finding.Severity == Severity.Error && finding.Rule.Id.StartsWith("TL09", StringComparison.Ordinal)
                && !combined.Contains(finding.Place))
            .Select(finding => finding.Rule.Id + " " + finding.Message)];
    }
}
