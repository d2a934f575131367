using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>
/// LeRobot: <c>lerobot-train</c> (<c>src/lerobot/configs/train.py</c>, <c>policies/*/configuration_*.py</c>). Unless it is switched off, the policy's
/// own preset replaces whatever the optimizer and the scheduler are told.
/// </summary>
internal sealed class LeRobot : CommandDialect
{
    private const string PresetWins = "the policy's own preset replaces it (use_policy_training_preset, on by default); write the key of the policy, such as --policy.optimizer_lr, or switch the preset off";

    private static readonly Dictionary<string, Preset> Presets = new(StringComparer.Ordinal)
    {
        ["act"] = new("adamw", 1e-5, 1e-4),
        ["diffusion"] = new("adam", 1e-4, 1e-6) { Warmup = 500, Schedule = "cosine", Beta1 = 0.95 },
        ["pi0"] = new("adamw", 2.5e-5, 0.01) { Warmup = 1000, Schedule = "cosine" },
        ["pi05"] = new("adamw", 2.5e-5, 0.01) { Warmup = 1000, Schedule = "cosine" },
        ["pi0_fast"] = new("adamw", 2.5e-5, 0.01) { Warmup = 1000, Schedule = "cosine" },
        ["smolvla"] = new("adamw", 1e-4, 1e-10) { Warmup = 1000, Schedule = "cosine" },
        ["tdmpc"] = new("adam", 3e-4, null),
        ["groot"] = new("adamw", 1e-4, null),
    };

    public LeRobot()
        : base("lerobot", Loaders.Argparse)
    {
        Map(Facts.Optimizer, "optimizer.type");
        Map(Facts.BatchSize, "batch_size").Otherwise(8);
        Map(Facts.MaxSteps, "steps").Otherwise(100_000);
        Map(Facts.Seed, "seed").Otherwise(1000);
        Map(Facts.LoraRank, "peft.r");
        OtherKnownKeys = ["eval_steps", "eval_freq", "env_eval_freq", "save_freq", "log_freq", "num_workers", "use_policy_training_preset"];
        KeyFacts = [.. new[] { "optimizer.lr", "optimizer.weight_decay", "optimizer.type", "optimizer.betas", "scheduler.num_warmup_steps", "scheduler.type", "scheduler.peak_lr", "scheduler.num_decay_steps" }
            .Select(path => new KeyFact(path, PresetWins) { When = (scope, _) => !scope.IsFalse("use_policy_training_preset") && !scope.Has("config_path") })];
    }

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.Stem == "lerobot-train" || (command.IsPartOf("lerobot") && command.Stem is "train" or "lerobot_train") || (config.HasAny("policy.type", "policy.path") && config.Has("dataset.repo_id"));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.HasAny("policy.path", "policy.pretrained_path") ? Regime.FineTuning : Regime.Unknown;
        if (scope.IsFalse("use_policy_training_preset"))
        {
            draft.Set(Facts.LearningRate, scope.Has("optimizer.lr") ? scope.Read("optimizer.lr") : Setting<double>.Unknown);
            draft.Set(Facts.WeightDecay, scope.Has("optimizer.weight_decay") ? scope.Read("optimizer.weight_decay") : Setting<double>.Unknown);
            return;
        }

        if (scope.Text("policy.type") is not { } policy || !Presets.TryGetValue(policy, out var preset))
        {
            draft.Set(Facts.LearningRate, scope.Has("policy.optimizer_lr") ? scope.Read("policy.optimizer_lr") : Setting<double>.Unknown);
            return;
        }

        draft.Set(Facts.Optimizer, Setting<string>.ByDefault(preset.Optimizer));
        draft.Set(Facts.LearningRate, Chosen("policy.optimizer_lr", preset.Rate));
        if (preset.WeightDecay is { } decay)
        {
            draft.Set(Facts.WeightDecay, Chosen("policy.optimizer_weight_decay", decay));
        }

        if (preset.Beta1 is { } beta)
        {
            draft.Set(Facts.Beta1, Setting<double>.ByDefault(beta));
            draft.Set(Facts.Beta2, Setting<double>.ByDefault(0.999));
        }

        draft.Set(Facts.Schedule, preset.Schedule is { } schedule ? Setting<string>.ByDefault(schedule) : Setting<string>.Missing);
        if (preset.Warmup is { } warmup)
        {
            draft.Set(Facts.WarmupSteps, Chosen("policy.scheduler_warmup_steps", warmup));
        }

        Setting<double> Chosen(string path, double otherwise) =>
            scope.Has(path) ? scope.Read(path) : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(otherwise);
    }

    private sealed record Preset(string Optimizer, double Rate, double? WeightDecay)
    {
        public double? Beta1 { get; init; }

        public double? Warmup { get; init; }

        public string? Schedule { get; init; }
    }
}
