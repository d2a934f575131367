using System;

namespace TrainingLint.Core.Knowledge;

/// <summary>What the names of losses mean in torch and Keras. "Cross-entropy" alone is ambiguous, so it means nothing here.</summary>
public static class LossKinds
{
    /// <summary>The kind of a loss by its name, in any case and with or without its module.</summary>
    public static LossKind Of(string name)
    {
        var letters = NameLetters.Of(DottedName.Last(name));
        var ofScores = letters.IndexOf("logits", StringComparison.Ordinal) >= 0;
        return letters switch
        {
            "bcewithlogitsloss" or "bcewithlogits" or "binarycrossentropywithlogits" => LossKind.BinaryOfScores,
            "binarycrossentropyfromlogitstrue" => LossKind.BinaryOfScores,
            "crossentropyloss" or "categoricalcrossentropyfromlogitstrue" or "sparsecategoricalcrossentropyfromlogitstrue" =>
                LossKind.CrossEntropyOfScores,
            "binarycrossentropy" or "bceloss" => LossKind.BinaryOfProbabilities,
            "categoricalcrossentropy" or "sparsecategoricalcrossentropy" when !ofScores => LossKind.CategoricalOfProbabilities,
            "nllloss" => LossKind.OfLogProbabilities,
            "mse" or "mseloss" or "meansquarederror" or "l2loss" or "mae" or "maeloss" or "l1loss" or "meanabsoluteerror" or "huber"
                or "huberloss" or "smoothl1loss" => LossKind.OfNumbers,
            _ => LossKind.Unknown,
        };
    }
}
