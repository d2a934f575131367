using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Questions that checks ask of the lines of a program.</summary>
internal static class ProgramLines
{
    /// <summary>True where a text contains another, letter by letter.</summary>
    public static bool Has(this string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;

    /// <summary>True where a text contains one of several.</summary>
    public static bool HasAny(this string text, params string[] parts) => Array.Exists(parts, text.Has);

    /// <summary>True where a text starts with another, letter by letter.</summary>
    public static bool StartsAs(this string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    /// <summary>True for the header of a loop.</summary>
    public static bool IsLoop(this OutlineLine line) => line.Word is "for" or "while" || line.Text.StartsAs("async for ");

    /// <summary>The lines in the block of a header, those of functions inside of it left out.</summary>
    public static IEnumerable<OutlineLine> Within(this TrainingProgram program, OutlineLine header)
    {
        var owner = header.IsFunction ? header : header.Function;
        for (var i = header.Index + 1; i < program.Lines.Count && program.Lines[i].IsIn(header); i++)
        {
            if (ReferenceEquals(program.Lines[i].Function, owner))
            {
                yield return program.Lines[i];
            }
        }
    }

    /// <summary>The lines of the function of a line, or of the program's top, in order.</summary>
    public static IEnumerable<OutlineLine> SameFunction(this TrainingProgram program, OutlineLine line)
    {
        var function = line.Function;
        return function is not null ? program.Within(function) : program.Lines.Where(other => other.Function is null);
    }

    /// <summary>The headers between a line and one around it, the innermost first.</summary>
    public static IEnumerable<OutlineLine> UpTo(this OutlineLine line, OutlineLine? header) =>
        line.Around.TakeWhile(around => !ReferenceEquals(around, header));

    /// <summary>True where nothing decides whether a line of a block is reached, or how often.</summary>
    public static bool IsAlwaysIn(this OutlineLine line, OutlineLine? header) =>
        line.UpTo(header).All(around => around.Word is "with" or "try" || around.Text.StartsAs("async with "));

    /// <summary>The calls in a text whose name a pattern describes up to its opening bracket, with what stands between the
    /// brackets.</summary>
    public static IEnumerable<(Match Match, string Arguments, int End)> Calls(this string text, Regex called)
    {
        foreach (Match match in called.Matches(text))
        {
            var open = match.Index + match.Length - 1;
            var close = ProgramText.EndOf(text, open);
            if (close > 0)
            {
                yield return (match, text.Substring(open + 1, close - open - 1), close + 1);
            }
        }
    }

    /// <summary>What a line assigns to one name, with <c>=</c> alone.</summary>
    public static (string Name, string Value)? Assigned(this OutlineLine line)
    {
        var equals = line.Text.IndexOf('=');
        return equals > 0 && equals + 1 < line.Text.Length && line.Text[equals + 1] != '=' && ProgramText.IsPath(line.Text.Substring(0,
            equals))
            ? (line.Text.Substring(0, equals), line.Text.Substring(equals + 1)) : null;
    }

    /// <summary>True where a line of the program, other than one, has a word.</summary>
    public static bool IsNamedBeside(this TrainingProgram program, OutlineLine line, string word) => program.Lines.Any(other =>
        !ReferenceEquals(other, line) && ProgramText.HasWord(other.Text, word));

    /// <summary>True where a file is a whole program of PyTorch.</summary>
    public static bool IsOfTorch(this TrainingProgram program) => program.Outline.Mentions("import torch", "from torch", "lightning")
        && !program.Outline.Mentions("import jax", "mindspore", "import paddle", "from paddle", "import oneflow", "import jittor");
}
