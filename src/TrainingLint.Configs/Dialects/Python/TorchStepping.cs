using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Schedulers whose length counts epochs by its size and that the loop steps once a batch: the rate is gone, or comes and goes, within the
/// first epochs (<c>torch/optim/lr_scheduler.py</c>: every call of <c>step()</c> advances <c>last_epoch</c>).
/// </summary>
internal static class TorchStepping
{
    // Hardly a data set has fewer batches in an epoch.
    private const double FewBatches = 100;

    private const double Gone = 1e-4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Regex DividedByProcesses = new(
        @"/\s*\(?\s*(?:self\.)?accelerator\.num_processes", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex DividedByAccumulation = new(@"/\s*\(?\s*[\w.]{0,40}accum", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Multiplied = new(
        @"\*\s*\(?\s*(?:self\.)?accelerator\.num_processes", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Prepared = new(@"\.prepare\([^)]{0,300}[\s,(](?:self\.)?(?:lr_)?sched", RegexOptions.CultureInvariant, Patience);

    /// <summary>Notes a length in epochs of a scheduler that is stepped in the loop over batches.</summary>
    public static void Observe(RecipeScope scope)
    {
        if (!scope.Has("batches") || scope.Read("epochs") is not { } count || !count.TryGet(out var epochs) || epochs < 2
            || NodeTags.CalledBy(scope.Mapping("scheduler")) is not { } called)
        {
            return;
        }

        switch (DottedName.Last(called))
        {
            case "StepLR" when Argument(scope, "step_size", 1) is ({ } place, > 0 and var period) && period <= epochs
                && Math.Pow(Argument(scope, "gamma", 2).Number ?? 0.1, Math.Floor(epochs * FewBatches / period)) < Gone:
                Note(scope, place, "step_size", period, epochs, "the rate is gone long before the end");
                break;
            case "CosineAnnealingLR" when Argument(scope, "T_max", 1) is ({ } place, > 1 and var length) && length == epochs:
                Note(scope, place, "T_max", length, epochs, "the rate falls to its end and rises again several times an epoch");
                break;
            case "ExponentialLR" when Argument(scope, "gamma", 1) is ({ } place, > 0 and < 1 and var factor)
                && Math.Pow(factor, FewBatches) < Gone:
                Note(scope, place, "gamma", factor, epochs, "the rate is gone within the first epoch");
                break;
        }
    }

    /// <summary>
    /// Notes a schedule that advances with every micro-batch while the optimizer waits for several, unless its length counts the
    /// micro-batches too.
    /// </summary>
    public static void ObserveMicroBatches(RecipeScope scope)
    {
        if (scope.Node("microbatches") is not { } step || LengthOf(scope) is not ScalarNode length)
        {
            return;
        }

        var isDivided = length.Tag == NodeTags.Unknown && DividedByAccumulation.IsMatch(length.Text);
        if (!isDivided && length.Text.IndexOf("len(", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        scope.Observe(new WrongTypeObservation(
            step.Place, scope.Absolute("scheduler") + ".step", "a schedule stepped with every micro-batch, of length " + length.Text,
            "its step() beside that of the optimizer, which waits for several micro-batches",
            "if the length counts optimizer steps, the rate is through its schedule long before the end",
            isDivided ? Severity.Warning : Severity.Info));
    }

    /// <summary>Notes a length that counts the examples of a data set, for a schedule that is stepped with every batch.</summary>
    public static void ObserveExamples(RecipeScope scope)
    {
        if (scope.Node("examples") is ScalarNode length)
        {
            scope.Observe(new WrongTypeObservation(
                length.Place, scope.Absolute("scheduler") + ".num_training_steps", length.Text + ", which counts examples",
                "the batches of all epochs, as in len(loader) * epochs",
                "a schedule that is longer than the run by the batch size hardly leaves its start", Severity.Warning));
        }
    }

    private static ConfigNode? LengthOf(RecipeScope scope) =>
        new[] { "num_training_steps", "total_steps", "T_max", "2" }.Select(key => scope.Node("scheduler." + key))
            .FirstOrDefault(node => node is not null);

    /// <summary>
    /// Notes a length that is divided by the processes of a scheduler that accelerate prepares: <c>accelerate/scheduler.py</c> already
    /// advances it once for each process at every step, unless the batches are split.
    /// </summary>
    public static void ObservePrepared(RecipeScope scope)
    {
        var text = scope.View.File.Text;
        var length = new[] { "num_training_steps", "2", "total_iters" }.Select(key => scope.Node("scheduler." + key) as ScalarNode)
            .FirstOrDefault(node => node is not null);
        if (length is { Tag: NodeTags.Unknown } && DividedByProcesses.IsMatch(length.Text) && Prepared.IsMatch(text)
            && !Multiplied.IsMatch(text) && text.IndexOf("split_batches", StringComparison.Ordinal) < 0
            && text.IndexOf("step_scheduler_with_optimizer", StringComparison.Ordinal) < 0)
        {
            scope.Observe(new WrongTypeObservation(
                length.Place, scope.Absolute("scheduler") + ".num_training_steps", length.Text,
                "the steps of all processes together: steps * accelerator.num_processes",
                "a prepared scheduler advances once for each process at every step, so divided by them the rate is gone far before the end",
                Severity.Warning));
        }
    }

    private static void Note(RecipeScope scope, ConfigNode value, string key, double number, double epochs, string consequence) =>
        scope.Observe(new WrongTypeObservation(
            value.Place,
            scope.Absolute("scheduler") + "." + key,
            FormattableString.Invariant($"{number} for a scheduler that is stepped in the loop over batches"),
            (key == "gamma" ? "a factor near 1" : "a number that counts batches")
                + FormattableString.Invariant($", or step() after each of the {epochs} epochs"),
            "with " + FormattableString.Invariant($"{FewBatches}") + " batches or more an epoch " + consequence,
            Severity.Warning));

    private static (ConfigNode? Node, double? Number) Argument(RecipeScope scope, string name, int position)
    {
        var path = scope.Has("scheduler." + name) ? "scheduler." + name : FormattableString.Invariant($"scheduler.{position}");
        return (scope.Node(path), scope.Number(path));
    }
}
