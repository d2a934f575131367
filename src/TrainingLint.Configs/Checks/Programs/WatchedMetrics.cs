using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The metric that a callback of Keras or Lightning watches: its direction against the mode, its name against those that are logged.
/// Keras 2 takes every metric without "acc" (and, since 2.4, "auc") for one that falls where no mode is given
/// (<c>keras/callbacks.py</c>); Lightning's callbacks have the mode "min" (<c>lightning/pytorch/callbacks</c>).
/// </summary>
internal static class WatchedMetrics
{
    // What people write for val_loss and its relatives, which Keras always calls so.
    private static readonly string[] NoNamesOfKeras =
        ["value_loss", "valid_loss", "validation_loss", "value_acc", "valid_acc", "validation_acc", "validation_accuracy", "valid_accuracy",
            "test_loss", "test_acc", "test_accuracy", "vall_loss", "val_los", "val-loss"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("EarlyStopping(", "ModelCheckpoint(", "ReduceLROnPlateau(", "val_check_interval"))
        {
            return;
        }

        foreach (var call in program.Calls.Calls)
        {
            var (isKeras, isLightning) = (call.Name.IndexOf("keras", StringComparison.Ordinal) >= 0,
                call.Name.IndexOf("lightning", StringComparison.Ordinal) >= 0);
            if ((isKeras || isLightning) && Monitor(call, isKeras) is { Tag: null, Style: ScalarStyle.Quoted } monitor
                && !call.Node.Has(PythonFormat.Rest))
            {
                ObserveMode(program, call, monitor, isKeras);
                if (isKeras)
                {
                    ObserveName(program, monitor);
                }
            }
            else if (isLightning && call.Last == "Trainer" && call.Node["val_check_interval"] is ScalarNode { Text: "1" } interval)
            {
                program.NoteUnfit(interval.Place, "val_check_interval", "the whole number 1", "1.0 for once an epoch",
                    "a whole number counts batches, so the whole validation runs after every batch");
            }
        }
    }

    private static ScalarNode? Monitor(PythonCall call, bool isKeras) => call.Last switch
    {
        "EarlyStopping" => call.Node["monitor"] ?? call.Node["0"],
        "ReduceLROnPlateau" when isKeras => call.Node["monitor"] ?? call.Node["0"],
        "ModelCheckpoint" when isKeras => IsTrue(call.Node["save_best_only"]) ? call.Node["monitor"] ?? call.Node["1"] : null,
        "ModelCheckpoint" => call.Node["save_top_k"] is ScalarNode { Text: "-1" or "0" } ? null : call.Node["monitor"],
        _ => null,
    }
    as ScalarNode;

    private static void ObserveMode(TrainingProgram program, PythonCall call, ScalarNode monitor, bool isKeras)
    {
        var mode = call.Node["mode"];
        if (mode is not (null or ScalarNode { Tag: null, Style: ScalarStyle.Quoted })
            || MetricDirection.Of(monitor.Text) is not { } direction)
        {
            return;
        }

        var written = (mode as ScalarNode)?.Text ?? (isKeras ? "auto" : "min");
        var isTold = isKeras && written == "auto"
            && (monitor.Text.IndexOf("acc", StringComparison.Ordinal) >= 0 || monitor.Text.IndexOf("auc", StringComparison.Ordinal) >= 0);
        var effective = written == "auto" ? isTold ? "max" : "min" : written;
        if (isKeras && written == "auto" && direction == "max" && !isTold)
        {
            program.NoteUnfit((mode ?? monitor).Place, call.Last + ".monitor", "'" + monitor.Text + "' without a mode", "mode='max'",
                "Keras 2 takes it for a metric that falls, so progress counts as none; Keras 3 stops unless the metric itself says its "
                    + "direction", MaySayDirection(program, monitor.Text) ? Severity.Info : Severity.Warning);
        }
        else if (effective is "min" or "max" && effective != direction && !isTold)
        {
            program.NoteUnfit((mode ?? monitor).Place, call.Last + ".monitor", "'" + monitor.Text + "' in mode '" + effective + "'"
                + (mode is null ? ", which Lightning has where none is given" : ""),
                "mode='" + direction + "'", "progress counts as none, and the worst model as the best");
        }
    }

    // Keras 3 asks the metrics of compile() (keras/src/callbacks/monitor_callback.py): its own classes know, functions do not.
    private static bool MaySayDirection(TrainingProgram program, string monitor)
    {
        var name = MetricOf(monitor);
        return CompiledMetrics(program) is not { } metrics
            || metrics.Items.Any(item => item is not ScalarNode scalar
                || (scalar.Style == ScalarStyle.Quoted && string.Equals(scalar.Text, name, StringComparison.OrdinalIgnoreCase)));
    }

    // The metrics of the one compile() of a program; null where there are several, or none that are listed.
    private static SequenceNode? CompiledMetrics(TrainingProgram program)
    {
        var compiled = program.Calls.Calls.Where(call => call.Last == "compile" && call.Node.HasAnyOf("optimizer", "loss", "0")).ToArray();
        return compiled.Length == 1 ? compiled[0].Node["metrics"] as SequenceNode : null;
    }

    private static string MetricOf(string monitor) =>
        monitor.StartsWith("val_", StringComparison.Ordinal) ? monitor.Substring(4) : monitor;

    // fit() logs loss, the metrics of compile(), and both again with val_ in front.
    private static void ObserveName(TrainingProgram program, ScalarNode monitor)
    {
        if (NoNamesOfKeras.Contains(monitor.Text))
        {
            program.NoteUnfit(monitor.Place, "monitor", "'" + monitor.Text + "'", "a name that fit() logs, such as 'val_loss'",
                "Keras warns that it is not there and the callback never sees progress");
            return;
        }

        if (CompiledMetrics(program) is not { } metrics)
        {
            return;
        }

        var named = metrics.Items.OfType<ScalarNode>().Select(item => item.Text).ToArray();
        var plain = MetricOf(monitor.Text);
        if (named.Length == metrics.Items.Count && (plain, Array.IndexOf(named, "accuracy") >= 0, Array.IndexOf(named, "acc") >= 0) is
            ("acc", true, false) or ("accuracy", false, true))
        {
            program.NoteUnfit(monitor.Place, "monitor", "'" + monitor.Text + "' beside the metric '" + (plain == "acc" ? "accuracy" : "acc")
                + "'", "the name of the metric as compile() has it",
                "since Keras 2.3 a metric is logged under the name that is written, so the callback never sees it", Severity.Info);
        }
    }

    private static bool IsTrue(ConfigNode? node) => node is ScalarNode { Text: "True" };
}
