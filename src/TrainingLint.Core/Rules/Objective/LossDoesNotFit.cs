using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Objective;

/// <summary>TL1201 loss-does-not-fit: The loss does not fit what the last layer puts out.</summary>
public sealed class LossDoesNotFit : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1201",
        Name = "loss-does-not-fit",
        Severity = Severity.Warning,
        Title = "The loss does not fit what the last layer puts out",
        Failure = Failure.PoorMinimum,
        Why = "A loss is written for one kind of output: probabilities or raw scores, one class or several. Softmax before a loss that "
            + "applies it again flattens every gradient; a softmax of one output is always 1, so nothing is learned; a cross-entropy of "
            + "unbounded values takes logarithms of what is no probability.",
        Instead = "One output: sigmoid with binary cross-entropy. Several classes, one of which is right: softmax with categorical "
            + "cross-entropy. Losses that say 'logits', and torch's CrossEntropyLoss, want raw scores.",
        Suppress = "When the program applies or removes the activation elsewhere.",
        Sources =
        [
            "torch.nn.CrossEntropyLoss and BCEWithLogitsLoss: the input is expected to hold unnormalized scores",
            "keras/src/losses/losses.py: from_logits=False expects probabilities",
            "Golik et al. 2013, Cross-entropy vs. squared error training (Interspeech): squared error from random weights gets stuck",
            "Cao et al. 2022, DeepFD (ICSE): the loss in 16 and the activation in 25 of 52 faulty programs",
        ],
        Risky = """
            model:
              name: classifier
              num_classes: 10
              output_activation: softmax
            loss: CrossEntropyLoss
            optimizer: adam
            lr: 1.0e-3
            epochs: 20
            seed: 1
            """,
        Sound = """
            model:
              name: classifier
              num_classes: 10
              output_activation: none
            loss: CrossEntropyLoss
            optimizer: adam
            lr: 1.0e-3
            epochs: 20
            seed: 1
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var (loss, activation, outputs) = (recipe.Get(Facts.Loss), recipe.Get(Facts.OutputActivation), recipe.Get(Facts.Outputs));
        if (!loss.HasValue)
        {
            yield break;
        }

        var kind = LossKinds.Of(loss.Or(""));
        var last = activation is { IsWritten: true } ? NameLetters.Of(activation.Or("")) : "";
        if (last.Length > 0 && Misfit(kind, last, outputs) is { } misfit)
        {
            yield return At(recipe, activation, "The last layer's " + activation.Or("") + " does not fit the loss " + loss.Or("") + ": "
                + misfit);
        }
        else if (loss.IsWritten && kind == LossKind.OfNumbers && CountsHits(recipe.Get(Facts.Metric))
            && Unmeasured(last, outputs) is { } why)
        {
            yield return At(recipe, loss, "The loss " + loss.Or("") + " compares numbers, and " + recipe.Get(Facts.Metric).Or("")
                + " counts right classes: " + why);
        }
    }

    private static bool CountsHits(Setting<string> metric) => NameLetters.Of(metric.Or("")) is "accuracy" or "acc" or "top1" or "top1acc"
        or "categoricalaccuracy" or "sparsecategoricalaccuracy" or "binaryaccuracy";

    // A squared error of one probability is a loss of classes too, if a slow one.
    private static string? Unmeasured(string activation, Setting<double> outputs) =>
        activation == "softmax" || outputs.Or(0) > 2
            ? "where the model is surely wrong its gradient all but vanishes; classes want cross-entropy."
            : outputs.Is(1) && activation is "linear" or "none" or "identity" or "relu"
                ? "of a number it says nothing; measure the error, or use sigmoid with binary cross-entropy if there are two classes."
                : null;

    private static string? Misfit(LossKind loss, string activation, Setting<double> outputs)
    {
        var isOne = outputs.Is(1);
        var isSeveral = outputs.Or(0) > 2;
        return (loss, activation) switch
        {
            (_, "softmax") when isOne && loss != LossKind.Unknown =>
                "the softmax of a single output is always 1, so nothing is learned; use sigmoid.",
            (LossKind.CrossEntropyOfScores, "linear" or "none" or "identity") when isOne =>
                "over a single class the loss is always 0, so nothing is learned; use BCEWithLogitsLoss, or an output for each class.",
            (LossKind.OfLogProbabilities, "softmax" or "sigmoid" or "linear" or "none" or "identity" or "relu") =>
                "the loss takes logarithms of probabilities and applies none; use LogSoftmax, or CrossEntropyLoss on raw scores.",
            (LossKind.CrossEntropyOfScores, "softmax" or "logsoftmax" or "sigmoid") =>
                "the loss applies a softmax itself and wants raw scores; drop the activation.",
            (LossKind.BinaryOfScores, "sigmoid" or "softmax") =>
                "the loss applies a sigmoid itself and wants raw scores; drop the activation.",
            (LossKind.BinaryOfProbabilities, "softmax") when isSeveral => "classes that exclude each other want categorical cross-entropy.",
            (LossKind.BinaryOfProbabilities, "linear" or "none" or "identity" or "relu" or "tanh") =>
                "the loss takes logarithms of probabilities; use sigmoid.",
            (LossKind.CategoricalOfProbabilities, "sigmoid") when isOne =>
                "with a single output the loss is constant; use binary cross-entropy.",
            (LossKind.CategoricalOfProbabilities, "sigmoid") when outputs.Or(0) > 1 =>
                "the outputs do not add up to 1 over the classes; use softmax.",
            (LossKind.CategoricalOfProbabilities, "linear" or "none" or "identity" or "relu" or "tanh") =>
                "the loss takes logarithms of probabilities; use softmax.",
            _ => null,
        };
    }
}
