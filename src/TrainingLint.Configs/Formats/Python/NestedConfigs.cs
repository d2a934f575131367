using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Settings as calls of config classes within a call of one: <c>Trainer.Config(optimizer=OptimizerConfig(lr=...),
/// training=TrainingConfig(steps=...))</c>, as mappings of the same shape.
/// </summary>
internal static class NestedConfigs
{
    private const int MostDepth = 6;

    private static readonly string[] Endings = ["Config", "ConfigContainer", "Configuration", "Args", "Settings", "Options"];

    private static readonly string[] Steering = ["optimizer", "optim", "optimizer_config", "scheduler", "lr_scheduler", "lr"];

    private static readonly string[] Lengths = ["training", "train", "trainer", "training_config", "train_config", "trainer_config"];

    /// <summary>One root for each outermost config that holds both an optimizer or schedule and a length.</summary>
    public static IEnumerable<MappingNode> In(PythonProgram program)
    {
        foreach (var call in program.Calls.Where(call => IsConfig(call.Node) && call.Last != "TrainConfig"))
        {
            if (HoldsConfig(call.Node, Steering) && HoldsConfig(call.Node, Lengths))
            {
                var plain = Plain(call.Node, 0);
                yield return new MappingNode(plain.Source, plain.Span, PythonRoots.Object, plain.Entries);
            }
        }
    }

    private static bool HoldsConfig(MappingNode call, string[] names) =>
        Array.Exists(names, name => call[name] is MappingNode inner && IsConfig(inner));

    private static bool IsConfig(MappingNode node) => NodeTags.CalledBy(node) is { } called
        && Array.Exists(Endings, ending => called.EndsWith(ending, StringComparison.Ordinal));

    private static MappingNode Plain(MappingNode call, int depth) => new(call.Source, call.Span, null,
        [.. call.Entries.Where(entry => !char.IsDigit(entry.Key.Text.FirstOrDefault())).Select(entry =>
            entry.Value is MappingNode inner && IsConfig(inner) && depth < MostDepth ? entry with { Value = Plain(inner, depth + 1) }
                : entry)]);
}
