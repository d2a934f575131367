using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>A Keras loss of scores behind a layer of probabilities.</summary>
public class KerasScoresTests
{
    private static int Found(string layers, string loss) => new Judge().Findings(ReadText.As(
        "import keras\nfrom keras.layers import Dense, Input\ninp = Input((8,))\nx = Dense(32, activation='relu')(inp)\n"
        + $"{layers}\nmodel = keras.Model(inp, out)\nmodel.compile(optimizer=keras.optimizers.Adam(1e-3), loss=keras.losses.{loss})\n",
        "model.py")).Count(finding => finding.Rule.Id == "TL1201");

    [Theory]
    [InlineData("out = Dense(3, activation='softmax')(x)", "SparseCategoricalCrossentropy(from_logits=True)", 1)]
    [InlineData("out = Dense(1, activation='sigmoid')(x)", "BinaryCrossentropy(from_logits=True)", 1)]
    [InlineData("out = Dense(3)(x)", "SparseCategoricalCrossentropy(from_logits=True)", 0)]
    [InlineData("out = Dense(3, activation='softmax')(x)", "SparseCategoricalCrossentropy(from_logits=False)", 0)]
    [InlineData("g = Dense(8, activation='sigmoid')(x)\nout = Dense(3)(x * g)", "SparseCategoricalCrossentropy(from_logits=True)", 0)]
    public void ScoresBehindProbabilities_AreTold(string layers, string loss, int found) => Assert.Equal(found, Found(layers, loss));
}
