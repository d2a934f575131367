using System.Collections.Generic;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>A dialect file that is wrong says where and what is wanted.</summary>
public class DialectFileTests
{
    private const string Sound = """
        dialect: ours
        loader: pyyaml
        recognised-by:
          - has: [our_model, our_data]
        settings:
          learningRate: {keys: [rate], default: 0.01}
        """;

    [Fact]
    public void SoundFile_IsADialect()
    {
        var (dialect, problems) = Read(Sound);
        Assert.Empty(problems);
        Assert.Equal("ours", dialect?.Name);
    }

    [Theory]
    [InlineData("dialect: ours", "", 2, "'dialect' is missing")]
    [InlineData("loader: pyyaml", "loader: toml", 2, "'toml' is no loader; known are")]
    [InlineData("loader: pyyaml", "loadr: pyyaml", 2, "'loadr' is not known here")]
    [InlineData("  - has: [our_model, our_data]", "  - {}", 4, "would hold of every file")]
    [InlineData("  - has: [our_model, our_data]", "  - hass: [our_model]", 4, "'hass' is not known here")]
    [InlineData("learningRate", "learning_rate", 6, "'learning_rate' is no setting of a recipe")]
    [InlineData("default: 0.01", "default: quick", 6, "'quick' is no value of 'learningRate'")]
    [InlineData("keys: [rate]", "keys: [[rate]]", 6, "holds something that is no text")]
    [InlineData("keys: [rate], default: 0.01", "times: many", 6, "'times' is not a number")]
    [InlineData("settings:", "settings: [", 6, "Not valid YAML")]
    [InlineData("default: 0.01", "always: quick", 6, "'quick' is no value of 'learningRate'")]
    [InlineData("default: 0.01", "always: [{value: 1, wen: {on: [x]}}]", 6, "'wen' is not known here")]
    [InlineData("default: 0.01", "means: zero-is-of", 6, "'zero-is-of' is no meaning; known are no-step-size, set-by-scheduler")]
    [InlineData("default: 0.01", "means: zero-is-off", 6, "'zero-is-off' is no meaning")]
    [InlineData("keys: [rate], default: 0.01", "when: {on: [x]}", 6, "needs 'keys', 'cases', a 'default', 'always' or 'means'")]
    public void Mistake_IsNamedWithItsLine(string right, string wrong, int line, string words)
    {
        var (dialect, problems) = Read(Sound.Replace(right, wrong, System.StringComparison.Ordinal));
        Assert.Null(dialect);
        Assert.Contains(problems,
            problem => problem.Place.Line == line && problem.Message.Contains(words, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("text")]
    public void NoMapping_IsNoDialect(string text)
    {
        var (dialect, problems) = Read(text);
        Assert.Null(dialect);
        Assert.NotEmpty(problems);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("adversary: yes\n", true)]
    public void WhatAlwaysHolds_IsSaidOfPartsToo(string more, bool isAdversarial)
    {
        var (dialect, problems) = Read(Sound + """

              modelFamily: {always: transformer}
              adversarial: {always: [{value: true, when: {on: [adversary]}}]}
              dropout: {keys: [drop], always: 0.1}
              epochs: {keys: [epochs], means: [zero-is-unlimited, {meaning: ends-the-run, when: {on: [adversary]}}]}
              seed: {means: usually-written}
            complete-when: never
            """);
        Assert.Empty(problems);

        var config = new SourceFile("a.yaml", "our_model: m\nour_data: d\nrate: 0.1\n" + more);
        var root = (MappingNode)DocumentParser.Parse(config).Roots[0];
        var recipe = Assert.Single(dialect!.Read(new ConfigView(config, root, isComplete: true), []));

        Assert.True(recipe is { IsFragment: true } && recipe.IsTransformer());
        Assert.Equal((isAdversarial, 0.1), (recipe.Is(Facts.Adversarial), recipe.Get(Facts.Dropout).Or(0)));
        Assert.True(recipe.Means(Facts.Epochs, Meaning.ZeroIsUnlimited) && recipe.Means(Facts.Seed, Meaning.UsuallyWritten));
        Assert.Equal(isAdversarial, recipe.Means(Facts.Epochs, Meaning.EndsTheRun));
    }

    private static (DeclaredDialect? Dialect, List<DialectProblem> Problems) Read(string text)
    {
        var problems = new List<DialectProblem>();
        return (DialectFile.Read(DocumentParser.Parse(new SourceFile("ours.yaml", text)), problems), problems);
    }
}
