using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class FrameworkWordsTests
{
    private const string Trl =
        "model_name_or_path: org/model\ndataset_name: org/data\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\nnum_train_epochs: 1\n";

    [Theory]
    [InlineData("eval_strategy: step", "steps", true)]
    [InlineData("save_strategy: epochs", "epoch", true)]
    [InlineData("save_strategy: hourly", "no' or 'steps' or 'epoch' or 'best", false)]
    public void WordThatTheFrameworkRefuses_IsAnError(string line, string meant, bool isOneSlip)
    {
        var observed = Assert.Single(ReadText.Observed<UnknownNameObservation>(Trl + line + "\n"));
        Assert.Equal((meant, isOneSlip, Severity.Error), (observed.Meant, observed.IsOneSlip, observed.Severity));
    }

    [Theory]
    [InlineData("eval_strategy: steps")]
    [InlineData("eval_strategy: \"no\"")]
    [InlineData("save_strategy: best")]
    [InlineData("save_strategy: ${strategy}")]
    public void WordsThatItTakes_AreLeftAlone(string line) => Assert.Empty(ReadText.Observed<UnknownNameObservation>(Trl + line + "\n"));

    [Theory]
    [InlineData("torch.optim.AdanW", "AdamW")]
    [InlineData("torch.optim.SDG", "SGD")]
    [InlineData("torch.nn.MSEoss", "MSELoss")]
    public void ImportPathIntoTorchThatLeadsNowhere_IsAnError(string path, string meant)
    {
        var observed = Assert.Single(ReadText.Observed<UnknownNameObservation>("optimizer: {_target_: " + path + ", lr: 0.001}\nepochs: 3\n"));
        Assert.Equal((meant, Severity.Error), (observed.Meant, observed.Severity));
    }

    [Theory]
    [InlineData("torch.optim.AdamW")]
    [InlineData("torch.optim.NewName")]
    [InlineData("torch.nn.utils.prune")]
    public void OtherImportPaths_AreLeftAlone(string path) =>
        Assert.Empty(ReadText.Observed<UnknownNameObservation>("optimizer: {_target_: " + path + ", lr: 0.001}\nepochs: 3\n"));

    [Theory]
    [InlineData("max_steps: [10, 20]", true)]
    [InlineData("max_steps: 10", false)]
    public void ListWhereAFrameworkReadsOneNumber_IsRefused(string line, bool isRefused) =>
        Assert.Equal(isRefused, ReadText.Observed<WrongTypeObservation>(Trl + line + "\n").Any(one => one.Wanted == "a single number"));

    [Theory]
    [InlineData("min_lr: 3.0", true)]
    [InlineData("min_lr: 0.1", false)]
    [InlineData("min_lr: 1.0e-6", false)]
    public void FloorOfTheRate_IsBelowThePeakOrAShareOfIt(string line, bool isAbove)
    {
        var text = "base_lr: 0.001\noptimizer: AdamW\nscheduler: cosine\nepochs: 3\n" + line + "\n";
        Assert.Equal(isAbove,
            ReadText.Observed<WrongTypeObservation>(text).Any(one => one.Wanted.StartsWith("a rate below", System.StringComparison.Ordinal)));
    }
}
