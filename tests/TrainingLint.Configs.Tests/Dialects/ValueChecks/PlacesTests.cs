using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class PlacesTests
{
    private const string Torchtune = "model: {_component_: torchtune.models.llama3.llama3_8b{0}}\ntokenizer: {_component_: torchtune.models.llama3.llama3_tokenizer}\noptimizer: {_component_: torch.optim.AdamW{1}}\nbatch_size: 2\nepochs: 1\nseed: 1\ncheckpointer: {_component_: torchtune.training.FullModelHFCheckpointer}\n";

    [Fact]
    public void RateBelowTheModel_HasNoEffect() =>
        Assert.Contains("'optimizer.lr'", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Torchtune.Replace("{0}", ", lr: 2.0e-5").Replace("{1}", ""))).Reason);

    [Fact]
    public void RateWhereItBelongs_IsLeftAlone() =>
        Assert.DoesNotContain(ReadText.Observed<WithoutEffectObservation>(Torchtune.Replace("{0}", "").Replace("{1}", ", lr: 2.0e-5")), one =>
            one.Key!.EndsWith("lr", System.StringComparison.Ordinal));

    [Fact]
    public void RateBesideItsSection_HasNoEffect() =>
        Assert.Contains("'optimizer.lr'", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Torchtune.Replace("{0}", "").Replace("{1}", "") + "lr: 2.0e-5\n")).Reason);

    [Fact]
    public void RateThatAReferenceReads_IsLeftAlone() =>
        Assert.DoesNotContain(ReadText.Observed<WithoutEffectObservation>(Torchtune.Replace("{0}", "").Replace("{1}", ", lr: \"${lr}\"") + "lr: 2.0e-5\n"), one => one.Key == "lr");

    [Theory]
    [InlineData("run.py", "batch_size = 12\nmodel = dict(type='Net')\noptimizer = dict(type='AdamW', lr=0.006)\ndata = dict(num_classes=13)\n")]
    [InlineData("run.yaml", "defaults: [_self_, {data: images}, {model: net}, {trainer: gpu}]\nlearning_rate: 2.0e-4\nbatch_size: 8\nmodel: {depth: 3}\ndata: {root: d}\n")]
    public void VariableOfAProject_IsLeftAlone(string name, string text) =>
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(text, name));

    [Fact]
    public void KeyThatDiffersInCapitalsOnly_IsUnknownToAFramework() =>
        Assert.Equal("learning_rate", Assert.Single(ReadText.Observed<MisspeltKeyObservation>("model_name_or_path: org/model\ndataset_name: org/data\nLearning_Rate: 2.0e-5\nper_device_train_batch_size: 8\nnum_train_epochs: 1\nlr_scheduler_type: cosine\n")).Meant);

    [Theory]
    [InlineData("train: {lr: 0.1, batch_size: 8}\noptimizer: {type: SGD, lr: \"${train.lrr}\"}\n", true)]
    [InlineData("train: {lr: 0.1, batch_size: 8}\noptimizer: {type: SGD, lr: \"${train.lr}\"}\n", false)]
    [InlineData("train: {rate: 0.1, batch_size: 8}\noptimizer: {type: SGD, lr: \"${data.rate}\"}\n", false)]
    [InlineData("train: {dim: 4, lr: 0.1, batch_size: 8}\noptimizer: {type: SGD, lr: \"${train.dim2}\"}\n", false)]
    public void InterpolationOneSlipAwayFromAKey_IsBroken(string text, bool isBroken) =>
        Assert.Equal(isBroken, ReadText.Observed<UnresolvedObservation>(text).Any(one => one.IsBroken));
}
