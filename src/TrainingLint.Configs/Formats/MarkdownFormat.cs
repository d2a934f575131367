using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;

namespace TrainingLint.Configs.Formats;

/// <summary>Fenced shell blocks of a Markdown file. Such a file is read only when it is named, since most commands in it are examples of something.</summary>
internal sealed class MarkdownFormat : ConfigFormat
{
    public override string Name => "Markdown";

    public override FormatKind Kind => FormatKind.CommandLine;

    public override IReadOnlyList<string> Extensions { get; } = [".md"];

    public override bool IsLookedFor => false;

    public override CommentSyntax? Comments { get; } = new("<!--", "#");

    public override ParsedFile Parse(SourceFile source) =>
        CommandScript.Build(source, [.. Blocks(source).SelectMany(block => ShellInterpreter.Run(ShellParser.Parse(block, out _)))]);

    private static IEnumerable<ScriptText> Blocks(SourceFile source)
    {
        var pieces = new List<Piece>();
        string? fence = null;
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.Line(number);
            var start = line.TrimStart();
            if (fence is not null && start.StartsWith(fence, StringComparison.Ordinal))
            {
                yield return ScriptText.Of(pieces);
                pieces = [];
                fence = null;
            }
            else if (fence is not null)
            {
                // A prompt is no part of the command.
                var skipped = start.StartsWith("$ ", StringComparison.Ordinal) ? line.IndexOf('$') + 2 : 0;
                var offset = source.OffsetOf(number, 1);
                pieces.Add(new Piece(line.Substring(skipped), offset + skipped));
                pieces.Add(new Piece("\n", offset + line.Length));
            }
            else if (start.StartsWith("```", StringComparison.Ordinal)
                && start.TrimStart('`').Trim().Split(' ')[0].ToLowerInvariant() is "bash" or "sh" or "shell" or "console" or "zsh")
            {
                fence = "```";
            }
        }
    }
}
