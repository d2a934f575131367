using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Scripts;

/// <summary>
/// A launcher and what it is told: options that stand behind the script and so are the script's (<c>torch/distributed/run.py</c>: all behind
/// the script is handed on), and more processes than the command lets see devices.
/// </summary>
internal static class LauncherFlags
{
    private static readonly string[] OfTorch =
        ["nproc_per_node", "nnodes", "node_rank", "master_addr", "master_port", "rdzv_backend", "rdzv_endpoint", "rdzv_id", "standalone", "max_restarts"];

    private static readonly string[] OfAccelerate = ["num_processes", "num_machines", "machine_rank", "main_process_port", "multi_gpu", "config_file"];

    /// <summary>Notes what the launcher is never told, or cannot do.</summary>
    public static void Observe(ConfigView raw, ICollection<Observation> observations)
    {
        if (raw.Root.Command is not { Launcher: "torchrun" or "accelerate" } command)
        {
            return;
        }

        var own = command.Launcher == "torchrun" ? OfTorch : OfAccelerate;
        var program = ProgramFile.Find(raw, raw.Files);
        foreach (var entry in raw.Root.Written.Where(entry => own.Contains(entry.Key.Text) && ReferenceEquals(entry.Key.Source, raw.File)))
        {
            if (program is null ? !IsOfManyPrograms(entry.Key.Text) : program.Text.IndexOf(entry.Key.Text, StringComparison.Ordinal) < 0)
            {
                observations.Add(new WithoutEffectObservation(entry.Key.Place, entry.Key.Text, "--" + entry.Key.Text,
                    "it stands behind the script, so " + command.Launcher + " hands it on and starts as if it were not there; write it in "
                    + "front of the script", Severity.Warning));
            }
        }

        ObserveDevices(raw, command, observations);
    }

    private static bool IsOfManyPrograms(string flag) => flag is "master_addr" or "master_port" or "config_file" or "node_rank";

    private static void ObserveDevices(ConfigView raw, CommandLine command, ICollection<Observation> observations)
    {
        var processes = command.LauncherOptions?[command.Launcher == "torchrun" ? "nproc_per_node" : "num_processes"] as ScalarNode;
        if (command.VisibleDevices is > 0 and var devices && processes is { Tag: NodeTags.Integer }
            && !(command.LauncherOptions?.Has("num_machines") ?? false)
            && int.TryParse(processes.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > devices)
        {
            observations.Add(new WrongTypeObservation(processes.Place, processes.Text, FormattableString.Invariant($"{count} processes"),
                FormattableString.Invariant($"at most {devices}, as CUDA_VISIBLE_DEVICES lets see"),
                "a process without a device of its own stops with 'invalid device ordinal'", Severity.Warning));
        }
    }
}
