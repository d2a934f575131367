using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// The <c>interval</c> of a Lightning scheduler dictionary: <c>step</c> or <c>epoch</c>, and with anything else the scheduler is
/// never stepped (<c>lightning/pytorch/loops/training_epoch_loop.py</c>, update_lr_schedulers).
/// </summary>
internal static class LightningIntervals
{
    /// <summary>Notes an interval that Lightning never compares equal.</summary>
    public static void Observe(RecipeScope scope, string path)
    {
        if (scope.Node(path) is ScalarNode { Style: ScalarStyle.Quoted, Tag: null, Text: not ("step" or "epoch") } written)
        {
            scope.Observe(new WrongTypeObservation(
                written.Place,
                scope.Absolute(path),
                "the word '" + written.Text + "'",
                "'step' or 'epoch'",
                "Lightning compares the word with these two, so the scheduler is never stepped and the rate stays where it is",
                Severity.Warning));
        }
    }

    /// <summary>
    /// Notes an interval beside the scheduler instead of in the scheduler's own dictionary: <c>_validate_optim_conf</c>
    /// (<c>lightning/pytorch/core/optimizer.py</c>) knows <c>optimizer</c>, <c>lr_scheduler</c> and <c>monitor</c> there and
    /// drops the rest.
    /// </summary>
    public static void ObserveOutside(RecipeScope scope, string path)
    {
        if (scope.Node(path + ".interval") is ScalarNode { Text: "step" } written)
        {
            scope.Observe(new WithoutEffectObservation(
                written.Place,
                scope.Absolute(path) + ".interval",
                "interval: " + written.Text,
                "Lightning looks for it in the dictionary of the scheduler and steps the scheduler once an epoch; write "
                    + "\"lr_scheduler\": {\"scheduler\": scheduler, \"interval\": \"step\"}",
                Severity.Warning));
        }
    }
}
