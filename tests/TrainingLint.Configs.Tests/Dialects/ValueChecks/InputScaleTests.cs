using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class InputScaleTests
{
    private const string Model = "model: resnet18\noptimizer: sgd\nlr: 0.1\nmomentum: 0.9\nepochs: 90\n";

    [Theory]
    [InlineData("  - type: RandomCrop\n    - type: ToTensorV2\n")]
    [InlineData("  - DecodeImage:\n        to_rgb: true\n    - RandFlipImage:\n        flip_code: 1\n")]
    [InlineData("  - LoadImageFromFile\n    - RandomFlip\n")]
    [InlineData("  - _target_: albumentations.HorizontalFlip\n    - _target_: albumentations.pytorch.ToTensorV2\n")]
    public void BytesThatNothingScales_AreNoted(string list)
    {
        var observed = Observed(Model + "train:\n  transforms:\n  " + list).Single();

        Assert.Equal(("train.transforms", Severity.Info), (observed.Key, observed.Severity));
    }

    [Theory]
    [InlineData("  - ToTensorV2\n    - Normalize\n")]
    [InlineData("  - RandomCrop\n    - ToTensor\n")]
    [InlineData("  - ToTensorV2\n")]
    [InlineData("  - LoadImageFromFile\n    - RandomFlip\ndata_preprocessor:\n  mean: [123.7]\n")]
    [InlineData("  - LoadImageFromFile\n    - RandomFlip\nbackbone: yolox_s\n")]
    public void AWordOfAScale_IsEnough(string list) => Assert.Empty(Observed(Model + "train:\n  transforms:\n  " + list));

    [Fact]
    public void TransformsOfATest_AreNotAsked() =>
        Assert.Empty(Observed(Model + "test:\n  transforms:\n    - Resize\n    - ToTensorV2\n"));

    [Fact]
    public void ProgramsOfKeras_AreWarned()
    {
        var observed = Keras("").Single();

        Assert.Equal(("mnist.load_data", 1, Severity.Warning), (observed.Loaded, observed.Place.Line, observed.Severity));
    }

    [Theory]
    [InlineData("x = x / 255.0\n")]
    [InlineData("model.add(BatchNormalization())\n")]
    [InlineData("x = preprocess_input(x)\n")]
    public void ProgramsOfKeras_WithAWordOfAScale_AreNot(string line) => Assert.Empty(Keras(line));

    private static UnscaledInputObservation[] Keras(string line) => In("train.py",
        "(x, y), _ = keras.datasets.mnist.load_data()\n" + line + "model.compile(optimizer='adam', loss='mse')\nmodel.fit(x, y, epochs=9)\n");

    private static UnscaledInputObservation[] Observed(string text) => In("train.yaml", text);

    private static UnscaledInputObservation[] In(string name, string text) =>
        [.. new ConfigReader().Read(new SourceFile(name, text)).Observations.OfType<UnscaledInputObservation>()];
}
