using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Documents;

public class LoaderStrictnessTests
{
    private const string Trl = "model_name_or_path: org/model\ndataset_name: org/data\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\nnum_train_epochs: 3\nlr_scheduler_type: cosine\n";

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", "second document")]
    [InlineData("a: 1\n---\n", "second document")]
    [InlineData("a: &x 1\nb: &x 2\n", "&x is defined a second time")]
    [InlineData("<<: 3\n", "draws in mappings")]
    [InlineData("<<: [{a: 1}, 2]\n", "draws in mappings")]
    [InlineData("lr: {{ lr }}\n", "a mapping stands here as a key")]
    [InlineData("? [a]\n: 1\n", "a list stands here as a key")]
    [InlineData("day: 2024-02-30\n", "no such day")]
    [InlineData("at: 2024-01-01 25:00:00\n", "no such day or time")]
    [InlineData("lr: !!float fast\n", "'fast' is no float")]
    [InlineData("n: !!int 1.5\n", "'1.5' is no int")]
    [InlineData("lr: !scale 3\n", "does not know the tag '!scale'")]
    [InlineData("lr: =\n", "sign of YAML's own")]
    [InlineData("a: !!binary z\n", "'z' is no binary")]
    [InlineData("!!binary zz image: 1\n", "'zz image' is no binary")]
    [InlineData("!!set 3 a: 1\n", "'3 a' is no set")]
    [InlineData("a: !!map 3\n", "'3' is no map")]
    public void WhatPyYamlRefuses_IsNamedWithIt(string text, string saying)
    {
        var problem = Assert.Single(LoaderStrictness.Refused(Parsed.Yaml(text), Loaders.PyYaml));
        Assert.StartsWith("PyYAML refuses the file: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(saying, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\na: 1\n...\n")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x\nd:\n  <<: [*x, *x]\n")]
    [InlineData("day: 2024-02-29\nat: 2001-12-14t21:59:43.10-05:00\nnear: 2024-1-1\nid: 1234-5678\n")]
    [InlineData("lr: !!float 1e-4\nwd: !!float '1'\nn: !!int 0x10\nflag: !!bool yes\ns: !!str 1\n")]
    [InlineData("job: ${{ matrix.lr }}\nname: '{{ lr }}'\n")]
    [InlineData("a: !!binary aGVsbG8=\nb: !!binary \"a GVs\\nbG8=\"\n")]
    public void WhatPyYamlReads_IsSilent(string text) => Assert.Empty(LoaderStrictness.Refused(Parsed.Yaml(text), Loaders.PyYaml));

    [Fact]
    public void Loaders_DifferInWhatTheyRefuse()
    {
        Assert.Empty(LoaderStrictness.Refused(Parsed.Yaml("a: &x 1\nb: &x 2\nc: !new:Adam\n"), Loaders.HyperPyYaml));
        Assert.Empty(LoaderStrictness.Refused(Parsed.Yaml("day: 2024-02-30\n"), Loaders.OmegaConf));
        Assert.Empty(LoaderStrictness.Refused(Parsed.Yaml("a: 1\n---\nb: !own 2\n"), Loaders.Unspecified));
        Assert.Empty(LoaderStrictness.Refused(Parsed.Yaml("- !PiecewiseDecay\n  gamma: 0.1\n"), Loaders.Paddle));
        Assert.Empty(LoaderStrictness.Refused(Parsed.Json("{\"lr\": 1} // why"), Loaders.Json));
        Assert.Contains("JSON has none", Assert.Single(LoaderStrictness.Refused(Parsed.Json("{\"lr\": 1} // why"), Loaders.DeepSpeedJson)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learning_rate: 2.0e-5", "learning_rate: 2.0e-5\t# peak")]
    [InlineData("learning_rate: 2.0e-5", "learning_rate: {{ lr }}")]
    [InlineData("num_train_epochs: 3\n", "num_train_epochs: 3\n---\nseed: 1\n")]
    [InlineData("num_train_epochs: 3", "num_train_epochs: [%3]")]
    [InlineData("num_train_epochs: 3", "num_train_epochs:\t3")]
    [InlineData("num_train_epochs: 3", "\tnum_train_epochs: 3")]
    [InlineData("learning_rate: 2.0e-5\n", "<<: 3\nlearning_rate: 2.0e-5\n")]
    [InlineData("learning_rate: 2.0e-5\n", "")]
    public void TrainingConfigThatCannotBeLoaded_IsNeverSilent(string sound, string broken)
    {
        Assert.Empty(Unreadable(Trl));
        var text = Trl.Replace(sound, broken, StringComparison.Ordinal);
        Assert.NotEmpty(Unreadable(broken.Length > 0 ? text : text + "seed: @s\n"));
    }

    [Theory]
    [InlineData("on: push\njobs:\n\tbuild: x\n")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {name: {{ x }}}\n")]
    [InlineData("a: 1\n---\nb: [\n")]
    public void FilesOfOtherPurposes_StaySilent(string text) => Assert.Empty(Unreadable(text));

    [Theory]
    [InlineData("learning_rate: {{ .Values.lr }}\n")]
    [InlineData("{% if big %}\nlearning_rate: 1e-4\n{% endif %}\nnum_train_epochs: 3\n")]
    [InlineData("learning_rate: {{ lr }}\nnum_train_epochs: {{ epochs }}\nseed: {{ seed }}\n")]
    [InlineData("  {% if big %}\nlearning_rate: [\n  {% endif %}\nnum_train_epochs: 3\n")]
    [InlineData("name: rock 'n roll\nlearning_rate: {{- lr }}\n")]
    public void Templates_StaySilent(string text) => Assert.Empty(Unreadable("model_name_or_path: m\n" + text));

    [Theory]
    [InlineData("chat_template: \"{% for m in messages %}{{ m.role }}{{ m.content }}{{ eos }}{% endfor %}\"\n")]
    [InlineData("chat_template: '{%- if it''s %}\n\n  {% for m in messages %}\n  {{ m }}{{ m }}{{ m }}'\n")]
    [InlineData("chat_template: |-\n  {% for m in messages %}\n\n  {{- m.content }}\n  {% endfor %}\n")]
    [InlineData("prompts:\n  - \"{{ .System }} {{ a }}\"\n  - '{{ b }} {{ c }}' # {{ d }} {{ e }}\n")]
    public void TemplateInAValue_ExcusesNothing(string value)
    {
        Assert.Empty(Unreadable(Trl + value));
        Assert.NotEmpty(Unreadable(Trl + value + "seed: @s\n"));
    }

    private static UnreadableObservation[] Unreadable(string text) =>
        [.. new ConfigReader().Read(new SourceFile("train.yaml", text)).Observations.OfType<UnreadableObservation>()];
}
