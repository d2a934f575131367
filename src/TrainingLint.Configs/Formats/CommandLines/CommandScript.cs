using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>From scripts to documents: every command that may start a training becomes a root, a mapping of its arguments.</summary>
internal static class CommandScript
{
    private const int MostRoots = 64;

    private static readonly HashSet<string> OtherWork = new(
        ("eval evaluate evaluation evaluator test tests testing infer inference predict prediction generate generation sample sampling convert converter conversion preprocess preprocessing prepare preparation "
        + "download export plot visualize visualise vis demo benchmark bench serve server gradio app merge tokenize extract summarize collect setup install lint format check inspect quantize deploy")
        .Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> OtherModules = new(StringComparer.Ordinal)
    {
        "pip", "pytest", "venv", "unittest", "http.server", "build", "twine", "ipykernel", "nltk.downloader", "spacy", "compileall", "json.tool", "pdb", "black", "flake8", "mypy", "ensurepip", "virtualenv",
    };

    /// <summary>The trainings of a POSIX or bash script.</summary>
    public static ParsedFile Parse(SourceFile source)
    {
        var statements = ShellParser.Parse(ScriptText.Of(source.Text), out var unterminated);
        var problems = new List<DocumentProblem>();
        if (unterminated >= 0)
        {
            var (line, column) = source.PositionOf(unterminated);
            problems.Add(new DocumentProblem(new Span(line, column, line, column + 1), "The quote that opens here is never closed, so the shell refuses the script; close it."));
        }

        return Build(source, ShellInterpreter.Run(statements, SlurmDirectives.Of(source)), problems);
    }

    /// <summary>The trainings among commands.</summary>
    public static ParsedFile Build(SourceFile source, IReadOnlyList<Invocation> invocations, List<DocumentProblem>? problems = null)
    {
        var duplicates = new List<DuplicateKey>();
        return new ParsedFile(source, Roots(source, invocations, duplicates), problems ?? [], duplicates);
    }

    /// <summary>The trainings among commands, as documents.</summary>
    public static IReadOnlyList<MappingNode> Roots(SourceFile source, IReadOnlyList<Invocation> invocations, List<DuplicateKey> duplicates)
    {
        var roots = new List<MappingNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var invocation in invocations)
        {
            if (roots.Count >= MostRoots || Launcher.Find(invocation) is not { } started || !MayTrain(started))
            {
                continue;
            }

            var tree = new ArgumentTree(source);
            var whole = Whole(source, started);
            var root = tree.Build(started.Arguments, invocation.Start, invocation.End, "!command:" + started.Program,
                () => CommandOf(source, started, tree) with { Whole = whole });

            // A loop over seeds or data sets, both ways of a condition: what is the same command is one training.
            if ((root.Entries.Count > 0 || tree.Positionals.Count > 0 || whole is not null) && seen.Add(Signature(root, started)))
            {
                roots.Add(root);
                duplicates.AddRange(tree.Duplicates);
            }
        }

        return roots;
    }

    // What a command has lost still tells whose it is.
    private static MappingNode? Whole(SourceFile source, Started started)
    {
        if (started.Invocation is not { Lost.Count: > 0, Cut: { } cut } invocation)
        {
            return null;
        }

        var tree = new ArgumentTree(source);
        return tree.Build([.. started.Arguments, .. invocation.Lost], invocation.Start, Math.Max(invocation.End, cut.LostEnd),
            "!command:" + started.Program, () => CommandOf(source, started, tree));
    }

    private static bool MayTrain(Started started)
    {
        if (started.Program.Length == 0 || OtherModules.Contains(started.Program))
        {
            return false;
        }

        var stem = new CommandLine(started.Program, []).Stem;
        var words = stem.Split('_', '-');
        return stem.IndexOf("train", StringComparison.Ordinal) >= 0
            || !(OtherWork.Contains(words[0]) || OtherWork.Contains(words[words.Length - 1]));
    }

    private static CommandLine CommandOf(SourceFile source, Started started, ArgumentTree tree)
    {
        var invocation = started.Invocation;
        var options = started.LauncherArguments.Count == 0 ? null
            : new ArgumentTree(source).Build(started.LauncherArguments, invocation.Start, invocation.End, "!launcher:" + started.Launcher, () => null);
        return new CommandLine(started.Program, tree.Positionals)
        {
            Launcher = started.Launcher,
            LauncherOptions = options,
            IsOpen = tree.IsOpen,
            Devices = DeviceCount.Of(source, started, options),
            VisibleDevices = DeviceCount.Visible(invocation),
            Lost = LostIn(source, invocation.Cut),
        };
    }

    private static LostArguments? LostIn(SourceFile source, CutShort? cut)
    {
        if (cut is not { LostStart: >= 0 })
        {
            return null;
        }

        var (line, column) = source.PositionOf(cut.At);
        var (lostLine, lostColumn) = source.PositionOf(cut.LostStart);
        var (endLine, endColumn) = source.PositionOf(Math.Max(cut.LostStart, cut.LostEnd));
        var text = source.Text.Substring(cut.LostStart, Math.Max(0, cut.LostEnd - cut.LostStart));
        return new LostArguments(cut.Kind, new Span(line, column, line, column + 1), new Span(lostLine, lostColumn, endLine, endColumn),
            FlagsIn(text));
    }

    private static IReadOnlyList<string> FlagsIn(string text) =>
        [.. text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => ArgumentTree.IsFlag(word) || ShellParser.IsDottedSetting(word)).Select(flag => flag.Split('=')[0]).Distinct()];

    private static string Signature(MappingNode root, Started started)
    {
        var text = new StringBuilder(started.Program).Append('\n').Append(started.Launcher).Append('\n');
        foreach (var argument in started.Arguments)
        {
            text.Append(argument.Text).Append('\0').Append(argument.IsConditional ? '?' : '!');
        }

        return text.Append(root.Span.Line.ToString(CultureInfo.InvariantCulture)).ToString();
    }
}
