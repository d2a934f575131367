using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Lists that must have a certain length, or the length of their neighbour.</summary>
internal static class ListLengths
{
    private static readonly string[] BetaWords = ["betas", "adam_betas", "optim_betas", "optimizer_betas", "adamw_betas"];
    private static readonly string[] DropWords = ["milestones", "boundaries", "lr_steps", "decay_epochs", "lr_milestones", "lr_decay_epochs", "lr_decay_steps"];
    private static readonly string[] ListWords = ["milestones", "lr_milestones", "multisteps", "decay_step_list"];
    private static readonly Regex Separated = new(@"^[0-9.]+(, *[0-9.]+)+$", RegexOptions.CultureInvariant);
    private static readonly string[] ValueWords = ["values", "gammas", "decay_factors", "lr_values", "lr_factors", "lr_gammas", "decay_rates"];

    // Adan and CAME keep three running averages (timm/optim/adan.py; pytorch-optimizer, came.py).
    private static readonly string[] ThreeBetas = ["adan", "came", "ademamix", "adai"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves.Where(leaf => leaf.Entry.Value is ScalarNode && document.IsOwn(leaf.Entry.Value)))
        {
            ObserveSingle(document, leaf);
        }

        foreach (var leaf in document.Leaves.Where(leaf => leaf.Entry.Value is SequenceNode && document.IsOwn(leaf.Entry.Value)))
        {
            var list = (SequenceNode)leaf.Entry.Value;
            ObserveQuoted(document, leaf, list);
            if (BetaWords.Contains(leaf.Word))
            {
                ObserveBetas(document, leaf, list);
            }
            else if (DropWords.Contains(leaf.Word) || leaf.Word is "multisteps" or "decay_step_list" or "lr_step" or "steps")
            {
                ObserveDrops(document, leaf, list);
            }
            else if (ValueWords.Contains(leaf.Word)
                && document.Siblings[leaf.ParentPath].FirstOrDefault(sibling =>
                DropWords.Contains(sibling.Word)) is { Entry.Value: SequenceNode drops })
            {
                // One value for each drop, or for each stretch between them.
                if (list.Items.Count != drops.Items.Count && list.Items.Count != drops.Items.Count + 1)
                {
                    Note(document, leaf, list.Items.Count, FormattableString.Invariant($"one for each of the {drops.Items.Count} drops, or one more"), "the schedule then refuses the lists or runs past the end of the shorter one");
                }
            }
        }
    }

    // One number where its reader unpacks or walks through several.
    private static void ObserveSingle(CheckedDocument document, Leaf leaf)
    {
        if ((BetaWords.Contains(leaf.Word) || ListWords.Contains(leaf.Word))
            && leaf.Entry.Value is ScalarNode { Style: ScalarStyle.Plain, Tag: null } text
            && Separated.IsMatch(text.Text) && document.View.File.Format.Kind == FormatKind.Document)
        {
            document.Observe(new WrongTypeObservation(
                text.Place, leaf.Path, "the text \"" + text.Text + "\"", "a list in brackets: [" + text.Text + "]", "without brackets it is text, whose letters are then walked through", Severity.Warning));
            return;
        }

        var wanted = BetaWords.Contains(leaf.Word) ? "a list of two, for the first and the second moment" : ListWords.Contains(leaf.Word) ? "a list, even of one" : null;
        if (wanted is not null && document.Number(leaf) is not null)
        {
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, "the single number " + ((ScalarNode)leaf.Entry.Value).Text, wanted, "what walks through it stops with a TypeError", Severity.Error));
        }
    }

    private static void ObserveQuoted(CheckedDocument document, Leaf leaf, SequenceNode list)
    {
        if ((BetaWords.Contains(leaf.Word) || ListWords.Contains(leaf.Word) || leaf.Word is "lr_steps") && list.Items.Count > 0
            && document.View.File.Format.Kind == FormatKind.Document
            && list.Items.All(item => item is ScalarNode { Style: ScalarStyle.Quoted, Text: var text }
                && ScalarResolver.AnyNumber(text) is not null))
        {
            document.Observe(new WrongTypeObservation(
                list.Place, leaf.Path, "a list of texts", "a list of numbers without quotes", "numbers are not compared with text, so no drop comes or the optimizer refuses it", Severity.Warning));
        }
    }

    private static void ObserveDrops(CheckedDocument document, Leaf leaf, SequenceNode list)
    {
        ObserveBrokenDrops(document, leaf);
        var drops = list.Items.OfType<ScalarNode>().Select(item => Values.Evaluate(document.Dialect.Loader, item)).Where(item =>
            item.IsNumber).Select(item => item.Number).ToArray();
        if (drops.Length != list.Items.Count || document.IsJudged(leaf, Facts.Milestones) || !IsOfSchedule(document, leaf))
        {
            return;
        }

        if (drops.Zip(drops.Skip(1), (earlier, later) => later <= earlier).Any(falls => falls))
        {
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, "milestones that do not rise", "each of them once, in rising order", "drops out of order make the rate jump, and those at one place multiply", Severity.Warning));
        }

        if (drops.Length > 1 && drops[0] == 0 && leaf.Word is "milestones" or "lr_milestones")
        {
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, "the milestone 0", "numbers above 0, in rising order", "the rate drops before the first step, so the peak that is written is never used", Severity.Warning));
        }

        if (drops.FirstOrDefault(drop => drop < 0) is < 0 and var negative)
        {
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, FormattableString.Invariant($"the milestone {negative}"), "numbers from 0 on, in rising order", "a drop before the first step never comes", Severity.Error));
        }
    }

    // torch.optim.lr_scheduler.MultiStepLR looks the whole count up among them.
    private static void ObserveBrokenDrops(CheckedDocument document, Leaf leaf)
    {
        if (document.IsHomeMade && IsOfSchedule(document, leaf) && document.Numbers(leaf) is { Count: > 1 } numbers
            && numbers.All(number => number > 1) && numbers.Any(number => number != Math.Floor(number)))
        {
            var broken = numbers.First(number => number != Math.Floor(number));
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, FormattableString.Invariant($"the milestone {broken}"), "whole numbers",
                "epochs and steps are counted in whole numbers, and a counter that is compared with it never equals it", Severity.Warning));
        }
    }

    private static bool IsOfSchedule(CheckedDocument document, Leaf leaf) => leaf.Word != "steps" && leaf.Word != "boundaries"
        || leaf.ParentWord.Contains("sched") || leaf.ParentWord.Contains("lr") || leaf.ParentWord is "solver" or "optim" or "optimizer"
        || document.Siblings[leaf.ParentPath].Any(sibling => RateKey.Of(sibling.Word) is not null || sibling.Word is "gamma" or "lr_policy");

    private static void ObserveBetas(CheckedDocument document, Leaf leaf, SequenceNode list)
    {
        var neighbours = document.Leaves.Where(other => leaf.ParentPath.StartsWith(other.ParentPath, StringComparison.Ordinal)
            && other.Entry.Value is ScalarNode)
            .Select(other => ((ScalarNode)other.Entry.Value).Text.ToLowerInvariant()).ToArray();
        var isAdam = neighbours.Any(text => text.Length < 60 && OptimizerFamilies.Of(text) == OptimizerFamily.Adam);
        var hasThree = neighbours.Any(text => ThreeBetas.Any(text.Contains));
        if ((list.Items.Count is 0 or 1 || (list.Items.Count > 2 && isAdam)) && !hasThree
            && document.Siblings[leaf.ParentPath].Any(sibling => RateKey.Of(sibling.Word) is not null
            || Vocabulary.Optimizers.Contains(sibling.Word) || sibling.Word is "weight_decay" or "type" or "name"))
        {
            Note(document, leaf, list.Items.Count, "two, for the first and the second moment", "the optimizer unpacks exactly two and stops with a ValueError");
        }
    }

    private static void Note(CheckedDocument document, Leaf leaf, int found, string wanted, string consequence) =>
        document.Observe(new WrongTypeObservation(
        leaf.Entry.Value.Place, leaf.Path, FormattableString.Invariant($"a list of {found}"), "a list of " + wanted, consequence, Severity.Error));
}
