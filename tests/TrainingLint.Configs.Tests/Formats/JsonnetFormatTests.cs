using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Configs.Tests.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Formats;

public class JsonnetFormatTests
{
    private const string Parser = """
        // batch of all devices
        local gpus = 4, batch = 256 / gpus;
        local base = { "type": "adam", lr: 1e-3 };
        local double(x) = x * 2;
        {
          "random_seed": 7,
          dataset_reader: { type: "text", lazy: std.extVar("LAZY") == "1" },
          train_data_path: "data/" + "train.json",
          validation_data_path: @'C:\dev',
          model: { type: "parser", layers: [i for i in std.range(0, 3)] },
          hidden:: "no output",
          data_loader: { batch_size: batch, },
          trainer: {
            local last = 30,
            num_epochs: last,
            patience: double(5),
            optimizer: base { lr: 0.01 * 2, weight_decay: -1 + 2 },
            use_amp: if gpus > 1 then true else false,
          },
        }
        """;

    [Fact]
    public void LiteralPart_IsComputed()
    {
        var root = Parsed.Mapping(Parser, "parser.jsonnet");

        Assert.Equal("64", root.At("data_loader.batch_size"));
        Assert.Equal("0.02", root.At("trainer.optimizer.lr"));
        Assert.Equal("adam", root.At("trainer.optimizer.type"));
        Assert.Equal("1", root.At("trainer.optimizer.weight_decay"));
        Assert.Equal("30", root.At("trainer.num_epochs"));
        Assert.Equal("data/train.json", root.At("train_data_path"));
        Assert.False(root.Has("hidden"));
    }

    [Fact]
    public void FunctionsComprehensionsAndExternalVariables_AreUnknown()
    {
        var root = Parsed.Mapping(Parser, "parser.jsonnet");

        Assert.Equal(NodeTags.Unknown, ((MappingNode)root["trainer"]!)["patience"]!.Tag);
        Assert.Equal(NodeTags.Unknown, ((MappingNode)root["model"]!)["layers"]!.Tag);
        Assert.Equal(NodeTags.Unknown, ((MappingNode)root["dataset_reader"]!)["lazy"]!.Tag);
    }

    [Fact]
    public void AllenNlp_HasItsDefaults()
    {
        var recipe = ReadText.Recipe(Parser, "parser.jsonnet");

        Assert.Equal("allennlp", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.02));
        Assert.True(recipe.Get(Facts.BatchSize).Is(64));
        Assert.True(recipe.Get(Facts.Seed).Is(7));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(1));
        Assert.True(recipe.Get(Facts.Validation).Is(true));
        Assert.False(recipe.Get(Facts.EarlyStoppingPatience).HasValue);
    }

    [Fact]
    public void PatienceWithoutValidation_HasNoEffect()
    {
        const string Text = """{ dataset_reader: {type: "x"}, train_data_path: "a", model: {}, trainer: { patience: 3, num_epochs: 9, optimizer: { type: "sgd", lr: 0.1 } } }""";

        Assert.Contains(ReadText.Observed<WithoutEffectObservation>(Text, "a.jsonnet"), observation => observation.Key == "trainer.patience");
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Text.Replace("model:", "validation_data_path: 'b', model:"), "a.jsonnet"));
    }

    [Theory]
    [InlineData("{ a: 1", 1, 7)]
    [InlineData("{ a: 'x }", 1, 6)]
    [InlineData("{\n  a 1 }", 2, 5)]
    [InlineData("{ } }", 1, 5)]
    public void Mistake_IsNamedWithItsPlace(string text, int line, int column)
    {
        var problem = Assert.Single(ConfigFormats.Parse(new SourceFile("a.jsonnet", text)).Problems);

        Assert.Equal((line, column), (problem.Span.Line, problem.Span.Column));
    }

    [Theory]
    [InlineData("(((((((((((")]
    [InlineData("local")]
    [InlineData("local x = ")]
    [InlineData("{ [")]
    [InlineData("|||")]
    [InlineData("@")]
    [InlineData("a(")]
    [InlineData("{ local x = 1 for y in z }")]
    public void BrokenText_NeverThrows(string text) => Assert.Empty(ReadText.As(text, "a.jsonnet").Recipes);

    [Fact]
    public void Depth_HasALimit() =>
        Assert.NotEmpty(ConfigFormats.Parse(new SourceFile("a.jsonnet", string.Concat(Enumerable.Repeat("[-", 5000)))).Problems);

    [Fact]
    public void FieldUnderACondition_Counts_UnlessItIsKnownNotToHold()
    {
        const string Text = """
            local dry = false, gpus = 2;
            {
              [if gpus > 1 then "distributed"]: { cuda_devices: [0, 1] },
              [if !dry then "trainer"]: { num_epochs: 3 },
              [if dry then "nothing"]: 1,
              [if dry then "a" else "b"]: 2,
              ["x" + gpus]: 3,
            }
            """;
        var root = Parsed.Mapping(Text, "parser.jsonnet");

        Assert.Equal("3", root.At("trainer.num_epochs"));
        Assert.True(root.Has("distributed"));
        Assert.False(root.Has("nothing"));
        Assert.False(root.Has("a"));
        Assert.Equal(2, root.Entries.Count);
    }
}
