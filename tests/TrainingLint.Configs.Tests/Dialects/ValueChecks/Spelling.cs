using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>The places in which people keep the same settings, each of which spells them its own way.</summary>
internal static class Spelling
{
    private static readonly string[] OfRun = ["learning_rate", "optimizer", "epochs", "batch_size", "weight_decay", "seed"];

    /// <summary>What the places are called.</summary>
    public static IReadOnlyList<string> Places { get; } =
        ["sections.yaml", "flat.yaml", "config.json", "config.toml", "config.cfg", "flags.py", "fields.py", "dictionary.py", "constants.py",
            "object.py", "call.py", "nested.py", "returned.py", "train.sh", "overrides.sh", "train.ipynb"];

    /// <summary>Settings as one of the places spells them.</summary>
    /// <param name="place">The place, by its name.</param>
    /// <param name="section">Where settings stand that are not of the run itself; empty where all are.</param>
    /// <param name="settings">Keys and values, the latter as JSON writes them.</param>
    public static string Of(string place, string section, IReadOnlyList<(string Key, string Value)> settings)
    {
        var own = section.Length == 0 ? settings : [.. settings.Where(one => OfRun.Contains(one.Key))];
        (string Key, string Value)[] rest = [.. settings.Except(own)];
        return place switch
        {
            "sections.yaml" => "dataset: shapes\n" + Lines(own, "", ": ") + (rest.Length == 0 ? "" : section + ":\n" + Lines(rest, "  ", ": ")),
            "flat.yaml" => "dataset: shapes\n" + Lines(settings, "", ": "),
            "config.json" => "{\"dataset\": \"shapes\", " + Json(own) + (rest.Length == 0 ? "" : ", \"" + section + "\": {" + Json(rest) + "}") + "}",
            "config.toml" => "dataset = \"shapes\"\n" + Lines(own, "", " = ") + (rest.Length == 0 ? "" : "[" + section + "]\n" + Lines(rest, "", " = ")),
            "config.cfg" => "[train]\ndataset = shapes\n" + Lines(own, "", " = ") + (rest.Length == 0 ? "" : "[" + section + "]\n" + Lines(rest, "", " = ")),
            "flags.py" => "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--dataset', default='shapes')\n"
                + string.Concat(settings.Select(one => $"parser.add_argument('--{one.Key}', default={one.Value})\n")),
            "fields.py" => "@dataclass\nclass Training:\n    dataset: str = 'shapes'\n" + string.Concat(settings.Select(Field)),
            "dictionary.py" => "config = {'dataset': 'shapes', " + Json(own) + (rest.Length == 0 ? "" : ", '" + section + "': {" + Json(rest) + "}") + "}\n",
            "constants.py" => "DATASET = 'shapes'\n" + string.Concat(settings.Select(one => $"{one.Key.ToUpperInvariant()} = {one.Value}\n")),
            "object.py" => "def get_config():\n    config = ConfigDict()\n    config.dataset = 'shapes'\n" + Lines(settings, "    config.", " = ")
                + "    return config\n",
            "call.py" => "train(TrainingConfig(dataset='shapes', " + Arguments(settings) + "))\n",
            "nested.py" => "run = Trainer.Config(dataset='shapes', model=ModelConfig(width=3), " + Arguments(own)
                + (rest.Length == 0 ? "" : $", {section}=PartConfig({Arguments(rest)})") + ")\n",
            "returned.py" => "def get_config():\n    return dict(dataset='shapes', " + Arguments(own)
                + (rest.Length == 0 ? "" : $", {section}=dict({Arguments(rest)})") + ")\n",
            "train.sh" => "python train.py --dataset shapes " + string.Join(" ", settings.Select(one => "--" + one.Key + " " + Bare(one.Value, " "))) + "\n",
            "overrides.sh" => "python train.py dataset=shapes " + string.Join(" ", own.Select(one => one.Key + "=" + Listed(one.Value))
                .Concat(rest.Select(one => section + "." + one.Key + "=" + Listed(one.Value)))) + "\n",
            "train.ipynb" => Notebook("dataset = 'shapes'\n" + Lines(settings, "", " = ")),
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
    }

    private static string Lines(IEnumerable<(string Key, string Value)> settings, string before, string between) =>
        string.Concat(settings.Select(one => before + one.Key + between + one.Value + "\n"));

    private static string Json(IEnumerable<(string Key, string Value)> settings) =>
        string.Join(", ", settings.Select(one => "\"" + one.Key + "\": " + one.Value));

    private static string Arguments(IEnumerable<(string Key, string Value)> settings) =>
        string.Join(", ", settings.Select(one => one.Key + "=" + one.Value));

    private static string Field((string Key, string Value) one) => one.Value[0] == '['
        ? $"    {one.Key}: list = field(default_factory=lambda: {one.Value})\n"
        : one.Key.Length % 2 == 0 ? $"    {one.Key}: float = field(default={one.Value}, metadata={{'help': 'x'}})\n"
            : $"    {one.Key}: float = {one.Value}\n";

    private static string Bare(string value, string between) => value.Replace("\"", "", StringComparison.Ordinal)
        .Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace(", ", between, StringComparison.Ordinal);

    private static string Listed(string value) => value[0] == '[' ? "[" + Bare(value, ",") + "]" : Bare(value, ",");

    private static string Notebook(string code) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"cells\": [{{\"cell_type\": \"code\", \"metadata\": {{}}, \"outputs\": [], \"source\": {JsonSerializer.Serialize(code)}}}], "
        + $"\"metadata\": {{}}, \"nbformat\": 4, \"nbformat_minor\": 5}}");
}
