using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// adap/flower: the run config of an app, <c>[tool.flwr.app.config]</c> in its <c>pyproject.toml</c>
/// (<c>framework/py/flwr/common/config.py</c>, fuse_dicts). Flower reads none of these keys itself: the app does, by the
/// names that Flower's own templates use. What stands there is a part of a recipe, and the optimizer is in the code of the clients.
/// </summary>
internal sealed class Flower : Dialect
{
    private const string Section = "tool.flwr.app.config";

    public Flower()
        : base("flower", new Loader("tomli", ScalarSchema.Toml), "Flower")
    {
        Map(Facts.LearningRate, Either("learning-rate", "lr", "train.training-arguments.learning-rate", "client-lr"));
        Map(Facts.Optimizer, "optimizer", "optim", "client-optimizer");
        Map(Facts.WeightDecay, Either("weight-decay"));
        Map(Facts.Momentum, "momentum");
        Map(Facts.BatchSize, Either("batch-size", "train.training-arguments.per-device-train-batch-size"));
        Map(Facts.GradientAccumulation, Either("train.training-arguments.gradient-accumulation-steps"));
        Map(Facts.Seed, Either("seed", "random-seed"));
        Map(Facts.LoraRank, Either("model.lora.peft-lora-r"));
        Map(Facts.LoraAlpha, Either("model.lora.peft-lora-alpha"));
        OtherKnownKeys =
        [
            "num-server-rounds", "local-epochs", "fraction-fit", "fraction-train", "fraction-evaluate", "min-available-clients",
        ];
    }

    public override int Precedence => 3;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Toml;

    public override bool Recognises(ConfigView config) => config.Mapping(Section) is not null;

    /// <inheritdoc/>
    public override string UsualScope => Section;

    protected override bool IsFragment(ConfigView config) => true;

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [root.At(Section, "training")];

    // A client goes through its data local-epochs times in each round for which it is drawn.
    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var rounds = First(scope, Either("num-server-rounds", "num-rounds"));
        var local = First(scope, Either("local-epochs"));
        if (rounds.TryGet(out var times) && local.TryGet(out var passes))
        {
            var how = FormattableString.Invariant($"{times} rounds x {passes} local epochs, for a client that is drawn each time");
            draft.Set(Facts.Epochs, Setting<double>.Derived(times * passes, how, rounds));
        }
    }

    private static Setting<double> First(RecipeScope scope, string[] paths)
    {
        foreach (var path in paths)
        {
            if (scope.Read(path) is { State: not SettingState.Absent } found)
            {
                return found;
            }
        }

        return Setting<double>.Unknown;
    }

    // Flower's templates write dashes, apps of before 1.10 and their authors underscores.
    private static string[] Either(params string[] names)
    {
        var both = new List<string>();
        foreach (var name in names)
        {
            both.Add(name);
            if (name.IndexOf('-') >= 0)
            {
                both.Add(name.Replace('-', '_'));
            }
        }

        return [.. both];
    }
}
