using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Settings as keyword arguments of a config class, alone or within each other: <c>TrainingConfig(lr=3e-4, steps=1000)</c>,
/// <c>Trainer.Config(optimizer=OptimizerConfig(lr=...), training=TrainingConfig(steps=...))</c>, as mappings of the same shape.
/// </summary>
internal static class ConfigCalls
{
    private const int MostDepth = 6;

    // Fewer are arguments of one part rather than the settings of a run.
    private const int LeastSettings = 5;

    private static readonly string[] Endings =
        ["Config", "Configuration", "ConfigContainer", "Args", "Arguments", "Settings", "Options", "HParams", "Hparams", "HyperParams",
            "Hyperparameters", "HyperParameters", "Params", "Cfg"];

    /// <summary>One root for each outermost call of a config class that a dialect of its own does not read.</summary>
    /// <param name="program">The program.</param>
    /// <param name="others">Names of classes that are read otherwise.</param>
    public static IEnumerable<MappingNode> In(PythonProgram program, IReadOnlyCollection<string> others)
    {
        var calls = program.Calls.Where(call => IsConfig(call.Node) && !others.Contains(call.Last)).Select(call => call.Node).ToArray();
        var inner = new HashSet<ConfigNode>(calls.SelectMany(call => Within(call, 0)));
        foreach (var call in calls.Where(call => !inner.Contains(call)))
        {
            var plain = Plain(call, 0);
            if (CountOf(plain, 0) >= LeastSettings)
            {
                yield return new MappingNode(plain.Source, plain.Span, PythonRoots.Object, plain.Entries);
            }
        }
    }

    /// <summary>
    /// What functions return that build settings: <c>def get_config(): return dict(lr=..., ...)</c>, and <c>return Trainer.Config(...)</c>
    /// with settings within settings, whatever the function is called. Objects that are filled line by line are roots of their own.
    /// </summary>
    public static IEnumerable<MappingNode> Returned(PythonProgram program) => program.Returned
        .Where(returned => returned.Scope.Kind == PythonScopeKind.Function
            && !returned.Scope.Objects.Any(built => built.Assignments > 1)
            && (CountOf(returned.Node, 0) >= LeastSettings || returned.Node.Has("model_spec"))
            && (SettingNames.IsOfSettings(returned.Scope.Name)
                || returned.Node.Entries.Count(entry => entry.Value is MappingNode { Tag: null }) > 1
                || (returned.Node.Has("model_spec") && returned.Node.Has("optimizer"))))
        .Select(returned => Plain(returned.Node, 0))
        .Select(plain => new MappingNode(plain.Source, plain.Span, PythonRoots.Object, plain.Entries));

    // openpi's TrainConfig has a name and a dialect.
    private static bool IsConfig(MappingNode node) => NodeTags.CalledBy(node) is { } called && DottedName.Last(called) is var last
        && Array.Exists(Endings, ending => last.EndsWith(ending, StringComparison.Ordinal)) && !(last == "TrainConfig" && node.Has("name"));

    private static IEnumerable<ConfigNode> Within(ConfigNode node, int depth)
    {
        var parts = depth > MostDepth ? [] : node switch
        {
            MappingNode mapping => mapping.Entries.Select(entry => entry.Value),
            SequenceNode list => list.Items,
            _ => Enumerable.Empty<ConfigNode>(),
        };
        return parts.Where(part => part is not ScalarNode).SelectMany(part => Within(part, depth + 1).Prepend(part));
    }

    private static MappingNode Plain(MappingNode call, int depth) => new(call.Source, call.Span, null,
        [.. call.Entries.Where(entry => !char.IsDigit(entry.Key.Text.FirstOrDefault())).Select(entry =>
            entry.Value is MappingNode inner && IsConfig(inner) && depth < MostDepth
                ? entry with { Value = Plain(inner, depth + 1) } : entry)]);

    private static int CountOf(MappingNode mapping, int depth) => mapping.Entries.Sum(entry =>
        entry.Value is MappingNode { Tag: null } inner && depth < MostDepth ? CountOf(inner, depth + 1) : 1);
}
