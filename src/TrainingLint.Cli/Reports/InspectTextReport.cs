using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Reports;

/// <summary>Recipes for people: each setting with its value, place and origin, what follows from them, and the rate over the run.</summary>
internal static class InspectTextReport
{
    private const int SparklineWidth = 48;
    private const int LongestCell = 200;

    public static void Write(LintRun run, TerminalIo io)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = io.UseColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = io.UseColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(io.Output),
        });
        console.Profile.Width = io.Width;
        foreach (var file in run.Files.Select(linted => linted.File).Where(file => file.IsTraining))
        {
            foreach (var recipe in file.Recipes)
            {
                WriteRecipe(console, file, recipe);
            }
        }

        InputErrors.Write(run, io);

        var others = run.Files.Count(linted => !linted.File.IsTraining);
        if (others > 0)
        {
            console.WriteLine(others == 1 ? "1 other file configures no training." : FormattableString.Invariant($"{others} other files configure no training."));
        }
    }

    private static void WriteRecipe(IAnsiConsole console, TrainingFile file, Recipe recipe)
    {
        console.MarkupLine(FormattableString.Invariant($"[bold]{Cell(file.Path)}[/]: {Cell(recipe.Name)}, read as {recipe.Dialect}{(recipe.IsFragment ? ", a part of a recipe" : "")}"));
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "setting", "value", "key", "from" })
        {
            table.AddColumn(heading);
        }

        foreach (var row in Rows(file, recipe))
        {
            table.AddRow([.. row.Select(Cell)]);
        }

        console.Write(table);
        if (Sparkline.Of(recipe, SparklineWidth) is { } curve)
        {
            console.WriteLine("  rate over the run  " + curve);
        }

        console.WriteLine();
    }

    private static IEnumerable<string[]> Rows(TrainingFile file, Recipe recipe)
    {
        foreach (var (key, setting) in recipe.Settings.Where(item => item.Value.HasValue || item.Value.Text is not null))
        {
            yield return [key.Name, Value(setting), setting.Key ?? "", From(file, setting)];
        }

        foreach (var group in recipe.ParameterGroups)
        {
            yield return [Facts.LearningRate.Name + " of " + group.Name, Value(group.LearningRate), group.LearningRate.Key ?? "", From(file, group.LearningRate)];
        }

        foreach (var gap in recipe.FilledGaps)
        {
            yield return [gap.Key.Name, gap.Text, gap.Name,
                FormattableString.Invariant($"default of the program, {gap.Place.File}:{gap.Place.Line}")];
        }

        foreach (var fact in DerivedFacts.Of(recipe))
        {
            yield return [fact.Name, fact.Value, "", "follows: " + fact.Derivation];
        }
    }

    private static string Cell(string text) => Markup.Escape(PlainText.Of(PlainText.Short(text, LongestCell)));

    private static string Value(Setting setting) => setting switch
    {
        { HasValue: false } => setting.Text + " (known only at run time)",
        { BoxedValue: string name } => name,
        { BoxedValue: bool flag } => flag ? "true" : "false",
        { Text: { } text } => text,
        { BoxedValue: double number } => NumberText.Of(number),
        { BoxedValue: IReadOnlyList<double> numbers } => "[" + string.Join(", ", numbers.Select(NumberText.Of)) + "]",
        _ => "",
    };

    private static string From(TrainingFile file, Setting setting) => setting switch
    {
        { Origin: Origin.Default } => "framework default",
        { Origin: Origin.Derived } => "follows: " + setting.Derivation,
        { Place: { } place } when place.File == file.Path => FormattableString.Invariant($"line {place.Line}") + Instead(file, place),
        { Place: { } place } => FormattableString.Invariant($"{place.File}:{place.Line}"),
        _ => "",
    };

    // A launcher that goes over the file which it names.
    private static string Instead(TrainingFile file, Place place) =>
        file.Observations.OfType<OverriddenObservation>().FirstOrDefault(observation => observation.Place == place) is { Replaced: var replaced } overridden
            ? FormattableString.Invariant($", over {overridden.ReplacedText} of {replaced.File}:{replaced.Line}")
            : "";
}
