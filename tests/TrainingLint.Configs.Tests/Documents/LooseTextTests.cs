using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>What a text is meant to be shows also where it breaks in its first line.</summary>
public class LooseTextTests
{
    private const string Detectron = "SOLVER:\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  BASE_LR: 0.02\n";

    [Theory]
    [InlineData("a: 1\nb:\n  c: 2\n  d:\n    e: x\n", "a,b,b/c,b/d,b/d/e")]
    [InlineData("   a: 1\n b:\n  c: 2\nd: 3\n", "a,b,b/c,d")]
    [InlineData("\ta:\n\t\tb: 1\n", "a,a/b")]
    [InlineData("a:\n- b: 1\n  c: 2\n- b: 3\nd: 4\n", "a,a/0/b,a/0/c,a/1/b,d")]
    [InlineData("a: [1, 2\nb: @x\nc: 3\n", "a,b,c")]
    [InlineData("a: x\n    b: 1\n", "a,b")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": oops oops\"\n  }\n", "a,b,b/c")]
    public void Keys_AreSeenAsFarAsTheirIndentationGoes(string text, string paths) =>
        Assert.Equal(paths.Split(','), Paths(LooseText.Read(new SourceFile("x.yaml", text))!, "").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("just words\nand more\n")]
    [InlineData("- a\n- b\n")]
    public void TextWithoutKeys_ShowsNothing(string text) => Assert.Null(LooseText.Read(new SourceFile("x.yaml", text)));

    [Theory]
    [InlineData("\u0007")]
    [InlineData("]")]
    [InlineData(" @x\n")]
    [InlineData(" OUTPUT_DIR: a: b\n")]
    [InlineData("\t")]
    public void TrainingConfigBrokenInItsFirstLine_IsAnError(string damage)
    {
        var file = new ConfigReader().Read(new SourceFile("x.yaml", damage + Detectron.Replace("BASE_LR", "GAMMA", StringComparison.Ordinal)));
        Assert.NotEmpty(file.Observations.OfType<UnreadableObservation>());
    }

    [Theory]
    [InlineData("\u0007")]
    [InlineData("@x")]
    [InlineData("]")]
    [InlineData("a: b: c")]
    [InlineData("x: \"")]
    [InlineData("<<: 3")]
    [InlineData("a: !!binary z")]
    [InlineData("{{ x }}: 1")]
    public void DamageInAnyLineOfATrainingConfig_IsAnError(string damage)
    {
        foreach (var frame in MutatedConfigs.Undamaged.Where(frame => frame[0] != '{'))
        {
            var lines = frame.Split('\n');
            for (var i = 0; i < lines.Length - 1; i++)
            {
                var indent = new string(' ', lines[i].Length - lines[i].TrimStart(' ').Length);
                var text = string.Join("\n", lines.Take(i).Append(indent + damage).Concat(lines.Skip(i)));
                Assert.True(new ConfigReader().Read(new SourceFile("x.yaml", text)).Observations.OfType<UnreadableObservation>().Any(), text);
            }
        }
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata:\n  name: a: b\nspec:\n  ports: [1, 2\n")]
    [InlineData("name: ci\non: push\njobs:\n  build:\n    steps:\n    - run: @x\n")]
    public void OtherBrokenFiles_AreNotOurs(string text) =>
        Assert.Empty(new ConfigReader().Read(new SourceFile("x.yaml", text)).Observations);

    private static System.Collections.Generic.IEnumerable<string> Paths(ConfigNode node, string prefix) => node switch
    {
        MappingNode mapping =>
            mapping.Written.SelectMany(entry => Paths(entry.Value, prefix + entry.Key.Text + "/").Prepend(prefix + entry.Key.Text)),
        SequenceNode list => list.Items.SelectMany((item, i) => Paths(item, FormattableString.Invariant($"{prefix}{i}/"))),
        _ => [],
    };
}
