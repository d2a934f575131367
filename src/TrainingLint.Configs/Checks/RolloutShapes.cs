using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Numbers of an agent's training that must fit each other: what it waits for must come before the end, a rollout must be shorter than the
/// run, and minibatches must divide it (CleanRL's ppo.py; Stable-Baselines3's off_policy_algorithm.py and ppo.py).
/// </summary>
internal static class RolloutShapes
{
    private static readonly string[] Totals = ["n_timesteps", "total_timesteps", "total_steps", "max_steps", "num_train_steps",
        "total_env_steps", "timesteps_total", "max_timesteps", "num_timesteps"];
    private static readonly string[] Waits = ["learning_starts", "start_steps", "random_steps", "num_seed_steps", "num_seed_frames",
        "warmup_steps", "start_timesteps", "exploration_steps", "initial_random_steps", "num_expl_steps", "min_replay_size"];
    private static readonly string[] Targets = ["target_update_interval", "target_update_freq", "target_network_frequency",
        "target_update_period"];
    private static readonly string[] Buffers = ["buffer_size", "replay_buffer_size", "replay_size", "replay_capacity", "memory_size",
        "replay_buffer_capacity"];
    private static readonly string[] OffPolicy = ["learning_starts", "exploration_fraction", "target_update_interval", "train_freq", "tau",
        "target_network_frequency", "policy_frequency", "replay_size", "replay_buffer_size"];
    private static readonly string[] Counts = ["num_minibatches", "update_epochs", "num_steps", "n_steps", "num_mini_batches",
        "ppo_epochs", "n_epochs", "noptepochs", "num_mini_batch", "nminibatches", "num_envs", "n_envs", "rollout_length", "mini_epochs"];
    private static readonly string[] Frequencies = ["train_freq", "policy_frequency", "policy_delay", "policy_update_freq",
        "actor_update_freq", "update_every"];
    private static readonly string[] OnPolicy = ["clip_range", "clip_coef", "clip_param", "cliprange", "gae_lambda", "vf_coef", "ent_coef",
        "eps_clip", "clip_ratio", "num_minibatches", "e_clip"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var siblings in document.Siblings)
        {
            if (siblings.Any(leaf => OffPolicy.Contains(leaf.Word))
                && (document.IsReinforcement || siblings.Any(leaf => leaf.Word == "learning_starts")))
            {
                ObserveOffPolicy(document, siblings);
            }

            ObserveMinibatch(document, siblings);
            ObserveTrainBatch(document, siblings);
            if (document.IsReinforcement && siblings.Count(leaf => OnPolicy.Contains(leaf.Word)) > 1)
            {
                ObserveOnPolicy(document, siblings);
            }
        }
    }

    private static void ObserveOffPolicy(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        var total = Find(document, siblings, Totals);
        foreach (var wait in siblings.Where(leaf => Waits.Contains(leaf.Word)))
        {
            if (total is { Number: > 0 } run && document.Number(wait) is { } start && start >= run.Number)
            {
                document.ObserveUnfit(wait, Less(run), "the agent only begins to learn then, and the run is over");
            }
        }

        // stable_baselines3/dqn/dqn.py: epsilon falls with the share of the run that is over, whether or not the agent learns yet.
        if (total is { Number: > 0 } all && Find(document, siblings, ["exploration_fraction"]) is { Number: > 0 and <= 1 } fraction
            && Find(document, siblings, ["learning_starts"]) is { } first && first.Number < all.Number
            && fraction.Number * all.Number is var over && first.Number >= over)
        {
            document.ObserveUnfit(first.Leaf, FormattableString.Invariant($"less than {over}, where exploration has fallen to its end"),
                "epsilon falls before the agent has learned anything, so what it learns is never explored with");
        }

        if (Find(document, siblings, Targets) is { } target && total is { Number: > 0 } end && target.Number > end.Number)
        {
            document.ObserveUnfit(target.Leaf, Less(end),
                "the target network is never updated, so values are learned from its random start");
        }

        ObserveBuffer(document, siblings);
        foreach (var frequency in siblings.Where(leaf => Frequencies.Contains(leaf.Word) && document.Number(leaf) is <= 0 and not -1))
        {
            document.ObserveUnfit(frequency, "a number of at least 1", "the agent learns every so many steps, and a remainder of a "
                + "division by 0 is an error");
        }

        foreach (var steps in siblings.Where(leaf => leaf.Word is "gradient_steps" or "utd_ratio" && document.Number(leaf) is 0))
        {
            document.ObserveUnfit(steps, "a number of at least 1, or -1 for as many as steps were taken",
                "the agent collects data and never learns from it");
        }
    }

    private static void ObserveBuffer(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        if (Find(document, siblings, Buffers) is { Number: > 0 } buffer && Find(document, siblings, ["batch_size"]) is { } batch
            && batch.Number > buffer.Number)
        {
            document.ObserveUnfit(
                buffer.Leaf, FormattableString.Invariant($"at least {batch.Number}, which is '{batch.Leaf.Entry.Key.Text}'"),
                "a batch is drawn from what the buffer holds, so it repeats samples or cannot be drawn");
        }
        else
        {
            ObserveForgotten(document, siblings);
        }
    }

    // What is gathered before the agent learns beyond what the buffer holds is overwritten unseen (DLR-RM/rl-baselines3-zoo 147).
    private static void ObserveForgotten(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        if (Find(document, siblings, Buffers) is { Number: > 1 } buffer && Find(document, siblings, ["learning_starts"]) is { } wait
            && wait.Number > buffer.Number && wait.Leaf.Entry.Value is ScalarNode scalar && document.IsOwn(scalar))
        {
            document.Observe(new WrongTypeObservation(
                scalar.Place, wait.Leaf.Path, scalar.Text,
                FormattableString.Invariant($"at most {buffer.Number}, which is '{buffer.Leaf.Entry.Key.Text}'"),
                "what the agent gathers before it learns no longer fits the buffer, so the first of it is overwritten unseen",
                Severity.Info));
        }
    }

    // rllib/algorithms/ppo/ppo.py cuts the train batch into minibatches and refuses larger ones; older releases train on what there is.
    private static void ObserveMinibatch(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        if (Find(document, siblings, ["sgd_minibatch_size"]) is { Number: > 0 } part
            && Find(document, siblings, ["train_batch_size"]) is { Number: > 0 } whole && part.Number > whole.Number)
        {
            document.ObserveUnfit(
                part.Leaf, FormattableString.Invariant($"at most {whole.Number}, which is '{whole.Leaf.Entry.Key.Text}'"),
                "minibatches are cut from the train batch; RLlib refuses larger ones or trains on another batch than is written");
        }
    }

    // rllib/algorithms/algorithm_config.py, validate_train_batch_size_vs_rollout_fragment_length: whole rounds of fragments must come
    // within a tenth of the train batch. Releases before 2.0 took what they got.
    private static void ObserveTrainBatch(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        if (Find(document, siblings, ["train_batch_size"]) is not { Number: > 0 } batch
            || Find(document, siblings, ["rollout_fragment_length"]) is not { Number: > 0 } fragment
            || Find(document, siblings, ["num_workers", "num_rollout_workers"]) is not { Number: > 0 } workers
            || Find(document, siblings, ["num_envs_per_worker"]) is not { Number: > 0 } environments
            || !siblings.Any(leaf => leaf.Word is "sgd_minibatch_size" or "num_sgd_iter"))
        {
            return;
        }

        var round = workers.Number * environments.Number * fragment.Number;
        var gathered = Math.Ceiling(batch.Number / round) * round;
        if (gathered - batch.Number > 0.1 * batch.Number && batch.Leaf.Entry.Value is ScalarNode scalar && document.IsOwn(scalar))
        {
            document.Observe(new WrongTypeObservation(
                scalar.Place, batch.Leaf.Path, scalar.Text,
                FormattableString.Invariant($"near a multiple of {round}, which is workers times environments times the fragment"),
                "whole rounds gather " + FormattableString.Invariant($"{gathered}") + "; RLlib 2 refuses more than a tenth too many, and "
                    + "older releases train on another batch than is written; rollout_fragment_length: auto fits them", Severity.Info));
        }
    }

    private static void ObserveOnPolicy(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        foreach (var count in siblings.Where(leaf => Counts.Contains(leaf.Word) && document.Number(leaf) is 0))
        {
            document.ObserveUnfit(count, NumberDomain.Count.Text, "without any, no policy gradient is ever computed");
        }

        if (Find(document, siblings, ["num_steps", "n_steps", "rollout_length"]) is not { Number: > 0 } steps
            || Find(document, siblings, ["num_envs", "n_envs"]) is not { Number: > 0 } environments)
        {
            return;
        }

        var rollout = steps.Number * environments.Number;
        if (Find(document, siblings, ["total_timesteps", "n_timesteps", "timesteps_total"]) is { Number: > 0 } total
            && rollout > total.Number)
        {
            document.ObserveUnfit(
                steps.Number > total.Number ? steps.Leaf : total.Leaf,
                "a rollout ('" + steps.Leaf.Entry.Key.Text + "' times '" + environments.Leaf.Entry.Key.Text
                    + FormattableString.Invariant($"', {rollout}) within '{total.Leaf.Entry.Key.Text}'"),
                "the run is over before the first rollout is, so there is hardly an update or none");
        }

        if (Find(document, siblings, ["num_minibatches", "nminibatches", "num_mini_batches", "num_mini_batch"]) is { Number: > 0 } batches
            && rollout % batches.Number != 0)
        {
            document.ObserveUnfit(
                batches.Leaf, FormattableString.Invariant($"a divisor of the rollout of {rollout}"),
                batches.Number > rollout ? "a minibatch then has no samples" : "the last minibatch is a small rest, and some frameworks "
                    + "refuse it");
        }
    }

    private static string Less((Leaf Leaf, double Number) end) =>
        FormattableString.Invariant($"less than {end.Number}, which is '{end.Leaf.Entry.Key.Text}'");

    private static (Leaf Leaf, double Number)? Find(CheckedDocument document, IEnumerable<Leaf> siblings, string[] words) =>
        siblings.FirstOrDefault(leaf => words.Contains(leaf.Word) && document.Number(leaf) is not null) is { } leaf
            ? (leaf, document.Number(leaf)!.Value) : null;
}
