using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Reports;

/// <summary>Recipes for people: each setting with its value, place and origin, what follows from them, and the rate over the run.</summary>
internal static class InspectTextReport
{
    private const string CurveName = "  rate over the run  ";
    private const int LongestCurve = 48;
    private const int ShortestCurve = 16;
    private const int LongestCell = 200;

    public static void Write(LintRun run, TerminalIo io)
    {
        foreach (var file in run.Files.Select(linted => linted.File).Where(file => file.IsTraining))
        {
            foreach (var recipe in file.Recipes)
            {
                WriteRecipe(io, file, recipe);
            }
        }

        InputErrors.Write(run, io);

        var others = run.Files.Count(linted => !linted.File.IsTraining);
        if (others > 0)
        {
            io.Say($"{Summary.Counted(others, "other file")} {(others == 1 ? "configures" : "configure")} no training.");
        }
    }

    private static void WriteRecipe(TerminalIo io, TrainingFile file, Recipe recipe)
    {
        var part = recipe.IsFragment ? ", a part of a recipe" : "";
        var table = KnownKeys.SourceOf(recipe.Dialect) is { } source ? ", keys of " + source : "";
        io.Say($"{new Ansi(io.UseColor).Bold(Cell(file.Path))}: {Cell(recipe.Name)}, read as {recipe.Dialect}{part}{table}");
        io.Output.WriteLine();
        foreach (var line in InspectLayout.Lines([.. Rows(file, recipe)], io.Width))
        {
            io.Output.WriteLine(line);
        }

        if (Sparkline.Of(recipe, Math.Clamp(io.Width - CurveName.Length, ShortestCurve, LongestCurve)) is { } curve)
        {
            io.Output.WriteLine();
            io.Output.WriteLine(CurveName + curve);
        }

        io.Output.WriteLine();
    }

    private static IEnumerable<InspectRow> Rows(TrainingFile file, Recipe recipe)
    {
        foreach (var (key, setting) in recipe.Settings.Where(item => item.Value.HasValue || item.Value.Text is not null))
        {
            yield return Row(FactWords.Of(key.Name), Value(key, setting), setting.Key, From(file, setting));
        }

        foreach (var group in recipe.ParameterGroups)
        {
            yield return Row(FactWords.Of(Facts.LearningRate.Name) + " of " + group.Name, Value(Facts.LearningRate, group.LearningRate), group.LearningRate.Key,
                From(file, group.LearningRate));
        }

        foreach (var gap in recipe.FilledGaps)
        {
            yield return Row(FactWords.Of(gap.Key.Name), gap.Text, gap.Name,
                FormattableString.Invariant($"default of the program, {gap.Place.File}:{gap.Place.Line}"));
        }

        foreach (var fact in DerivedFacts.Of(recipe))
        {
            yield return Row(fact.Name, fact.Value, null, "follows: " + fact.Derivation);
        }
    }

    private static InspectRow Row(string name, string value, string? key, string from) =>
        new(Cell(name), Cell(value), string.Join(", ", new[] { Cell(key ?? ""), Cell(from) }.Where(part => part.Length > 0)));

    private static string Cell(string text) => PlainText.Of(PlainText.Short(text, LongestCell));

    private static string Value(SettingKey key, Setting setting) => setting switch
    {
        { HasValue: false } => setting.Text + " (known only at run time)",
        { BoxedValue: string name } => name,
        { BoxedValue: bool flag } => flag ? "true" : "false",
        { Text: { } text } => text,
        { BoxedValue: double number } => key == Facts.ModelParameters ? NumberText.InWords(number)
            : number >= 1 ? NumberText.Count(number) : NumberText.Of(number),
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
