using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Configs.Tests.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Formats;

public class IniFormatTests
{
    private const string Pipeline = """
        [nlp]
        lang = "en"
        ; the run
        [training]
        max_steps = 20000
        max_epochs = 0
        [training.optimizer]
        @optimizers = "Adam.v1"
        [training.optimizer.learn_rate]
        @schedules = "warmup_linear.v1"
        warmup_steps = 250
        total_steps = 20000
        initial_rate = 5e-5
        """;

    [Fact]
    public void DottedSections_AreNested()
    {
        var root = Parsed.Mapping(Pipeline, "config.cfg");

        Assert.Equal("en", root.At("nlp.lang"));
        Assert.Equal("5e-5", root.At("training.optimizer.learn_rate.initial_rate"));
    }

    [Theory]
    [InlineData("settings.ini")]
    [InlineData("settings.cfg")]
    public void SectionsOfConfigParser_AreReadByTheirWords(string name)
    {
        var recipe = ReadText.Recipe("[train]\nlr = 0.1\nbatch_size = 8\nepochs = 3\noptimizer = adam\n", name);

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.1));
        Assert.True(recipe.Get(Facts.Epochs).Is(3));
    }

    [Fact]
    public void SettingsOfOtherPrograms_AreNoTraining() =>
        Assert.False(ReadText.As("[server]\nport = 80\n[log]\nlevel = info\n", "settings.ini").IsTraining);

    [Fact]
    public void SpaCy_HasItsScheduleAndUnlimitedEpochs()
    {
        var recipe = ReadText.Recipe(Pipeline, "config.cfg");

        Assert.Equal("spacy", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(5e-5));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(250));
        Assert.True(recipe.Get(Facts.Epochs).IsMissing);
    }

    [Fact]
    public void Darknet_CountsBatches()
    {
        var recipe = ReadText.Recipe("[net]\nbatch=64\nsubdivisions=8\nlearning_rate=0.001\nburn_in=1000\nmax_batches = 500200\npolicy=steps\nsteps=400000,450000\nscales=.1,.1\n[convolutional]\nfilters=3\n[convolutional]\nfilters=4\n", "yolo.cfg");

        Assert.Equal("darknet", recipe.Dialect);
        Assert.True(recipe.Get(Facts.MaxSteps).Is(500_200));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(1000));
        Assert.Equal([400_000.0, 450_000.0], recipe.Get(Facts.Milestones).Or([]));
    }

    [Theory]
    [InlineData("[metadata]\nname = x\n")]
    [InlineData("no section = 1\n")]
    [InlineData("[]\n[\n]\n= 1")]
    public void OtherFiles_AreNoRecipes(string text) => Assert.Empty(ReadText.As(text, "setup.cfg").Recipes);
}
