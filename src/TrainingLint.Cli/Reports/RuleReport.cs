using System.Collections.Generic;
using System.Text;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Reports;

/// <summary>Rules for people.</summary>
internal static class RuleReport
{
    private const int LongestLine = 100;

    /// <summary>One line for each rule.</summary>
    public static void WriteList(TerminalIo io)
    {
        foreach (var rule in RuleBook.Rules)
        {
            io.Say($"{rule.Info.Id}  {SeverityNames.Of(rule.Info.Severity),-7}  {rule.Info.Name,-33} {rule.Info.Title}");
        }
    }

    /// <summary>Everything about some rules.</summary>
    public static void WriteAll(IReadOnlyList<Rule> rules, TerminalIo io)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (i > 0)
            {
                io.Output.WriteLine();
            }

            WriteOne(rules[i].Info, io);
        }
    }

    /// <summary>Everything about one rule.</summary>
    public static void WriteOne(RuleInfo rule, TerminalIo io)
    {
        var style = new Ansi(io.UseColor);
        io.Say($"{style.Bold(rule.Id + " " + rule.Name)} ({style.Severity(rule.Severity)})");
        io.Output.WriteLine(rule.Title + ".");
        Section(io, style, "Why", rule.Why);
        Section(io, style, "Instead", rule.Instead);
        Section(io, style, "Suppress", rule.Suppress);
        if (rule.Experiment is { } experiment)
        {
            Section(io, style, "Probe", "Confirmed by: " + experiment + ".");
        }

        Example(io, style, "Risky", rule.Risky);
        Example(io, style, "Sound", rule.Sound);
        io.Output.WriteLine();
        io.Output.WriteLine(style.Bold("Sources").Text);
        foreach (var source in rule.Sources)
        {
            io.Output.WriteLine("  " + source);
        }

        io.Output.WriteLine();
        io.Output.WriteLine(rule.HelpUri);
    }

    private static void Section(TerminalIo io, Ansi style, string title, string text)
    {
        io.Output.WriteLine();
        io.Output.WriteLine(style.Bold(title).Text);
        foreach (var line in Wrap(text))
        {
            io.Output.WriteLine("  " + line);
        }
    }

    private static void Example(TerminalIo io, Ansi style, string title, string config)
    {
        io.Output.WriteLine();
        io.Output.WriteLine(style.Bold(title).Text);
        foreach (var line in config.Split('\n'))
        {
            io.Output.WriteLine("  " + line.TrimEnd('\r'));
        }
    }

    private static IEnumerable<string> Wrap(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LongestLine)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
