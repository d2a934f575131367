using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// A command against the flags that its program declares with argparse (<c>Lib/argparse.py</c>): flags that it does not have, values that
/// are no choice or no number of its type, and <c>type=bool</c>, which takes any text for true.
/// </summary>
internal static class ProgramFlags
{
    // Flags that come from elsewhere, or parsers that let unknown ones pass.
    private static readonly string[] Elsewhere =
    [
        "parse_known_args", "parse_known_intermixed_args", "parents", "add_subparsers", "HfArgumentParser", "fromfile_prefix_chars", "REMAINDER", "add_arguments(", "sys.argv", "from_argparse_args",
        "add_argparse_args", "add_config_arguments", "add_model_specific_args", "set_defaults", "allow_abbrev", "jsonargparse", "configargparse", "getattr(", "hydra", "absl",
    ];

    private static readonly Regex HandedOn = new(@"(?<![\w.])(?!ArgumentParser)\w[\w.]*\(\s*(?:\w+\s*=\s*)?(?:\w*parser|group|arg_group)\s*[,)]", RegexOptions.CultureInvariant);

    private static readonly Regex Parser = new(@"ArgumentParser\s*\(", RegexOptions.CultureInvariant);

    // Many commands start one program.
    private static readonly ConditionalWeakTable<SourceFile, Declarations> Known = new();

    /// <summary>Notes what the program would refuse or misread.</summary>
    public static void Observe(ConfigView raw, ConfigFiles? files, ICollection<Observation> observations)
    {
        if (ProgramFile.Find(raw, files) is not { } script || !Parser.IsMatch(script.Text))
        {
            SwitchTexts.Observe(raw, files, observations);
            return;
        }

        var (flags, isWhole) = Known.GetValue(script, Read);
        foreach (var entry in raw.Root.Written.Where(entry => ReferenceEquals(entry.Key.Source, raw.File)
            && entry.Value is not MappingNode))
        {
            if (Find(flags, entry.Key.Text) is { } flag)
            {
                if (!IsDashed(flag, entry, script, observations))
                {
                    ObserveValue(flag, entry, observations);
                }

                Forget(script, flag, entry, observations);
            }
            else if (isWhole && entry.Key.Text is not ("local_rank" or "help" or "h"))
            {
                observations.Add(new UnknownFlagObservation(entry.Key.Place, entry.Key.Text, script.Path,
                    Nearest(flags, entry.Key.Text)));
            }
        }
    }

    // A program that took over a framework's files may read what the framework does not: --seed of wekws, beside wenet's configs.
    private static void Forget(SourceFile script, DeclaredFlag flag, MappingEntry entry, ICollection<Observation> observations)
    {
        var idle = observations.OfType<WithoutEffectObservation>()
            .Where(observation => observation.IsAlways && observation.Place.Equals(entry.Key.Place)).ToArray();
        if (idle.Length > 0 && flag.Names.Any(name => Reads(script.Text, name.Replace('-', '_'))))
        {
            foreach (var observation in idle)
            {
                observations.Remove(observation);
            }
        }
    }

    private static bool Reads(string program, string name)
    {
        for (var at = program.IndexOf("." + name, StringComparison.Ordinal); at >= 0; at = program.IndexOf("." + name, at + 1,
            StringComparison.Ordinal))
        {
            var end = at + 1 + name.Length;
            if (end < program.Length && (char.IsLetterOrDigit(program[end]) || program[end] == '_'))
            {
                continue;
            }

            while (end < program.Length && program[end] == ' ')
            {
                end++;
            }

            if (end >= program.Length || program[end] != '=' || (end + 1 < program.Length && program[end + 1] == '='))
            {
                return true;
            }
        }

        return false;
    }

    private static Declarations Read(SourceFile script)
    {
        var calls = PythonStatements.Read(new MappedText(script)).Calls.Where(call => call.Last == "add_argument").ToArray();
        var declared = calls.Select(DeclaredFlag.Of).ToArray();
        var flags = declared.OfType<DeclaredFlag>().Where(flag => flag.Names.Count > 0).ToArray();
        return new Declarations(flags, flags.Length > 0 && Array.TrueForAll(declared, flag => flag is not null)
            && Parser.Matches(script.Text).Count == 1
            && !Array.Exists(Elsewhere, word => script.Text.IndexOf(word, StringComparison.Ordinal) >= 0)
            && !HandedOn.IsMatch(script.Text)
            && CountOf(script.Text, "add_argument(") == calls.Length);
    }

    // A flag may be cut short where only one begins so.
    private static DeclaredFlag? Find(DeclaredFlag[] flags, string name)
    {
        var begun = flags.Where(flag => flag.Names.Any(full => full.StartsWith(name, StringComparison.Ordinal))).Take(2).ToArray();
        return Array.Find(flags, flag => flag.Names.Contains(name)) ?? (begun.Length == 1 ? begun[0] : null);
    }

    // -epochs 90 where the program has --epochs: argparse takes it for the switches e, p, o and so on.
    private static bool IsDashed(DeclaredFlag flag, MappingEntry entry, SourceFile script, ICollection<Observation> observations)
    {
        var (name, span) = (entry.Key.Text, entry.Key.Span);
        var line = entry.Key.Source.Line(span.Line);
        if (name.Length < 2 || span.Column < 3 || line.Length < span.Column || line[span.Column - 2] != '-'
            || !(line[span.Column - 3] is ' ' or '\t') || !flag.Names.Contains(name)
            || DeclaredDashes(script.Text, name.Replace('_', '-')) || DeclaredDashes(script.Text, name))
        {
            return false;
        }

        observations.Add(new WrongTypeObservation(entry.Key.Place, name, "-" + name, "--" + name,
            "the program declares it with two dashes; argparse takes one for a row of short flags and stops", Severity.Error));
        return true;
    }

    private static bool DeclaredDashes(string text, string name) =>
        text.IndexOf("\"-" + name + "\"", StringComparison.Ordinal) >= 0 || text.IndexOf("'-" + name + "'", StringComparison.Ordinal) >= 0;

    private static string? Nearest(DeclaredFlag[] flags, string name) =>
        flags.SelectMany(flag => flag.Names).FirstOrDefault(known => known.Length > 4
            && (Slip.IsOne(name, known) || Slip.IsCaseOrSeparator(name, known)));

    private static void ObserveValue(DeclaredFlag flag, MappingEntry entry, ICollection<Observation> observations)
    {
        if (entry.Value is not ScalarNode { Tag: not NodeTags.Unknown } value || value.Span == entry.Key.Span)
        {
            return;
        }

        var (wanted, consequence, severity) = (flag.Type, value.Text) switch
        {
            ("bool", "False" or "false" or "FALSE" or "0" or "no" or "off") =>
                ("no value at all", "type=bool takes any text for true, so this switches the flag on; leave it out", Severity.Warning),
            ("int", var text) when ScalarResolver.AnyNumber(text) is not null && text.Any(c => c is '.' or 'e' or 'E') =>
                ("a whole number without point or exponent", "argparse's type=int refuses it and the program stops", Severity.Error),
            _ when !flag.TakesValue && value.Text is "True" or "true" or "False" or "false" =>
                ("no value", "the flag is a switch, and argparse stops at a word that belongs to nothing", Severity.Error),
            _ when flag.Choices is { } choices && !choices.Contains(value.Text) && ScalarResolver.AnyNumber(value.Text) is null =>
                ("one of " + string.Join(", ", choices.Take(8)), "argparse refuses every other value and the program stops", Severity.Error),
            _ => ("", "", Severity.Info),
        };
        if (wanted.Length > 0)
        {
            observations.Add(new WrongTypeObservation(value.Place, entry.Key.Text, entry.Key.Text + ": " + value.Text, wanted,
                consequence, severity));
        }
    }

    private static int CountOf(string text, string word)
    {
        var count = 0;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length,
            StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>What a program declares.</summary>
    /// <param name="Flags">Its flags.</param>
    /// <param name="IsWhole">True when no other flag can come from anywhere.</param>
    private sealed record Declarations(DeclaredFlag[] Flags, bool IsWhole);
}
