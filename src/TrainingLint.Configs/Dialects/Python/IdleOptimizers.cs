using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>Optimizers of a program that train no network: those that never take a step, and those of tensors that stand alone.</summary>
internal static class IdleOptimizers
{
    private static readonly Regex Assigned = new(@"^\s*(?<name>[A-Za-z_]\w{0,60}) {0,4}=[^=]", RegexOptions.CultureInvariant);
    private static readonly Regex EmptyList = new(@"^\s*(?<name>[A-Za-z_]\w{0,60}) {0,4}= {0,4}\[ {0,4}\]", RegexOptions.CultureInvariant);
    private static readonly Regex Schedules = new(
        @"(?:LR|Schedule|Scheduler|WarmUp|Warmup|Annealing|Decay)\w{0,40}\((?:optimizer=)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Opening = new(@"^\s*(async )?def |^\s*if __name__\b", RegexOptions.CultureInvariant);

    /// <summary>
    /// True where the function that builds the optimizer only clears gradients with it, reads its groups or draws the curve of a
    /// schedule: neither steps it nor hands it to anybody who could. Where nothing goes on at all, the rest is not in sight.
    /// </summary>
    /// <param name="optimizer">The call that builds it.</param>
    public static bool Holds(MappingNode optimizer)
    {
        var (file, line) = (optimizer.Source, optimizer.Span.Line);
        if (Assigned.Match(file.Line(line)) is not { Success: true } assigned)
        {
            return false;
        }

        var name = assigned.Groups["name"].Value;
        var block = Block(file, line).Where(text => !text.TrimStart().StartsWith("#", StringComparison.Ordinal)).ToArray();
        return Array.Exists(block, text => text.IndexOf(name + ".zero_grad(", StringComparison.Ordinal) >= 0
                || text.IndexOf(".step(", StringComparison.Ordinal) >= 0)
            && block.SelectMany(text => UsesOf(name, text)).All(isIdle => isIdle);
    }

    /// <summary>True for a list that begins empty and is given tensors which the program makes itself, as <c>nn.Parameter</c>.</summary>
    /// <param name="trained">What the optimizer is to train.</param>
    public static bool HoldsLooseTensors(ConfigNode? trained)
    {
        if (trained is not SequenceNode { Items.Count: 0 } list
            || EmptyList.Match(list.Source.Line(list.Span.Line)) is not { Success: true } empty)
        {
            return false;
        }

        var added = Regex.Matches(list.Source.Text, @"\b" + empty.Groups["name"].Value + @"\.(?:append|extend)\(([\[\w ,\]]{1,80})\)",
            RegexOptions.CultureInvariant);
        var names = added.Cast<Match>().SelectMany(match => Regex.Matches(match.Groups[1].Value, @"\w+").Cast<Match>())
            .Select(match => match.Value).ToArray();
        return names.Length > 0 && Array.TrueForAll(names, name => Regex.IsMatch(list.Source.Text,
            @"^[ \t]*" + name + @" {0,4}= {0,4}(?:[\w.]{0,20}Parameter\(|[^\n]{0,200}requires_grad=True)",
            RegexOptions.CultureInvariant | RegexOptions.Multiline));
    }

    // The lines of the function, or of what runs as a program, around a line.
    private static IEnumerable<string> Block(SourceFile file, int line)
    {
        var opening = OpeningOf(file, line);
        for (var i = opening + 1; i <= file.LineCount; i++)
        {
            var text = file.Line(i);
            if (opening > 0 && i > line && text.Trim().Length > 0 && DepthOf(text) <= DepthOf(file.Line(opening)))
            {
                yield break;
            }

            yield return text;
        }
    }

    // The line that opens what a line stands in; 0 for the module.
    private static int OpeningOf(SourceFile file, int line)
    {
        var depth = DepthOf(file.Line(line));
        while (depth > 0 && --line > 0)
        {
            var text = file.Line(line);
            if (text.Trim().Length == 0 || DepthOf(text) >= depth)
            {
                continue;
            }

            depth = DepthOf(text);
            if (Opening.IsMatch(text))
            {
                return line;
            }
        }

        return 0;
    }

    // For each use of a name in a line, whether nothing is stepped by it.
    private static IEnumerable<bool> UsesOf(string name, string text) => Regex.Matches(text, @"(?<![\w.'""])" + name + @"\b",
        RegexOptions.CultureInvariant).Cast<Match>().Select(use =>
    {
        var rest = text.Substring(use.Index + name.Length).TrimStart();
        var before = text.Substring(0, use.Index).TrimEnd();
        return rest.StartsWith(".zero_grad", StringComparison.Ordinal) || rest.StartsWith(".param_groups", StringComparison.Ordinal)
            || (before.Length == 0 && rest.StartsWith("=", StringComparison.Ordinal))
            || Schedules.IsMatch(before);
    });

    private static int DepthOf(string line) => line.Length - line.TrimStart().Length;
}
