using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// Denys88/rl_games as Isaac Gym and Isaac Lab configure it: <c>rl_games/common/a2c_common.py</c>, <c>algos_torch/sac_agent.py</c>.
/// What is called tau is the lambda of generalized advantages; the optimizer is Adam; an adaptive schedule moves the rate
/// between min_lr and max_lr, so that the written rate is only the start.
/// </summary>
internal sealed class RlGames : Dialect
{
    private const string Config = "params.config";

    // A team of this size or less may share a rollout; how many agents there are only the environment knows.
    private const int LargestTeam = 64;

    private static readonly string[] Lengths = ["max_epochs", "max_frames", "max_steps"];

    private const string CentralValue = Config + ".central_value_config";

    // Isaac Gym's environments compose the file as the group "train" of a Hydra config, beside "task".
    private const string Train = "train.";

    private static readonly BaseFiles Groups = new("defaults") { AreHydraGroups = true };

    public RlGames()
        : base("rl-games", Loaders.OmegaConf with { RejectsDuplicateKeys = false })
    {
        Map(Facts.Optimizer).Otherwise("Adam");
        Map(Facts.LearningRate, "learning_rate", "actor_lr");
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0);
        Map(Facts.Schedule, "lr_schedule");
        Map(Facts.WarmupSteps).OtherwiseNone();
        Map(Facts.BatchSize, "minibatch_size", "batch_size");
        Map(Facts.BufferSize, "replay_buffer_size");
        Map(Facts.TimeHorizon, "horizon_length");
        Map(Facts.Epochs, "max_epochs");
        Map(Facts.MaxSteps, "max_frames", "max_steps");
        Map(Facts.Discount, "/params.config.gamma", "/train.params.config.gamma");
        Map(Facts.GaeLambda, "/params.config.tau", "/train.params.config.tau");
        Map(Facts.ClipRange, "/params.config.e_clip", "/train.params.config.e_clip");
        Map(Facts.Seed, "/params.seed", "/train.params.seed").OtherwiseNone();
        OtherKnownKeys =
        [
            "min_lr", "max_lr", "kl_threshold", "mini_epochs", "num_actors", "critic_lr", "alpha_lr", "minibatch_size_per_env", "num_minibatches", "truncate_grads",
            "normalize_input", "normalize_value", "normalize_advantage", "normalize_rms_advantage", "value_bootstrap", "clip_value", "critic_coef", "entropy_coef",
            "schedule_type", "bounds_loss_coef", "reward_shaper", "mixed_precision", "grad_norm", "critic_tau",
        ];
        TypeFacts = [TypeFact.AboveZero("e_clip", "the probability ratio is then held at 1 and the policy never moves"), TypeFact.AboveZero("minibatch_size", "a2c_common.py refuses it")];
        KeyFacts =
        [
            new("lr_schedule", "linear needs max_epochs or max_frames to know its end, and without them the rate stays constant")
            {
                // The central value is handed the length of the whole run (a2c_continuous.py).
                When = (scope, _) => scope.IsAny("lr_schedule", "linear")
                    && Lengths.All(length => IsUnlimited(scope, length) && IsUnlimited(scope, Above(scope, Config + "." + length))),
            },
            new("minibatch_size_per_env", "minibatch_size stands beside it and is the one that counts (a2c_common.py); delete one of them") { When = (scope, _) => scope.Number("minibatch_size") is not null },
            new("grad_norm", "gradients are cut only where truncate_grads is true (a2c_common.py)")
            {
                When = (scope, _) => !scope.IsTrue("truncate_grads") && !IsOpen(scope, "truncate_grads"),
                Severity = Severity.Info,
            },
        ];
    }

    public override int Precedence => 290;

    public override BaseFiles? BasesOf(ConfigView config) => Groups;

    public override bool Recognises(ConfigView config) => Is(config, "") || Is(config, Train);

    private static bool Is(ConfigView config, string lead) =>
        config.Mapping(lead + Config) is not null
        && config.HasAny(lead + "params.algo.name", lead + "params.network.name")
        && config.HasAny(lead + Config + ".learning_rate", lead + Config + ".actor_lr", lead + Config + ".horizon_length", lead + Config + ".mini_epochs", lead + Config + ".e_clip");

    /// <inheritdoc/>
    public override string UsualScope => Config;

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        var lead = Is(root.View, "") ? "" : Train;
        yield return root.At(lead + Config, root.Text(lead + "params.algo.name") ?? Config);
        if (root.Has(lead + CentralValue + ".learning_rate"))
        {
            yield return root.At(lead + CentralValue, "central_value");
        }
    }

    // A path of the file of settings, wherever that stands in the whole.
    private static string Above(RecipeScope scope, string path) =>
        "/" + (scope.Path.StartsWith(Train, StringComparison.Ordinal) ? Train : "") + path;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var isOffPolicy = scope.IsAny(Above(scope, "params.algo.name"), "sac");
        draft.Regime = isOffPolicy ? Regime.OffPolicyReinforcement : Regime.OnPolicyReinforcement;
        draft.ScheduleUnit = LengthUnit.Epochs;
        CompleteClipping(scope, draft);
        if (isOffPolicy)
        {
            AddGroup(scope, draft, "critic", "critic_lr");
            AddGroup(scope, draft, "temperature", "alpha_lr");
            draft.SetDefault(Facts.Schedule, "constant");
        }
        else if (scope.Number("horizon_length") is { } horizon && scope.Number("num_actors") is { } actors)
        {
            CompleteRollout(scope, draft, horizon, actors);
        }

        DropUnlimited(draft, Facts.Epochs);
        DropUnlimited(draft, Facts.MaxSteps);
        if (draft.Get(Facts.Seed) is { HasValue: true } seed && seed.Or(0) < 0)
        {
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }

        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("mixed_precision", "amp")));
    }

    private static void CompleteClipping(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsTrue("truncate_grads"))
        {
            draft.Set(Facts.GradientClipNorm, Values.Number(scope, scope.Node("grad_norm"), scope.Absolute("grad_norm")))
                .Mean(Facts.GradientClipNorm, Meaning.ZeroErases, Meaning.NegativeReverses);
        }
        else if (!IsOpen(scope, "truncate_grads"))
        {
            draft.Set(Facts.GradientClipNorm, Setting<double>.Missing);
        }
    }

    // a2c_common.py: batch_size = horizon_length x num_actors x num_agents must be a multiple of the minibatch, or training does not start.
    private static void CompleteRollout(RecipeScope scope, RecipeBuilder draft, double horizon, double actors)
    {
        var rollout = horizon * actors;
        double? uneven = scope.Number("minibatch_size") is > 0 and var minibatch && rollout % minibatch != 0 ? minibatch : null;
        if (uneven is not null && MayBeATeam(scope) && Enumerable.Range(2, LargestTeam - 1).Any(agents => rollout * agents % uneven == 0))
        {
            return;
        }

        var how = FormattableString.Invariant($"horizon_length {horizon} x num_actors {actors}");
        draft.Set(Facts.BufferSize, Setting<double>.Derived(rollout, how, draft.Get(Facts.TimeHorizon)));
        if (uneven is not null)
        {
            scope.Observe(new WrongTypeObservation(
                scope.Node("minibatch_size")!.Place,
                scope.Absolute("minibatch_size"),
                FormattableString.Invariant($"{uneven}"),
                FormattableString.Invariant($"a divisor of the rollout of {rollout}"),
                "rl_games refuses to start",
                Severity.Error));
        }
    }

    // How many agents share an environment stands in the task; where that lies beside and says nothing of agents, there is one.
    private static bool MayBeATeam(RecipeScope scope) =>
        !scope.Path.StartsWith(Train, StringComparison.Ordinal) || scope.Mapping("/task.env") is not { } environment
        || environment.Entries.Any(entry => entry.Key.Text.IndexOf("agent", StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsUnlimited(RecipeScope scope, string path) => !scope.Has(path) || scope.Number(path) is -1;

    private static void AddGroup(RecipeScope scope, RecipeBuilder draft, string name, string path)
    {
        if (scope.Node(path) is { } node)
        {
            draft.ParameterGroups.Add(new ParameterGroup(name, Values.Number(scope, node, scope.Absolute(path))));
        }
    }

    // -1 means without limit for both lengths.
    private static void DropUnlimited(RecipeBuilder draft, SettingKey<double> key)
    {
        if (draft.Get(key) is { HasValue: true } length && length.Or(0) == -1)
        {
            draft.Set(key, Setting<double>.Missing);
        }
    }

    // An interpolation: only run time knows whether the flag is on.
    private static bool IsOpen(RecipeScope scope, string flag) => Values.Flag(scope, scope.Node(flag), flag).State == SettingState.Unknown;
}
