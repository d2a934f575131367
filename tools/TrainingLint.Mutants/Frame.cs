using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Rules;

namespace TrainingLint.Mutants;

/// <summary>A text that is to be damaged, with the name that says its format.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Text">What stands in it.</param>
public sealed record Frame(string Name, string Text)
{
    // Larger ones cost more than they show.
    private const int MostBytes = 1 << 16;

    private static readonly Frame[] OtherFormats =
    [
        new("train.toml", "[optimizer]\ntype = \"AdamW\"\nlr = 1e-4\nbetas = [0.9, 0.999]\n\n[training]\nmax_steps = 1000\nbatch_size = 8\nseed = 42\n"),
        new("config.cfg", "[training]\nseed = 0\nmax_steps = 20000\npatience = 1600\n\n[training.optimizer]\n@optimizers = \"Adam.v1\"\nlearn_rate = 0.001\n"),
        new("yolo.cfg", "[net]\nbatch=64\nlearning_rate=0.001\nburn_in=1000\nmax_batches = 500200\npolicy=steps\nsteps=400000,450000\nscales=.1,.1\n"),
        new("train.py", "import torch\nlr = 1e-4\noptimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01)\nscheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)\ntorch.manual_seed(42)\n"),
        new("train.sh", "#!/bin/sh\nLR=3e-4\npython run_glue.py \\\n  --model_name_or_path bert-base-cased \\\n  --learning_rate $LR --num_train_epochs 3 \\\n  --per_device_train_batch_size 32 --seed 42\n"),
        new("solver.prototxt", "net: \"net.prototxt\"\nbase_lr: 0.01\nlr_policy: \"step\"\nstepsize: 4000\ngamma: 0.1\nmax_iter: 10000\nmomentum: 0.9\n"),
        new("train.jsonnet", "local rate = 1e-3;\n{\"trainer\": {\"num_epochs\": 10, \"optimizer\": {\"type\": \"adam\", \"lr\": rate}}, \"dataset_reader\": {}, \"model\": {}, \"train_data_path\": \"x\"}\n"),
        new("train.bat", "set LR=0.1\npython train.py --lr %LR% --epochs 90 --batch-size 256 --seed 1\n"),
        new("train.ps1", "$lr = 0.1\npython train.py --lr $lr --epochs 90 --batch-size 256 --seed 1\n"),
        new("Makefile", "train:\n\tpython train.py --lr 0.1 --epochs 90 --batch-size 256 --seed 1\n"),
        new("README.md", "# Train\n\n```bash\npython main.py -a resnet50 --lr 0.1 --epochs 90 --batch-size 256\n```\n"),
        new("train.ipynb", "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"import torch\\n\", \"opt = torch.optim.SGD(m.parameters(), lr=0.1)\"], \"metadata\": {}, \"outputs\": []}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"),
        new("ds.json", "{\"train_batch_size\": 64, \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": \"3e-5\", \"betas\": [0.9, 1.5]}}, \"fp16\": {\"enabled\": true}, \"bf16\": {\"enabled\": true}}"),
    ];

    /// <summary>The examples of all rules, and a config in each other format.</summary>
    public static IReadOnlyList<Frame> BuiltIn { get; } =
    [
        .. RuleBook.Rules.SelectMany(rule => new[] { rule.Info.Risky, rule.Info.Sound }).OfType<string>()
            .Distinct(StringComparer.Ordinal).Select(text => new Frame(NameFor(text), text)),
        .. OtherFormats,
    ];

    private static string NameFor(string example) => example.StartsWith('{') ? "train.json"
        : example.StartsWith("#!", StringComparison.Ordinal) ? "train.sh"
        : example.StartsWith("from ", StringComparison.Ordinal) || example.StartsWith("import ", StringComparison.Ordinal) ? "train.py"
        : "train.yaml";

    /// <summary>The configs below a folder, in stable order.</summary>
    public static IReadOnlyList<Frame> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => ConfigFormats.Find(path) is not null && new FileInfo(path) is { LinkTarget: null, Length: > 0 and <= MostBytes })
            .Order(StringComparer.Ordinal)
            .Select(path => SourceFile.Decode(Path.GetFileName(path), File.ReadAllBytes(path)))
            .OfType<SourceFile>()
            .Select(source => new Frame(source.Path, source.Text)),
    ];
}
