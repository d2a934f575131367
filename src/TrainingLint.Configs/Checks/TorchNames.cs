using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Import paths into torch that lead nowhere, such as <c>torch.optim.AdmaW</c>: the modules' contents are known, so any near name is a slip.</summary>
internal static class TorchNames
{
    private const int LongestPath = 80;

    private static readonly IReadOnlyList<(string Module, string[] Names)> Modules =
    [
        // torch/optim/lr_scheduler.py
        ("torch.optim.lr_scheduler.", Names("LambdaLR MultiplicativeLR StepLR MultiStepLR ConstantLR LinearLR ExponentialLR SequentialLR CosineAnnealingLR ChainedScheduler ReduceLROnPlateau CyclicLR CosineAnnealingWarmRestarts OneCycleLR PolynomialLR LRScheduler")),

        // torch/optim/__init__.py
        ("torch.optim.", Names("SGD Adam AdamW Adadelta Adagrad Adamax ASGD LBFGS NAdam RAdam RMSprop Rprop SparseAdam Adafactor Muon Optimizer")),

        // torch/nn/modules/loss.py and activation.py
        (
            "torch.nn.",
            Names(
                "L1Loss NLLLoss PoissonNLLLoss GaussianNLLLoss KLDivLoss MSELoss BCELoss BCEWithLogitsLoss HingeEmbeddingLoss MultiLabelMarginLoss SmoothL1Loss HuberLoss SoftMarginLoss CrossEntropyLoss MultiLabelSoftMarginLoss "
                + "CosineEmbeddingLoss MarginRankingLoss MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss CTCLoss ReLU ReLU6 LeakyReLU PReLU RReLU ELU SELU CELU GELU Sigmoid LogSigmoid Tanh Hardtanh Hardsigmoid Hardswish Softplus "
                + "Softsign Softmax Mish SiLU GLU Linear Conv1d Conv2d Conv3d BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm GroupNorm InstanceNorm1d InstanceNorm2d RMSNorm Dropout Dropout1d Dropout2d Dropout3d Embedding LSTM GRU RNN Identity Sequential "
                + "MultiheadAttention Transformer TransformerEncoder TransformerDecoder MaxPool2d AvgPool2d AdaptiveAvgPool2d Flatten Upsample SyncBatchNorm")),
    ];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is ScalarNode { Text: { Length: < LongestPath } text } scalar && document.IsOwn(scalar)
                && text.StartsWith("torch.", StringComparison.Ordinal) && Meant(text) is var (written, meant))
            {
                document.Observe(new UnknownNameObservation(
                    scalar.Place, leaf.Path, "class of torch", written, meant, "The import of '" + text + "' stops with an AttributeError", Severity.Error));
            }
        }
    }

    private static (string Written, string Meant)? Meant(string path)
    {
        var (module, names) = Modules.FirstOrDefault(row => path.StartsWith(row.Module, StringComparison.Ordinal));
        if (module is null || path.Substring(module.Length) is not { Length: > 1 } name || name.IndexOf('.') >= 0 || names.Contains(name))
        {
            return null;
        }

        return names.FirstOrDefault(known => Slip.IsOne(name, known)) is { } near ? (name, near) : null;
    }

    private static string[] Names(string names) => names.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
