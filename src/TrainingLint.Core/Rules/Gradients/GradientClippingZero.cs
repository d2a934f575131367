using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Gradients;

/// <summary>TL0501 gradient-clipping-zero: A clip norm of zero or below erases or reverses every gradient, or clips nothing.</summary>
public sealed class GradientClippingZero : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0501",
        Name = "gradient-clipping-zero",
        Severity = Severity.Error,
        SeverityNote = "An error where nothing moves, or every gradient is turned round; a warning for a clip so small that almost "
            + "nothing moves, and for a negative norm; a note for 0 and -1, which frameworks take for off.",
        Title = "A clip norm of zero or below erases or reverses every gradient, or clips nothing",
        Failure = Failure.NoTraining,
        Why = "A tiny norm leaves next to nothing of any gradient (a warning). Where the framework multiplies the gradient by clip over norm without a guard, zero erases every gradient and a negative value reverses them: the run stands still or climbs. Elsewhere zero means that nothing is clipped.",
        Instead = "Write the norm that is meant (1.0 is usual for transformers), or remove the key to switch clipping off.",
        Suppress = "Where zero is this framework's way to write \"off\" and that is meant.",
        Sources =
        [
            "torch.nn.utils.clip_grad_norm_: the coefficient is max_norm / (total_norm + 1e-6)",
            "WeNet, ESPnet and SpeechBrain clip without a guard; fairseq, OpenNMT-py, NeMo and Lightning read 0 as off",
        ],
        Risky = """
            optim: adam
            optim_conf:
              lr: 0.002
            scheduler: warmuplr
            scheduler_conf:
              warmup_steps: 25000
            dataset_conf:
              batch_conf: {batch_type: static, batch_size: 16}
            encoder: conformer
            accum_grad: 1
            max_epoch: 100
            grad_clip: 0
            """,
        Sound = """
            optim: adam
            optim_conf:
              lr: 0.002
            scheduler: warmuplr
            scheduler_conf:
              warmup_steps: 25000
            dataset_conf:
              batch_conf: {batch_type: static, batch_size: 16}
            encoder: conformer
            accum_grad: 1
            max_epoch: 100
            grad_clip: 5
            """,
        Experiment = "final loss against the same run with a clip norm of 1",
    };

    // The smallest clip norm among 875 official configs of 38 frameworks is 0.01.
    private const double SmallestClip = 1e-4;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        foreach (var key in new[] { Facts.GradientClipNorm, Facts.GradientClipValue })
        {
            var clip = recipe.Get(key);
            if (!clip.IsWritten || !clip.TryGet(out var limit) || limit > SmallestClip || double.IsNaN(limit))
            {
                continue;
            }

            if (limit > 0)
            {
                yield return At(recipe, clip, "A clip of " + Show(clip) + " cuts every gradient down to nothing, so almost no weight moves; 0.1 to 10 is usual.", Severity.Warning);
                continue;
            }

            if (limit == 0 && recipe.Means(key, Meaning.ZeroErases))
            {
                yield return At(recipe, clip, "A clip " + (key == Facts.GradientClipNorm ? "norm" : "value") + " of 0 erases every gradient in this framework, so nothing is trained; write the one that is meant, such as 1.0.");
            }
            else if (limit < 0 && key == Facts.GradientClipNorm && recipe.Means(Facts.GradientClipNorm, Meaning.NegativeReverses))
            {
                yield return At(recipe, clip, "The clip norm " + Show(clip) + " reverses every gradient in this framework, so the loss is climbed; write the norm that is meant, such as 1.0.");
            }
            else
            {
                // Most frameworks read such a value as "off"; a torch call without a guard would reverse or erase the gradient.
                yield return At(recipe, clip, "'" + clip.Key + ": " + Show(clip) + "' does not clip: frameworks that look at it take it for off, and torch's clip_grad_norm_ would turn every gradient round. Remove the key, or write the norm that is meant.", limit is 0 or -1 ? Severity.Info : Severity.Warning);
            }
        }
    }
}
