using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;

namespace TrainingLint.Configs.Formats;

/// <summary>Recipes of Makefiles, with the variables that are assigned literally (GNU make manual, 5 and 6).</summary>
internal sealed class MakefileFormat : ConfigFormat
{
    public override string Name => "Makefile";

    public override FormatKind Kind => FormatKind.CommandLine;

    public override IReadOnlyList<string> Extensions { get; } = [".mk"];

    public override ByteMarks? Marks => ShellFormat.TrainingMarks;

    public override bool Fits(string fileName) => base.Fits(fileName) || fileName is "Makefile" or "makefile" or "GNUmakefile";

    public override ParsedFile Parse(SourceFile source) =>
        CommandScript.Build(source, ShellInterpreter.Run(ShellParser.Parse(ScriptText.Of(AsShell(source.Text)), out _)));

    // Assignments become those of a shell, recipe lines lose their tab and prefix, rules and conditionals go.
    private static IEnumerable<Piece> AsShell(string text)
    {
        var isContinued = false;
        var isRecipe = false;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found && found < 0 ? text.Length : found;
            var line = text.Substring(start, end - start).TrimEnd('\r');
            if (!isContinued)
            {
                isRecipe = line.StartsWith("\t", StringComparison.Ordinal);
            }

            foreach (var piece in isRecipe ? Recipe(line, start, isContinued) : isContinued ? [] : Assignment(line, start))
            {
                yield return piece;
            }

            yield return new Piece("\n", end < text.Length ? end : -1);
            isContinued = line.EndsWith("\\", StringComparison.Ordinal);
            start = end + 1;
        }
    }

    private static IEnumerable<Piece> Recipe(string line, int start, bool isContinued)
    {
        var at = 0;
        while (at < line.Length && (line[at] is '\t' or ' ' || (!isContinued && line[at] is '@' or '-' or '+')))
        {
            at++;
        }

        return References(line, at, start);
    }

    private static IEnumerable<Piece> Assignment(string line, int start)
    {
        var equals = line.IndexOf('=');
        var name = equals > 0 ? line.Substring(0, equals).TrimEnd(':', '?', '+', '!', ' ', '\t').Trim() : "";
        name = name.StartsWith("export ", StringComparison.Ordinal) ? name.Substring(7).Trim() : name;
        var value = line.Substring(equals + 1).Split('#')[0].Trim();
        if (name.Length == 0 || name.IndexOfAny([' ', '\t', ':', '$', '#', '(', ')', '.', '/']) >= 0
            || value.EndsWith("\\", StringComparison.Ordinal) || value.IndexOfAny(['"', '\'']) >= 0)
        {
            yield break;
        }

        yield return new Piece(name + (line[equals - 1] == '+' ? "+=\" " : "=\""), -1);
        var at = line.IndexOf(value, equals + 1, StringComparison.Ordinal);
        foreach (var piece in References(line.Substring(0, at + value.Length), at, start))
        {
            yield return piece;
        }

        yield return new Piece("\"", -1);
    }

    // $(X) is ${X} to a shell, and $$ is its dollar.
    private static IEnumerable<Piece> References(string line, int at, int start)
    {
        var from = at;
        while (at < line.Length)
        {
            if (line[at] != '$' || at + 1 >= line.Length)
            {
                at++;
                continue;
            }

            if (at > from)
            {
                yield return new Piece(line.Substring(from, at - from), start + from);
            }

            var close = line[at + 1] is '(' ? line.IndexOf(')', at) : -1;
            if (line[at + 1] == '$')
            {
                yield return new Piece("$", start + at + 1);
                at += 2;
            }
            else if (close > 0)
            {
                var name = line.Substring(at + 2, close - at - 2);
                yield return new Piece("${" + (name.IndexOfAny([' ', ',', '$']) >= 0 ? "_" : name) + "}", -1);
                at = close + 1;
            }
            else
            {
                yield return new Piece("$", start + at);
                at++;
            }

            from = at;
        }

        if (line.Length > from)
        {
            yield return new Piece(line.Substring(from), start + from);
        }
    }
}
