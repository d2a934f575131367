using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// What a number is, told by the first or last word of its key where the whole is somebody's own: <c>flip_prob</c>, <c>num_negatives</c>,
/// <c>proj_output_dim</c>, <c>queue_size</c>, <c>frac_unique</c>, <c>action_bounds</c>.
/// </summary>
internal static class NameFamilies
{
    private const string Probability = "it is a probability; a percentage must be divided by 100";

    private static readonly HashSet<string> Probabilities = WordList.Of("prob probability probs");

    private static readonly HashSet<string> Shares = WordList.Of("fraction frac proportion");

    // Such a count or size may be 0, and -1 asks for all or for none.
    private static readonly HashSet<string> Counted = WordList.Of("num n number");

    // Axes and layers are counted from the end as well, and a length may say what to cut off: no sizes.
    private static readonly HashSet<string> Sizes = WordList.Of("size channels units heads blocks classes crops negatives "
        + "prototypes workers epochs iters iterations samples");

    // Without width there is nothing; a condition, a label or a noise may have none.
    private static readonly HashSet<string> Widths = WordList.Of("hidden_dim latent_dim output_dim proj_hidden_dim proj_output_dim "
        + "pred_hidden_dim in_channels out_channels io_channels hidden_channels base_channels");

    // Grids run from north to south and axes may be turned round: bounds of anything else are left alone.
    private static readonly HashSet<string> Bounds = WordList.Of("std_bounds action_bounds action_limits crops_scale crop_scale");

    // A weight of a mixture or a repetition may lie above 1; far above it, a percentage was meant.
    private const double LargestShare = 5;

    // joblib counts jobs down from all processors, layers are counted from the last, and tutel shares an expert among devices.
    private static readonly HashSet<string> MayBeNegative = WordList.Of("experts jobs layers");

    private static readonly HashSet<string> Intervals = WordList.Of("interval freq frequency every period");

    private static readonly HashSet<string> Reports = WordList.Of("log logging print display report summary eval evaluation val valid "
        + "validation validate");

    private static readonly HashSet<string> Losses = WordList.Of("loss_weight loss_coef loss_coeff");

    private static readonly HashSet<string> LossWords = WordList.Of("reconstruction recon perceptual discriminator adversarial commitment "
        + "quantizer consistency distillation codebook gan adv lpips ssim cycle dice focal triplet contrastive kd distill smoothness "
        + "kld mse bce ce mel vq auxiliary aux");

    private static readonly HashSet<string> Weights = WordList.Of("weight weights coef coeff lambda");

    // Rewarded on purpose by a negative weight of what is subtracted.
    private static readonly HashSet<string> Bonuses = WordList.Of("entropy ent diversity bonus info reward rewards min max lr");

    // What is weighed by them is no loss.
    private static readonly HashSet<string> Examples = WordList.Of("sample samples class token pixel example pos neg ignore");

    // What happens each time an interval is over.
    private static readonly HashSet<string> Occasions = new(Reports.Concat(WordList.Of("save saving checkpoint ckpt snapshot backup vis viz plot "
        + "dump test update")), StringComparer.Ordinal);

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (document.Number(leaf) is { } number && !double.IsNaN(number) && !double.IsInfinity(number))
            {
                ObserveNumber(document, leaf, number);
            }
            else if (IsOf(leaf, Bounds) && document.Numbers(leaf) is { Count: 2 } pair && pair[0] > pair[1])
            {
                document.ObserveUnfit(leaf, FormattableString.Invariant($"the bounds {pair[0]} and {pair[1]}"), "the lower one first",
                    "nothing lies between the two");
            }
        }
    }

    private static void ObserveNumber(CheckedDocument document, Leaf leaf, double number)
    {
        var words = KeyWords.Split(leaf.Word);
        var last = words[words.Count - 1];
        if (Probabilities.Contains(last))
        {
            // The logarithm of a probability is negative, that of a density anything.
            if (!words.Contains("log"))
            {
                Hold(document, leaf, number, NumberDomain.Share, Probability);
            }
        }
        else if (words.Count > 1 && (Shares.Contains(last) || Shares.Contains(words[0])))
        {
            if (number is < 0 or > LargestShare)
            {
                Hold(document, leaf, number, NumberDomain.Share, "it is a share of the whole; a percentage must be divided by 100");
            }
        }
        else if (Widths.Contains(leaf.Word))
        {
            // Programs that know their data fill in a width of 0.
            if (number is not 0 || !document.IsHomeMade || leaf.Word is not ("in_channels" or "out_channels"))
            {
                Hold(document, leaf, number, NumberDomain.Count, "a layer of no width has no weights");
            }
        }
        else if ((IsOf(leaf, Losses) || IsWeightOfLoss(leaf, words)) && !words.Any(Bonuses.Contains))
        {
            HoldWeight(document, leaf, number);
        }
        else if (document.View.File.Format.Kind != FormatKind.CommandLine)
        {
            ObserveCount(document, leaf, number, words);
        }
    }

    // lambda_okd, critic_norm_coef, reconstruction_weight.
    private static bool IsWeightOfLoss(Leaf leaf, IReadOnlyList<string> words) =>
        (words.Count > 1 && words[0] == "lambda") || leaf.Word.EndsWith("_norm_coef", StringComparison.Ordinal)
        || (words.Count > 1 && Weights.Contains(words[words.Count - 1]) && (words.Any(LossWords.Contains)
            || (KeyWords.Split(leaf.ParentWord) is var above && above.Any(word => word is "loss" or "losses")
                && !above.Any(Bonuses.Contains) && !words.Any(Examples.Contains))));

    // -1 is also how people switch a loss off.
    private static void HoldWeight(CheckedDocument document, Leaf leaf, double number)
    {
        const string Consequence = "a negative weight rewards the error that it should punish";
        Hold(document, leaf, number, NumberDomain.NotNegative, Consequence);
        if (number is -1 && document.IsHomeMade && document.IsOwn(leaf.Entry.Value))
        {
            document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, ((ScalarNode)leaf.Entry.Value).Text,
                NumberDomain.NotNegative.Text, Consequence + ", unless the program takes -1 for none", Severity.Info));
        }
    }

    private static void ObserveCount(CheckedDocument document, Leaf leaf, double number, IReadOnlyList<string> words)
    {
        var last = words[words.Count - 1];
        if ((IsOf(leaf, Sizes) || (words.Count > 1 && Counted.Contains(words[0]))) && !MayBeNegative.Contains(last))
        {
            Hold(document, leaf, number, NumberDomain.NotNegative, "there is no negative number of them");
        }
        else if ((Intervals.Contains(last) || words.Contains("every")
                || leaf.Word is "valid_step" or "eval_step" or "log_step" or "save_step")
            && words.Any(Occasions.Contains))
        {
            HoldInterval(document, leaf, number);
        }
        else if (last == "patience" && words.Count > 1 && !document.IsJudged(leaf, Facts.EarlyStoppingPatience))
        {
            Hold(document, leaf, number, NumberDomain.NotNegative,
                "a patience counts evaluations; a negative one is over before the first");
        }
        else if (leaf.ParentWord.Contains("ema") && leaf.Word is "decay" or "beta")
        {
            Hold(document, leaf, number, NumberDomain.Share, "the average grows without end above 1");
        }
    }

    // step % 0 is an error in a program of one's own, unless it looks first; 0 for "never save" is a habit.
    private static void HoldInterval(CheckedDocument document, Leaf leaf, double number)
    {
        Hold(document, leaf, number, NumberDomain.NotNegative,
            "an interval counts whole steps or epochs; a negative one never comes round");
        if (number is 0 && document.IsHomeMade && document.View.Root.Command is null && !document.IsOfFlags
            && document.View.File.Format.Kind != FormatKind.Code
            && KeyWords.Split(leaf.Word).Any(Occasions.Contains)
            && !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment))))
        {
            document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, "0", "a number above 0",
                "the remainder of a division by 0 raises a ZeroDivisionError unless the program looks first", Severity.Info));
        }
    }

    private static void Hold(CheckedDocument document, Leaf leaf, double number, NumberDomain domain, string consequence)
    {
        if (!domain.Contains(number) && number is not -1)
        {
            document.ObserveUnfit(leaf, domain.Text, consequence);
        }
    }

    private static bool IsOf(Leaf leaf, HashSet<string> family)
    {
        var words = KeyWords.Split(leaf.Word);
        return words.Count > 1 && (family.Contains(words[words.Count - 1])
            || family.Contains(words[words.Count - 2] + "_" + words[words.Count - 1]));
    }
}
