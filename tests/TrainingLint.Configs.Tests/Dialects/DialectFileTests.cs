using System.Collections.Generic;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

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

    private static (DeclaredDialect? Dialect, List<DialectProblem> Problems) Read(string text)
    {
        var problems = new List<DialectProblem>();
        return (DialectFile.Read(DocumentParser.Parse(new SourceFile("ours.yaml", text)), problems), problems);
    }
}
