using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Switches of absl (<c>absl/flags/_flag.py</c>, BooleanFlag; TensorFlow's <c>tf.app.flags</c> since 1.5): <c>--early_stop False</c> switches
/// it on and leaves the word over, <c>--early_stop=False</c> and <c>--noearly_stop</c> switch it off.
/// </summary>
internal static class SwitchTexts
{
    private static readonly Regex Declared = new(@"DEFINE_bool(?:ean)?\(\s*['""](?<name>\w+)['""]", RegexOptions.CultureInvariant);

    // mozilla/DeepSpeech, training/deepspeech_training/util/flags.py: f.DEFINE_boolean.
    private static readonly string[] OfDeepSpeech =
    [
        "early_stop", "use_allow_growth", "horovod", "automatic_mixed_precision", "train_cudnn", "log_placement", "export_tflite",
        "remove_export", "reduce_lr_on_plateau", "utf8", "bytes_output_mode", "show_progressbar", "force_initialize_learning_rate",
        "use_seq_length", "layer_norm",
    ];

    /// <summary>Notes switches of a command that are given a word of their own.</summary>
    public static void Observe(ConfigView raw, ConfigFiles? files, ICollection<Observation> observations)
    {
        foreach (var entry in raw.Root.Written.Where(entry => ReferenceEquals(entry.Key.Source, raw.File)))
        {
            if (entry.Value is ScalarNode { Text: "False" or "false" or "0" or "True" or "true" or "no" } value && value.Span != entry.Key.Span
                && IsApart(entry.Key, value) && Switches(raw, files).Contains(entry.Key.Text))
            {
                var isOff = !(value.Text is "True" or "true");
                observations.Add(new WrongTypeObservation(value.Place, entry.Key.Text, "--" + entry.Key.Text + " " + value.Text,
                    "--" + (isOff ? "no" : "") + entry.Key.Text + " or --" + entry.Key.Text + "=" + value.Text,
                    isOff ? "the flag is a switch of absl: this switches it on, and the word behind it is left over"
                        : "the flag is a switch of absl, and the word behind it is left over",
                    isOff ? Severity.Warning : Severity.Info));
            }
        }
    }

    private static HashSet<string> Switches(ConfigView raw, ConfigFiles? files)
    {
        var program = ProgramFile.Find(raw, files);
        var names = program is null ? Enumerable.Empty<string>()
            : Declared.Matches(program.Text).Cast<Match>().Select(match => match.Groups["name"].Value);
        return new(raw.Root.Command?.Stem is "deepspeech" && program is null ? OfDeepSpeech.Concat(names) : names, StringComparer.Ordinal);
    }

    // With a sign between the two the value belongs to the flag.
    private static bool IsApart(ScalarNode key, ScalarNode value)
    {
        var line = key.Source.Line(key.Span.Line);
        return value.Span.Line != key.Span.EndLine
            || (key.Span.EndColumn <= line.Length && line[key.Span.EndColumn - 1] is ' ' or '\t');
    }
}
