using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>A command without what only starts it: the program, the words behind it, and the options of its launcher.</summary>
internal sealed record Started(string Program, IReadOnlyList<Argument> Arguments, Invocation Invocation)
{
    public string? Launcher { get; init; }

    public IReadOnlyList<Argument> LauncherArguments { get; init; } = [];
}

/// <summary>
/// Steps over what only starts a program: schedulers, environment tools, Python, and the launchers of torch, accelerate and DeepSpeed
/// (<c>torch/distributed/run.py</c>, <c>accelerate/commands/launch.py</c>, <c>deepspeed/launcher/runner.py</c>).
/// </summary>
internal static class Launcher
{
    private static readonly HashSet<string> Wrappers = WordList.Of(
        "srun nohup env time uv poetry pipenv pixi rye hatch conda mamba micromamba docker podman singularity apptainer mpirun mpiexec horovodrun numactl taskset nice ionice stdbuf "
        + "xvfb-run sudo exec command ts tsp nsys ncu timeout screen ray bsub qsub start ssh pdsh parallel xargs colossalai watch script dotenv run call cmd wandb kubectl salloc aim catchsegv");

    /// <summary>Programs that train under a name of their own, with the words behind them that say so (any of them, or none needed).</summary>
    private static readonly Dictionary<string, string[]> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fairseq-train"] = [],
        ["fairseq-hydra-train"] = [],
        ["onmt_train"] = [],
        ["t5x_train"] = [],
        ["lerobot-train"] = [],
        ["nnunetv2_train"] = [],
        ["mlagents-learn"] = [],
        ["swift"] = ["sft", "pt", "rlhf", "rm"],
        ["megatron"] = ["sft", "pt", "rlhf"],
        ["llamafactory-cli"] = ["train"],
        ["lmf"] = ["train"],
        ["yolo"] = ["train"],
        ["axolotl"] = ["train"],
        ["tune"] = ["run"],
        ["trl"] = ["sft", "dpo", "grpo", "kto", "reward", "rloo"],
        ["litgpt"] = ["finetune", "finetune_lora", "finetune_full", "pretrain", "finetune_adapter"],
        ["mlx_lm.lora"] = [],
        ["nemo"] = ["llm"],
        ["spacy"] = ["train"],
        ["fasttext"] = ["supervised", "skipgram", "cbow"],
        ["marian"] = [],
        ["allennlp"] = ["train"],
        ["ns-train"] = [],
        ["sft"] = [],
        ["rl"] = [],
        ["unsloth"] = ["train"],
        ["composer"] = [],
        ["mim"] = ["train"],
        ["xtuner"] = ["train"],
    };

    private static readonly HashSet<string> SwitchesOfTorch = WordList.Of("standalone use_env use-env no_python no-python run_path run-path module m help h");

    private static readonly HashSet<string> SwitchesOfAccelerate = WordList.Of(
        "multi_gpu cpu use_deepspeed use_fsdp use_megatron_lm use_xpu tpu quiet q same_network debug m module no_python tpu_use_cluster tpu_use_sudo dynamo_use_dynamic use_parallelism_config enable_cpu_affinity mixed-precision-off");

    // timm's documented way to start: the number of processes, then the arguments of its train.py.
    private const string TimmLauncher = "distributed_train.sh";

    private static readonly HashSet<string> SwitchesOfDeepSpeed = WordList.Of("no_python no_local_rank no_ssh no_ssh_check enable_each_rank_log elastic_training force_multi bind_cores_to_rank");

    /// <summary>The program that a command starts; null for one that is known to train nothing.</summary>
    public static Started? Find(Invocation invocation)
    {
        var words = invocation.Words;
        var at = 0;
        if (words[0].IsKnown && !IsRunner(words, 0))
        {
            if (!Wrappers.Contains(NameOf(words[0])))
            {
                return null;
            }

            if (ModuleOfUv(words) is { } module)
            {
                return FromModule(invocation, module, 0);
            }

            at = Next(words, 1);
        }
        else if (!words[0].IsKnown)
        {
            // ${LAUNCHER} ${HERE}/train.py
            if (words.Count > 1 && !words[1].IsKnown && IsScript(words[1].Text))
            {
                return FromPython(invocation, 1, 0);
            }

            // $PYTHON train.py, ${LAUNCHER} -m pkg.train: what starts it is unknown, what is started is written.
            at = words.Count > 2 && words[1].Text == "-m" ? 0 : Next(words, 0);
        }

        return at < 0 ? null : From(invocation, at, 0);
    }

    private static Started? From(Invocation invocation, int at, int depth)
    {
        var words = invocation.Words;
        if (at >= words.Count || depth > 4)
        {
            return null;
        }

        var name = NameOf(words[at]);
        if (IsPython(name) || !words[at].IsKnown)
        {
            return FromPython(invocation, at + 1, depth);
        }

        switch (name)
        {
            case "torchrun" or "torchrun.exe":
                return Launched(invocation, "torchrun", at + 1, SwitchesOfTorch);
            case "accelerate" or "accelerate-launch":
                var isLaunch = name == "accelerate-launch" || (at + 1 < words.Count && words[at + 1].Text == "launch");
                return isLaunch ? Launched(invocation, "accelerate", at + (name == "accelerate" ? 2 : 1), SwitchesOfAccelerate) : null;
            case TimmLauncher when at + 1 < words.Count && words[at + 1].Text.All(char.IsDigit):
                return new Started("train.py", [.. words.Skip(at + 2)], invocation) { Launcher = "torchrun" };
            case "deepspeed" or "ds":
                return Launched(invocation, "deepspeed", at + 1, SwitchesOfDeepSpeed);
        }

        if (Programs.TryGetValue(name, out var needed) && needed.Length > 0 && !Trains(name, [.. words.Skip(at + 1)], needed))
        {
            return null;
        }

        return new Started(words[at].Text, [.. words.Skip(at + 1)], invocation);
    }

    // The first word says what the program does. ultralytics takes task and mode in any order, and as settings too (cfg/__init__.py,
    // entrypoint): "yolo detect train", "yolo task=detect mode=train".
    private static bool Trains(string name, IReadOnlyList<Argument> words, string[] needed) => name.ToLowerInvariant() is "yolo"
        ? words.Any(word => word.Text is "train" or "mode=train")
        : words.Count > 0 && Array.IndexOf(needed, words[0].Text) >= 0;

    private static Started? FromPython(Invocation invocation, int at, int depth)
    {
        var words = invocation.Words;
        for (; at < words.Count; at++)
        {
            var text = words[at].Text;
            if (text == "-m" && at + 1 < words.Count)
            {
                return FromModule(invocation, at + 1, depth);
            }

            if (text is "-c" or "-" || (text.Length > 0 && text[0] == '-' && text.EndsWith("c", StringComparison.Ordinal) && text.Length == 3))
            {
                return null;
            }

            if (text.Length == 0 || text[0] != '-')
            {
                // A path that ends in an unknown folder still is a script; a whole unknown word may be anything.
                return words[at].IsOpen && Next(words, at) is var next && next < 0 ? null
                    : new Started(text, [.. words.Skip(at + 1)], invocation) { Launcher = "python" };
            }

            at += text is "-W" or "-X" ? 1 : 0;
        }

        return null;
    }

    private static Started? FromModule(Invocation invocation, int at, int depth) => invocation.Words[at].Text switch
    {
        "torch.distributed.launch" or "torch.distributed.run" or "paddle.distributed.launch" or "torch_xla.distributed.xla_dist" or "oneflow.distributed.launch"
            => Launched(invocation, "torchrun", at + 1, SwitchesOfTorch),
        "accelerate.commands.launch" => Launched(invocation, "accelerate", at + 1, SwitchesOfAccelerate),
        "deepspeed.launcher.runner" => Launched(invocation, "deepspeed", at + 1, SwitchesOfDeepSpeed),
        var module when Programs.TryGetValue(module, out var needed) && needed.Length > 0 => From(invocation, at, depth + 1),
        var module => new Started(module, [.. invocation.Words.Skip(at + 1)], invocation) { Launcher = "python" },
    };

    // Options of the launcher, then the script with its arguments.
    private static Started? Launched(Invocation invocation, string launcher, int at, HashSet<string> switches)
    {
        var words = invocation.Words;
        var start = at;
        while (at < words.Count)
        {
            var text = words[at].Text;
            if (text is "-m" or "--module")
            {
                return at + 1 < words.Count ? Program(at + 1, at) : null;
            }

            if (text.Length == 0 || text[0] != '-')
            {
                if (words[at].IsOpen && !IsScript(text))
                {
                    // Options of the launcher that are put together elsewhere.
                    at++;
                    continue;
                }

                return Program(at, at);
            }

            var takesValue = text.IndexOf('=') < 0 && !switches.Contains(text.TrimStart('-'));
            at++;
            if (takesValue && at < words.Count && (words[at].Text.Length == 0 || words[at].Text[0] != '-') && !IsScript(words[at].Text))
            {
                at++;
            }
        }

        return null;

        Started Program(int index, int end)
        {
            var name = words[index].Text;
            var isPython = IsPython(NameOf(words[index]));
            var inner = isPython ? FromPython(invocation, index + 1, 0) : null;
            return (inner ?? new Started(name, [.. words.Skip(index + 1)], invocation)) with
            {
                Launcher = launcher,
                LauncherArguments = [.. words.Skip(start).Take(end - start)]
            };
        }
    }

    // uv run --env-file .env -m pkg.train: the module without a word about Python (astral-sh/uv, uv run --module).
    private static int? ModuleOfUv(IReadOnlyList<Argument> words)
    {
        for (var i = 1; i < words.Count && !IsRunner(words, i); i++)
        {
            if (words[i].Text is "-m" or "--module" && i + 1 < words.Count && words.Take(i).Any(word => NameOf(word) == "uv"))
            {
                return i + 1;
            }
        }

        return null;
    }

    private static int Next(IReadOnlyList<Argument> words, int from)
    {
        for (var i = from; i < words.Count; i++)
        {
            if (IsRunner(words, i))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsRunner(IReadOnlyList<Argument> words, int at)
    {
        var name = NameOf(words[at]);
        return words[at].IsKnown && (IsPython(name) || name is "torchrun" or "torchrun.exe" or "accelerate" or "accelerate-launch" or "deepspeed" or TimmLauncher
            || (Programs.TryGetValue(name, out var needed) && (needed.Length == 0 || Trains(name, [.. words.Skip(at + 1)], needed))
                && (needed.Length > 0 || name.Length > 4 || at == 0)))
            || (IsScript(words[at].Text) && (at == 0 || !words[at - 1].Text.StartsWith("-", StringComparison.Ordinal)));
    }

    private static bool IsScript(string text) => text.EndsWith(".py", StringComparison.Ordinal);

    private static string NameOf(Argument word) => word.Text.Substring(word.Text.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();

    private static bool IsPython(string name)
    {
        var stem = name.EndsWith(".exe", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name;
        return stem.StartsWith("python", StringComparison.Ordinal) && stem.Skip("python".Length).All(c => char.IsDigit(c) || c == '.') || stem is "py" or "pypy" or "ipython";
    }
}
