using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Edits of single facts and interventions on representations move a few weights, at rates of their own.</summary>
public class ModelEditsTests
{
    private const string Adapter = "rank: 8\nlora_alpha: 32\nlora_dropout: 0.1\nbatch_size: 1\nlr: 0.1\n";

    [Theory]
    [InlineData("kl_factor: 0\nnorm_constraint: false\n", Regime.FewWeights)]
    [InlineData("intervention_type: addition\n", Regime.FewWeights)]
    [InlineData("kl_factor: 0\n", Regime.Adapter)]
    [InlineData("layers: [20]\n", Regime.Adapter)]
    public void WordsOfEditsAndInterventions_TellThem(string words, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Adapter + words).Regime);

    [Theory]
    [InlineData("prompt_lr", Regime.FewWeights)]
    [InlineData("lr", Regime.Unknown)]
    public void RateThatIsNamedForPrompts_IsThatOfFewWeights(string key, Regime regime) => Assert.Equal(
        regime, ReadText.Recipe(key + ": 0.3\nbatch_size: 8\noptimizer: Adafactor\n").Regime);
}
