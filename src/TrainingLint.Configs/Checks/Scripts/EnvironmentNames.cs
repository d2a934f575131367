using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Scripts;

/// <summary>
/// Variables of the environment that libraries read by name, in scripts and programs: names that are nearly known, and values that the
/// library takes in another form.
/// </summary>
internal static class EnvironmentNames
{
    private static readonly string[] Known =
    [
        "CUDA_VISIBLE_DEVICES", "PYTORCH_CUDA_ALLOC_CONF", "CUDA_LAUNCH_BLOCKING", "CUDA_DEVICE_ORDER", "HIP_VISIBLE_DEVICES",
        "ASCEND_RT_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", "MASTER_ADDR", "MASTER_PORT", "WORLD_SIZE", "LOCAL_RANK",
        "NCCL_P2P_DISABLE", "NCCL_IB_DISABLE", "NCCL_SOCKET_IFNAME", "NCCL_DEBUG", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
        "TOKENIZERS_PARALLELISM", "WANDB_MODE", "WANDB_PROJECT", "WANDB_DISABLED", "WANDB_API_KEY", "HF_DATASETS_CACHE",
        "TRANSFORMERS_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "PYTHONHASHSEED", "CUBLAS_WORKSPACE_CONFIG",
        "TF_FORCE_GPU_ALLOW_GROWTH", "TF_CPP_MIN_LOG_LEVEL", "XLA_PYTHON_CLIENT_PREALLOCATE", "XLA_PYTHON_CLIENT_MEM_FRACTION",
    ];

    private static readonly string[] NearDevices =
    [
        "CUDA_VISIBLE_DEVICE", "CUDA_VISIBLE_GPUS", "CUDA_VISIBLE_GPU", "CUDA_VISIABLE_DEVICES", "CUDA_VISIABLE_DEVICE", "CUDA_VISBLE_DEVICE",
        "VISIBLE_CUDA_DEVICES", "CUDA_VISIBILE_DEVICES", "CUDA_VISIBLE_DEVISES",
    ];

    private static readonly string[] Modes = ["online", "offline", "disabled", "shared", "run", "dryrun"];

    private static readonly Regex Set = new(
        @"(?:^|\s|;)(?:export\s+)?(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)=(?<value>""[^""]*""|'[^']*'|[^\s;&|]*)", RegexOptions.CultureInvariant);

    private static readonly Regex InProgram = new(
        @"os\.(?:environ\[(?<quote>['""])(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)\k<quote>\]\s*=(?!=)|putenv\(\s*(?<quote>['""])(?<name>[A-Z][A-Z0-9_]+)\k<quote>\s*,)\s*(?<value>['""][^'""]*['""])?",
        RegexOptions.CultureInvariant);

    /// <summary>Notes the variables that a line of a script sets.</summary>
    public static void Observe(SourceFile source, ScriptLine line, ICollection<Observation> observations)
    {
        if (line.Text.IndexOf('=') > 0 && !line.Text.TrimStart().StartsWith("#", StringComparison.Ordinal))
        {
            foreach (Match match in Set.Matches(line.Text))
            {
                Observe(source, line, match, observations);
            }
        }
    }

    /// <summary>Notes the variables that a program sets.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool Observe(SourceFile source, ICollection<Observation> observations)
    {
        if (source.Text.IndexOf("os.environ", StringComparison.Ordinal) < 0 && source.Text.IndexOf("os.putenv", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        var before = observations.Count;
        for (var number = 1; number <= source.LineCount; number++)
        {
            var text = source.Line(number);
            if (text.Length < 500 && text.IndexOf("os.", StringComparison.Ordinal) is >= 0 and var at
                && text.Substring(0, at).IndexOf('#') < 0 && InProgram.Match(text) is { Success: true } match)
            {
                Observe(source, new ScriptLine(number, text, false, text), match, observations);
            }
        }

        return observations.Count > before;
    }

    private static void Observe(SourceFile source, ScriptLine line, Match match, ICollection<Observation> observations)
    {
        var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value.Trim('"', '\''));
        var place = line.PlaceIn(source, match.Groups["name"].Index, name.Length);
        if (Meant(name) is { } meant && !IsUsed(source.Text, name))
        {
            observations.Add(new UnknownNameObservation(place, name, "environment variable", name, meant,
                "Nothing reads it, so it has no effect", Severity.Warning));
        }
        else if (name is "PYTORCH_CUDA_ALLOC_CONF" or "PYTORCH_ALLOC_CONF" && value.Length > 0 && value[0] != '$'
            && value.IndexOf('=') > 0 && value.IndexOf(':') < 0)
        {
            observations.Add(new WrongTypeObservation(place, name, value, value.Replace('=', ':'),
                "options and values stand apart by a colon, and PyTorch stops at anything else", Severity.Warning));
        }
        else if (name == "WANDB_MODE" && value.Length > 0 && value.All(char.IsLetter) && !Modes.Contains(value))
        {
            observations.Add(new UnknownNameObservation(place, name, "mode", value, NearestName.Of(value, Modes) ?? "disabled",
                "Weights and Biases refuses it", Severity.Warning));
        }
    }

    private static string? Meant(string name) => Known.Contains(name) ? null
        : NearDevices.Contains(name) ? "CUDA_VISIBLE_DEVICES"
        : Known.FirstOrDefault(known => known.Length > 8 && Slip.IsOne(name, known));

    // A script of its own may call a variable nearly as a library does.
    private static bool IsUsed(string text, string name) => text.IndexOf("$" + name, StringComparison.Ordinal) >= 0
        || text.IndexOf("${" + name, StringComparison.Ordinal) >= 0 || text.IndexOf("environ.get(\"" + name, StringComparison.Ordinal) >= 0
        || text.IndexOf("environ.get('" + name, StringComparison.Ordinal) >= 0 || text.IndexOf("getenv(", StringComparison.Ordinal) >= 0;
}
