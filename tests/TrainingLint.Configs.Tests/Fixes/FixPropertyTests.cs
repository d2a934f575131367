using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Tests;

namespace TrainingLint.Configs.Tests.Fixes;

/// <summary>
/// What holds of every fix, over generated configs of several frameworks with planted mistakes: the finding is gone, no new one appears,
/// every untouched line is identical, and every value that the fix is not about is read as before.
/// </summary>
public class FixPropertyTests
{
    private const int Configs = 200;

    private const int MostLines = 20;

    private static readonly string[][] Frames =
    [
        ["SOLVER:", "  IMS_PER_BATCH: 16", "  MAX_ITER: 90000", "  STEPS: (60000, 80000)", "  GAMMA: 0.1", "  BASE_LR: 0.02", "  WARMUP_ITERS: 1000", "SEED: 42"],
        ["model_name_or_path: org/model", "dataset_name: org/data", "learning_rate: 2.0e-5", "per_device_train_batch_size: 8", "num_train_epochs: 3", "warmup_ratio: 0.03", "lr_scheduler_type: cosine", "seed: 42"],
        ["base_model: org/model", "datasets:", "  - path: org/data", "    type: alpaca", "adapter: lora", "lora_r: 8", "lora_alpha: 16", "learning_rate: 2.0e-4", "micro_batch_size: 2", "gradient_accumulation_steps: 4", "num_epochs: 3", "optimizer: adamw_torch", "warmup_ratio: 0.05", "bf16: true"],
        ["optim: adam", "optim_conf:", "  lr: 1.0e-3", "scheduler: warmuplr", "scheduler_conf:", "  warmup_steps: 25000", "encoder: conformer", "accum_grad: 1", "max_epoch: 100", "seed: 42"],
    ];

    private static readonly Func<int, string, string>[] Mistakes =
    [
        (_, line) => line.Replace("1.0e-3", "1e-3", StringComparison.Ordinal),
        (_, line) => line.Replace("BASE_LR: 0.02", "BASE_LR: 1", StringComparison.Ordinal),
        (_, line) => line.Replace("BASE_LR: 0.02", "BASE_LR: 20.0", StringComparison.Ordinal),
        (_, line) => line.Replace("warmup_ratio: 0.03", "warmup_ratio: 1.5", StringComparison.Ordinal),
        (_, line) => line.Replace("WARMUP_ITERS: 1000", "WARMUP_ITERS: 180000", StringComparison.Ordinal),
        (_, line) => line.Replace("num_train_epochs", "num_train_epoch", StringComparison.Ordinal).Replace("IMS_PER_BATCH", "IMS_PER_BACTH", StringComparison.Ordinal).Replace("micro_batch_size", "micro_batchsize", StringComparison.Ordinal),
        (_, line) => line.Contains("learning_rate", StringComparison.Ordinal) || line.Contains("SEED", StringComparison.Ordinal) ? line + "\n" + line : line,
        (number, line) => line.StartsWith("seed", StringComparison.Ordinal) ? line + "\nseed: " + number.ToString(CultureInfo.InvariantCulture) : line,
        (_, line) => line.StartsWith("warmup_ratio", StringComparison.Ordinal) ? line + "\nwarmup_steps: 100" : line,
        (_, line) => line.StartsWith("bf16", StringComparison.Ordinal) ? line + "\nfp16: true" : line,
        (_, line) => line.Contains("GAMMA", StringComparison.Ordinal) || line.StartsWith("lr_scheduler", StringComparison.Ordinal) ? line + "  # traininglint: disable=missing-seed old" : line,
    ];

    private static readonly Judge Judge = new();

    [Fact]
    public void EveryFix_SettlesItsFindingAndNothingElse()
    {
        var settled = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Property.Holds(
            Faulty,
            Configs,
            text =>
            {
                var source = new SourceFile("train.yaml", text);
                foreach (var finding in Findings(source))
                {
                    foreach (var edits in finding.Fixes.Select(fix => FixEdits.Of(fix, source)).OfType<IReadOnlyList<TextEdit>>())
                    {
                        Holds(finding, source, edits);
                        settled[finding.Rule.Id] = settled.GetValueOrDefault(finding.Rule.Id) + 1;
                    }
                }
            });

        // Every kind of fix took part, so that the property is not empty.
        Assert.All(new[] { "TL0102", "TL0105", "TL0106", "TL0503", "TL0901", "TL0902", "TL0903", "TL0907" }, rule => Assert.True(settled.ContainsKey(rule), rule + " was never fixed"));
    }

    private static void Holds(Finding finding, SourceFile source, IReadOnlyList<TextEdit> edits)
    {
        var fixedText = FixEdits.Apply(source.Text, edits);
        var after = new SourceFile(source.Path, fixedText);
        var because = FormattableString.Invariant($"{finding.Rule.Id} at line {finding.Place.Line}\n{source.Text}\n---\n{fixedText}");

        var before = Findings(source).Select(Identity).ToList();
        var now = Findings(after).Select(Identity).ToList();
        Assert.True(now.Count(identity => identity == Identity(finding)) < before.Count(identity => identity == Identity(finding)),
            "still there: " + because);

        // A value that a duplicate hid, or a key that nobody read, may be judged only now; that is no doing of the fix.
        if (finding.Rule.Id is not ("TL0902" or "TL0903"))
        {
            Assert.True(now.All(before.Contains), "new: " + string.Join(", ", now.Except(before)) + because);
        }

        UntouchedLinesAreIdentical(source, after, edits, because);
        OtherValuesAreReadAsBefore(source, after, because);
    }

    private static void UntouchedLinesAreIdentical(SourceFile source, SourceFile after, IReadOnlyList<TextEdit> edits, string because)
    {
        var first = edits.Min(edit => edit.Start);
        var last = edits.Max(edit => edit.End);
        Assert.True(after.Text.StartsWith(source.Text[..first], StringComparison.Ordinal), because);
        Assert.True(after.Text.EndsWith(source.Text[last..], StringComparison.Ordinal), because);
        var touched = source.PositionOf(Math.Max(first, last - 1)).Line - source.PositionOf(first).Line + 1;
        Assert.True(touched <= 1, "touches several lines: " + because);
    }

    private static void OtherValuesAreReadAsBefore(SourceFile source, SourceFile after, string because)
    {
        var before = Leaves(source);
        var now = Leaves(after);
        var changed = before.Keys.Union(now.Keys).Where(path => before.GetValueOrDefault(path) != now.GetValueOrDefault(path)).ToArray();

        // One key changes its value, or goes, or goes under one name and comes under another.
        Assert.True(changed.Length <= 2, string.Join(", ", changed) + because);
        Assert.Empty(DocumentParser.Parse(after).Problems);
    }

    private static Dictionary<string, string> Leaves(SourceFile source)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var root in DocumentParser.Parse(source).Roots)
        {
            Collect(root, "");
        }

        return leaves;

        void Collect(ConfigNode node, string path)
        {
            switch (node)
            {
                case ScalarNode scalar:
                    leaves[path] = scalar.Style + scalar.Text;
                    break;
                case SequenceNode sequence:
                    for (var i = 0; i < sequence.Items.Count; i++)
                    {
                        Collect(sequence.Items[i], FormattableString.Invariant($"{path}/{i}"));
                    }

                    break;
                case MappingNode mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        Collect(entry.Value, path + "/" + entry.Key.Text);
                    }

                    break;
            }
        }
    }

    private static IEnumerable<Finding> Findings(SourceFile source)
    {
        var file = new ConfigReader().Read(source);
        var findings = Judge.Findings(file);
        var suppressions = Suppressions.In(source);
        var open = findings.Where(finding => suppressions.Of(finding, isOwn: true) is null).ToArray();
        return open.Concat(Judge.Findings(file with { Recipes = [], Observations = [.. suppressions.Unused(Judge.Rules)] }));
    }

    private static (string, string?) Identity(Finding finding) => (finding.Rule.Id, finding.Key);

    // A frame with a few mistakes, comments, blank lines and one of the two line endings, with or without a last one.
    private static Gen<string> Faulty { get; } = Gen.Select(
        Gen.Int[0, Frames.Length - 1],
        Gen.Select(Gen.Int[0, Mistakes.Length - 1], Gen.Int[1, 98], (kind, number) => (Kind: kind, Number: number)).Array[3],
        Gen.Int[0, 5].Array[MostLines],
        Gen.Bool,
        Gen.Int[0, 3],
        (frame, mistakes, trimmings, hasCarriageReturns, last) =>
        {
            IEnumerable<string> lines = Frames[frame];
            foreach (var (kind, number) in mistakes)
            {
                lines = lines.SelectMany(line => Mistakes[kind](number, line).Split('\n')).ToArray();
            }

            var end = hasCarriageReturns ? "\r\n" : "\n";
            return string.Join(end, lines.SelectMany((line, index) => Trimmed(line, trimmings[index % MostLines]))) + (last == 3 ? "" : end);
        });

    private static string[] Trimmed(string line, int kind) => kind switch
    {
        3 => [line.Contains('#', StringComparison.Ordinal) ? line : line + "   # caf\u00e9 \ud83d\ude80"],
        4 => ["# above", line],
        5 => [line, ""],
        _ => [line],
    };
}
