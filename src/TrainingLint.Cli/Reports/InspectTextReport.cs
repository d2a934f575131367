using System;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;
using TrainingLint.Linting;

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
        foreach (var line in InspectLayout.Lines([.. RecipeRows.Of(file, recipe)], io.Width))
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

    private static string Cell(string text) => PlainText.Of(PlainText.Short(text, LongestCell));
}
