using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// A sweep of Weights and Biases over the settings of a program: <c>method: grid</c> and <c>parameters: {lr: {values: [...]}, seed: {value: 1}}</c>
/// (docs.wandb.ai, sweep configuration structure). What is held fixed is a setting like any other, what is searched is known only at run time.
/// </summary>
internal sealed class Sweep : Generic
{
    protected override bool IsSweep => true;

    public override int Precedence => 410;

    public override bool Recognises(ConfigView config) =>
        (config.IsAny("method", "grid", "random", "bayes", "custom") || (config.Has("method") && config.HasAny("metric.goal", "program")))
            && config.Mapping("parameters") is { } parameters
        && LeafCollector.Collect(Settings(parameters)).Any(leaf => RateKey.Of(leaf.Word) is not null);

    public override IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations)
    {
        var parameters = config.Root.Find("parameters")!.Value;
        var settings = parameters with { Value = Settings((MappingNode)parameters.Value) };
        return base.Read(new ConfigView(config.File, new MappingNode(config.File, config.Root.Span, null, [settings]),
            config.IsComplete)
        { Files = config.Files }, observations);
    }

    private static MappingNode Settings(MappingNode parameters) => new(
        parameters.Source, parameters.Span, null, [.. parameters.Entries.Select(entry => entry with { Value = Setting(entry.Value) })]);

    private static ConfigNode Setting(ConfigNode parameter) => parameter switch
    {
        MappingNode held when held.Has("value") => held["value"]!,
        MappingNode nested when nested["parameters"] is MappingNode inner => Settings(inner),
        _ => new ScalarNode(parameter.Source, parameter.Span, null, "choice()", ScalarStyle.Plain),
    };
}
