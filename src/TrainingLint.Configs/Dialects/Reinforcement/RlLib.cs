using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// ray-project/ray, RLlib: experiments of <c>rllib train file</c> (a name over <c>run</c>, <c>config</c> and <c>stop</c>), the config of a
/// run alone, and <c>PPOConfig().training(...)</c> in programs, which the reader of Python gives the same shape. What an unknown key does
/// says <c>rllib/algorithms/algorithm_config.py</c>, update_from_dict: since Ray 2.0 a warning and nothing else, before it an exception.
/// </summary>
internal sealed class RlLib : Dialect
{
    private const string Config = "config";

    private static readonly string[] Signs =
    [
        "num_workers", "num_rollout_workers", "num_env_runners", "rollout_fragment_length", "sample_batch_size", "sgd_minibatch_size",
        "num_sgd_iter", "num_envs_per_worker", "num_envs_per_env_runner", "batch_mode", "observation_filter", "vf_clip_param",
        "vf_loss_coeff", "entropy_coeff", "kl_coeff", "vf_share_layers", "env_config", "num_gpus_per_worker", "num_cpus_per_worker",
        "replay_buffer_config", "exploration_config", "target_network_update_freq", "train_batch_size", "evaluation_interval",
        "use_gae", "clip_rewards", "timesteps_per_iteration", "min_iter_time_s", "n_step", "min_sample_timesteps_per_iteration",
        "num_steps_sampled_before_learning_starts", "train_batch_size_per_learner", "framework", "multiagent", "model", "num_gpus",
    ];

    private static readonly string[] Lengths =
    [
        "timesteps_total", "num_env_steps_sampled_lifetime", "env_runners/num_env_steps_sampled_lifetime", "num_env_steps_sampled",
        "agent_timesteps_total",
    ];

    public RlLib()
        : base("rllib", Loaders.PyYamlTyped, "RLlib")
    {
        UnknownKeys = UnknownKeys.Mentioned;
        Map(Facts.LearningRate, "lr");
        Map(Facts.GradientClipNorm, "grad_clip");
        Map(Facts.Discount, "gamma").Otherwise(0.99);
        Map(Facts.GaeLambda, "lambda", "lambda_");
        Map(Facts.ClipRange, "clip_param");
        Map(Facts.TimeHorizon, "rollout_fragment_length", "sample_batch_size");
        Map(Facts.Seed, "seed").OtherwiseNone();
        OtherKnownKeys = [.. Signs, "minibatch_size", "num_epochs", "lr_schedule", "opt_type", "optimization", "actor_lr", "critic_lr"];
        TypeFacts = [TypeFact.AboveZero("clip_param", "the probability ratio is then held at 1 and the policy never moves")];
    }

    public override int Precedence => 275;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind is FormatKind.Document or FormatKind.Code;

    public override bool Recognises(ConfigView config) => config.File.Format.Kind == FormatKind.Code
        ? config.Root.Tag == PythonRoots.Run && config.Has("run") && config.Mapping(Config) is not null
            && !PythonDialect.IsTest(config.File.Path)
        : Experiments(config).Any() || IsConfig(config.Root, 5);

    /// <inheritdoc/>
    public override string UsualScope => "*." + Config;

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        var names = Experiments(root.View).ToArray();
        return names.Length > 0 ? names.Select(name => root.At(name + "." + Config, name))
            : root.Has("run") && root.Mapping(Config) is not null ? [root.At(Config, "training")] : [root];
    }

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        ReadLength(scope, draft);
        var name = NameOf(scope);
        ReadBatch(scope, draft, name);
        ReadSchedule(scope, draft);
        if (RlLibAlgorithm.Find(name) is { } algorithm)
        {
            algorithm.Complete(scope, draft);
        }
    }

    private static string NameOf(RecipeScope scope)
    {
        var above = scope.Path.Length > Config.Length ? scope.Path.Substring(0, scope.Path.Length - Config.Length) : "";
        var path = scope.Path.EndsWith(Config, StringComparison.Ordinal) ? above : "";
        return scope.View.Text(path + "run") ?? scope.View.Text(path + "algo") ?? ByKeys(scope);
    }

    // A config alone does not name its algorithm; what only one of them reads does.
    private static string ByKeys(RecipeScope scope) =>
        scope.HasAny("vtrace", "opt_type") && scope.Has("clip_param") ? "APPO"
        : scope.HasAny("vtrace", "opt_type") ? "IMPALA"
        : scope.HasAny("vf_clip_param", "kl_coeff", "sgd_minibatch_size") ? "PPO"
        : scope.Has("optimization") ? "SAC"
        : scope.HasAny("critic_hiddens", "actor_hiddens", "actor_lr") ? "DDPG"
        : scope.HasAny("double_q", "dueling", "num_atoms") ? "DQN" : "";

    // The samples of one step of the optimizer: PPO cuts its train batch, the others take it whole.
    private static void ReadBatch(RecipeScope scope, RecipeBuilder draft, string name)
    {
        var whole = First(scope, "train_batch_size_per_learner", "train_batch_size");
        var part = First(scope, "sgd_minibatch_size", "minibatch_size");
        if (RlLibAlgorithm.Find(name) is { IsCut: true })
        {
            draft.Set(Facts.BatchSize, part).Set(Facts.BufferSize, whole);
        }
        else if (whole.HasValue)
        {
            draft.Set(Facts.BatchSize, whole);
        }
    }

    private static void ReadLength(RecipeScope scope, RecipeBuilder draft)
    {
        if (!scope.Path.EndsWith(Config, StringComparison.Ordinal))
        {
            return;
        }

        var stop = "/" + scope.Path.Substring(0, scope.Path.Length - Config.Length) + "stop";
        if (scope.Mapping(stop) is { } ends)
        {
            draft.Set(Facts.MaxSteps, First(scope, [.. Lengths.Where(ends.Has).Select(length => stop + "." + length)]));
        }
    }

    // [[0, 1e-3], [1000000, 1e-5]]: steps and rates between which RLlib interpolates; the first rate is the one at the start.
    private static void ReadSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        var path = scope.Node("lr_schedule") is SequenceNode ? "lr_schedule" : scope.Node("lr") is SequenceNode ? "lr" : null;
        if (path is null)
        {
            if (draft.Get(Facts.LearningRate) is { HasValue: true } rate)
            {
                draft.Set(Facts.Schedule, Setting<string>.Derived("constant", "without lr_schedule the rate stays", rate));
            }

            return;
        }

        var pairs = ((SequenceNode)scope.Node(path)!).Items.OfType<SequenceNode>().Where(pair => pair.Items.Count == 2).ToArray();
        var rates = pairs.Select(pair => Values.Number(scope, pair.Items[1], scope.Absolute(path))).Where(rate => rate.HasValue).ToArray();
        if (rates.Length > 0 && rates.Length == pairs.Length)
        {
            draft.Set(Facts.LearningRate, rates.OrderByDescending(rate => rate.Or(0)).First());
            draft.Set(Facts.FinalLearningRate, rates[rates.Length - 1]);
            draft.Set(Facts.Schedule, Setting<string>.Derived("piecewise", "between the pairs of " + path, rates[0]));
        }
        else
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unresolved("[...]", scope.Absolute(path), scope.Node(path)!.Place));
        }
    }

    internal static Setting<double> First(RecipeScope scope, params string[] paths) =>
        paths.Select(scope.Read).FirstOrDefault(read => read.State != SettingState.Absent) ?? Setting<double>.Unknown;

    // pong-ppo: {env: ..., run: PPO, stop: {...}, config: {...}}
    private static IEnumerable<string> Experiments(ConfigView config) => config.Root.Entries
        .Where(entry => entry.Key.Text.IndexOf('.') < 0 && entry.Value is MappingNode experiment && experiment.HasAnyOf("run", "algo")
            && experiment[Config] is MappingNode inner && (IsConfig(inner, 2) || experiment.HasAnyOf("env", "stop")))
        .Select(entry => entry.Key.Text);

    // A config alone has no name over it, so it takes keys that nobody else would put together.
    private static bool IsConfig(MappingNode mapping, int least) => Signs.Count(mapping.Has) >= least
        && (least < 5 || mapping.Has("simple_optimizer") || (mapping.HasAnyOf("train_batch_size", "exploration_config") && (mapping.HasAnyOf(
            "rollout_fragment_length", "sample_batch_size", "num_envs_per_worker", "num_rollout_workers", "num_env_runners")
            || (mapping.Has("env") && mapping.HasAnyOf("multiagent", "num_gpus_per_worker")))));
}
