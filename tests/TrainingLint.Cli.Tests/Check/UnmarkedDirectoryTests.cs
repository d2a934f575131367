using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>The program of a directory that neither git nor Python's packaging marks, such as an unpacked archive.</summary>
public class UnmarkedDirectoryTests
{
    private const string Program = "import yaml\ncfg = yaml.safe_load(open('a.yaml'))\nmodel = build(cfg['model'], cfg['optimizer'], cfg['learning_rate'])\n"
        + "for epoch in range(cfg['epochs']):\n    for batch in load(cfg['batch_size']):\n        model(batch).backward()\n        optimizer.step()\n";

    private const string Config = "model: net\noptimizer: adam\nlearning_rate: 0.001\nbatch_size: 32\nepochs: 3\n";

    [Theory]
    [InlineData("code/train.py", 0, true)]
    [InlineData("code/notes.txt", 0, false)]
    public void Program_IsLookedForInTheDirectoryThatIsNamed(string program, int others, bool isFound)
    {
        using var scratch = new Scratch();
        scratch.Write("project/configs/a.yaml", Config);
        scratch.Write("project/" + program, Program);
        for (var i = 0; i < others; i++)
        {
            File.WriteAllText(Path.Combine(scratch.Root, "project", FormattableString.Invariant($"data{i}.txt")), "");
        }

        Assert.Equal(isFound, scratch.Run("check", "project", "--format", "concise").Lines.Any(line => line.Contains("a.yaml", StringComparison.Ordinal)
            && line.Contains("missing-seed", StringComparison.Ordinal)));
    }
}
