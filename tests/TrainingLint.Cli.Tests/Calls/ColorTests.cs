using System.Collections.Generic;

namespace TrainingLint.Cli.Tests.Calls;

public sealed class ColorTests
{
    [Theory]
    [InlineData(true, "always", true)]
    [InlineData(false, "always", true)]
    [InlineData(true, "never", false)]
    [InlineData(true, "auto", true)]
    [InlineData(false, "auto", false)]
    public void Option_GoesBeforeTheSurroundings(bool surroundings, string option, bool isColored)
    {
        using var scratch = new Scratch { UseColor = surroundings };
        scratch.Write("a.yaml", Scratch.Risky);
        Assert.Equal(isColored, scratch.Run("check", "a.yaml", "--color", option).Output.Contains('\u001b', StringComparison.Ordinal));
        Assert.Equal(isColored, scratch.Run("--color", option, "inspect", "a.yaml").Output.Contains('\u001b', StringComparison.Ordinal));
        Assert.Equal(isColored, scratch.Run("rule", "TL0102", "--color", option).Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false, "NO_COLOR=1")]
    [InlineData(true, true, "NO_COLOR=")]
    [InlineData(false, true, "FORCE_COLOR=1")]
    [InlineData(true, false, "FORCE_COLOR=0")]
    [InlineData(true, false, "TERM=dumb")]
    [InlineData(true, true, "TERM=dumb", "FORCE_COLOR=1")]
    [InlineData(true, false, "NO_COLOR=1", "FORCE_COLOR=1")]
    public void Surroundings_Decide(bool isTerminal, bool isColored, params string[] variables)
    {
        var values = new Dictionary<string, string>();
        foreach (var variable in variables)
        {
            values.Add(variable.Split('=')[0], variable.Split('=')[1]);
        }

        Assert.Equal(isColored, ColorChoice.FromSurroundings(values.GetValueOrDefault, isTerminal));
    }
}
