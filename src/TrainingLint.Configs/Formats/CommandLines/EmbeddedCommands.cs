using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>
/// Commands inside of YAML: <c>run:</c> of GitHub workflows, <c>command:</c> and <c>args:</c> of Compose files and Kubernetes manifests. Each that may
/// train is a document of its own behind those of the file.
/// </summary>
internal static class EmbeddedCommands
{
    private static readonly string[] Owners = ["jobs", "services", "apiVersion", "spec"];

    /// <summary>The file with the trainings that it starts.</summary>
    public static ParsedFile In(ParsedFile parsed)
    {
        var text = parsed.Source.Text;
        if ((text.IndexOf("run:", StringComparison.Ordinal) < 0 && text.IndexOf("command:", StringComparison.Ordinal) < 0
            && text.IndexOf("args:", StringComparison.Ordinal) < 0)
            || (text.IndexOf("python", StringComparison.Ordinal) < 0 && text.IndexOf("train", StringComparison.Ordinal) < 0))
        {
            return parsed;
        }

        var invocations = new List<Invocation>();
        foreach (var root in parsed.Roots.OfType<MappingNode>()
            .Where(root => root.Command is null && Array.Exists(Owners, root.Has) && !IsContinuousIntegration(root)))
        {
            var budget = DocumentLimits.VisitedNodes;
            Visit(parsed.Source, root, invocations, 0, ref budget);
        }

        if (invocations.Count == 0)
        {
            return parsed;
        }

        var duplicates = new List<DuplicateKey>(parsed.Duplicates);
        var roots = CommandScript.Roots(parsed.Source, invocations, duplicates);
        return roots.Count == 0 ? parsed
            : new ParsedFile(parsed.Source, [.. parsed.Roots, .. roots], parsed.Problems, duplicates)
            {
                Refusals = parsed.Refusals,
                Fragment = parsed.Fragment
            };
    }

    // What runs on every push tests that training runs; its one epoch is nobody's recipe.
    private static bool IsContinuousIntegration(MappingNode root) => root.Has("jobs") && (root["on"] ?? root["true"]) switch
    {
        ScalarNode single => IsOfEveryChange(single.Text),
        SequenceNode list => list.Items.OfType<ScalarNode>().Any(item => IsOfEveryChange(item.Text)),
        MappingNode mapping => mapping.Entries.Any(entry => IsOfEveryChange(entry.Key.Text)),
        _ => false,
    };

    private static bool IsOfEveryChange(string trigger) => trigger is "push" or "pull_request" or "pull_request_target" or "merge_group";

    private static void Visit(SourceFile source, ConfigNode node, List<Invocation> invocations, int depth, ref int budget)
    {
        if (--budget < 0 || depth > DocumentLimits.Depth)
        {
            return;
        }

        switch (node)
        {
            case MappingNode mapping:
                if (mapping["run"] is ScalarNode run)
                {
                    invocations.AddRange(ShellInterpreter.Run(ShellParser.Parse(TextOf(source, run), out _)));
                }

                Add(source, mapping["command"] ?? mapping["entrypoint"], mapping["args"] ?? (mapping.Has("entrypoint") ? mapping["command"] : null), invocations);
                foreach (var entry in mapping.Entries)
                {
                    Visit(source, entry.Value, invocations, depth + 1, ref budget);
                }

                break;
            case SequenceNode list:
                foreach (var item in list.Items)
                {
                    Visit(source, item, invocations, depth + 1, ref budget);
                }

                break;
        }
    }

    private static void Add(SourceFile source, ConfigNode? command, ConfigNode? arguments, List<Invocation> invocations)
    {
        if (command is ScalarNode line)
        {
            invocations.AddRange(ShellInterpreter.Run(ShellParser.Parse(TextOf(source, line), out _)));
            return;
        }

        // A list of words needs no shell, but may start one.
        var words = Words(source, command).Concat(Words(source, arguments)).ToList();
        var shell = words.FindIndex(word => word.Text is "-c" or "-lc" or "-ec");
        if (shell > 0 && shell + 1 < words.Count)
        {
            invocations.AddRange(ShellInterpreter.Run(ShellParser.Parse(ScriptText.Of(words[shell + 1].Pieces), out _)));
        }
        else if (words.Count > 1)
        {
            invocations.Add(new Invocation(words, words[0].Start, words[words.Count - 1].End));
        }
    }

    private static IEnumerable<Argument> Words(SourceFile source, ConfigNode? node) => node is not SequenceNode list ? []
        : list.Items.OfType<ScalarNode>().Select(item =>
    {
        var start = source.OffsetOf(item.Span.Line, item.Span.Column);
        var end = source.OffsetOf(item.Span.EndLine, item.Span.EndColumn);
        var inside = source.Text.IndexOf(item.Text, start, Math.Max(0, end - start), StringComparison.Ordinal);
        var isKnown = item.Text.IndexOf("$", StringComparison.Ordinal) < 0 && item.Text.IndexOf("{{", StringComparison.Ordinal) < 0;
        return new Argument([isKnown ? new Piece(item.Text, inside) { IsQuoted = true }
            : Piece.Unknown(item.Text.Trim('$', '{', '}', ' '))], start, end);
    });

    // The characters of the file between the ends of the scalar: the shell does not mind the indentation of a block.
    private static ScriptText TextOf(SourceFile source, ScalarNode scalar)
    {
        var start = source.OffsetOf(scalar.Span.Line, scalar.Span.Column);
        var end = source.OffsetOf(scalar.Span.EndLine, scalar.Span.EndColumn);
        var text = source.Text.Substring(start, Math.Max(0, end - start));
        if (text.Length > 0 && text[0] is '|' or '>')
        {
            var line = text.IndexOf('\n');
            return line < 0 ? ScriptText.Of("", start)
                : text[0] == '|' ? Blank(text.Substring(line + 1), start + line + 1) : Folded(text.Substring(line + 1), start + line + 1);
        }

        if (text.Length > 1 && text[0] is '"' or '\'')
        {
            return ScriptText.Of(text.Substring(1, text.Length - 2), start + 1);
        }

        return Folded(text, start);
    }

    // ${{ github.x }} is filled in before the shell sees the text.
    private static ScriptText Blank(string text, int start) => ScriptText.Of(text.Replace("${{", "${_").Replace("}}", "}}"), start);

    private static ScriptText Folded(string text, int start) =>
        ScriptText.Of(Blank(text, start).Text.Replace('\n', ' ').Replace('\r', ' '), start);
}
