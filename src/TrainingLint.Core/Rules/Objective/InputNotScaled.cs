using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Objective;

/// <summary>TL1202 input-not-scaled: Images reach the model with numbers up to 255.</summary>
public sealed class InputNotScaled : ObservationRule<UnscaledInputObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1202",
        Name = "input-not-scaled",
        Severity = Severity.Warning,
        SeverityNote = "A warning in a program that loads the images and trains on them; a note for a list of transforms, since code "
            + "may still scale what it gets.",
        Title = "Images reach the model with numbers up to 255",
        Failure = Failure.PoorMinimum,
        Why = "Weights are drawn for inputs of about unit variance. Bytes are a hundred times larger: the first layer saturates or its "
            + "gradients explode, the loss surface is a hundred times steeper along some directions than along others, and a rate that "
            + "is right for scaled images diverges or stops in a poor minimum.",
        Instead = "Divide by 255, or subtract the mean and divide by the standard deviation of the data set, in training and evaluation.",
        Suppress = "When the model or another file scales its input.",
        Sources =
        [
            "LeCun et al. 1998, Efficient BackProp, section 4.3",
            "Cao et al. 2022, DeepFD (ICSE): the input was not normalized in 9 of 52 faulty programs",
            "keras.datasets.mnist, cifar10, cifar100 and fashion_mnist: arrays of uint8 from 0 to 255",
        ],
        Risky = """
            model: resnet18
            num_classes: 10
            optimizer: SGD
            lr: 0.1
            momentum: 0.9
            epochs: 90
            seed: 1
            train:
              transforms:
                - type: RandomCrop
                - type: HorizontalFlip
                - type: ToTensorV2
            """,
        Sound = """
            model: resnet18
            num_classes: 10
            optimizer: SGD
            lr: 0.1
            momentum: 0.9
            epochs: 90
            seed: 1
            train:
              transforms:
                - type: RandomCrop
                - type: HorizontalFlip
                - type: Normalize
                - type: ToTensorV2
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(UnscaledInputObservation observation, TrainingFile file) =>
        At(observation, observation.Key is null
            ? "Nothing here scales the images of " + observation.Loaded + ", which are bytes from 0 to 255; divide by 255 or standardize."
            : "After " + observation.Loaded + " nothing in this config scales or standardizes the images, whose numbers go up to 255; "
                + "add the framework's normalization.", observation.Severity);
}
