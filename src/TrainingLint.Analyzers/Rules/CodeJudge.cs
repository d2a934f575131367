using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Extraction;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Rules;

/// <summary>All that the rule book has to say about a type.</summary>
internal static partial class CodeJudge
{
    // The rules about facts that code can tell; to load the others would only cost the compiler's time.
    private static readonly Judge RecipeJudge = new(RecipeRules());

    private static readonly CodeCheck[] Checks = AllChecks();

    /// <summary>Reports every finding in a unit.</summary>
    public static void Judge(CodeUnit unit, Func<SyntaxTree, LintOptions> options, Action<CodeFinding> report)
    {
        var values = unit.Values;
        JudgeRecipes(unit, values, options, report);
        if (unit.Libraries.Torch is { } torch)
        {
            var context = new CheckContext(unit, torch, values, report);
            foreach (var check in Checks)
            {
                unit.Cancellation.ThrowIfCancellationRequested();
                if (check.Concerns(context) && (!unit.Libraries.IsTestProject || check.IsSure))
                {
                    check.Check(context);
                }
            }
        }

        var acts = new MlNetActs(unit);
        if (unit.Libraries.MlContext is { } mlContext && !unit.Libraries.IsTestProject)
        {
            MlNetChecks.Check(unit, mlContext, report);
            MlNetThreadCheck.Check(unit, mlContext, values, report);
            MlNetDataRoles.Check(unit, acts, report);
            MlNetPipelineChecks.Check(unit, report);
            MlNetOptionChecks.Check(unit, values, report);
            MlNetRepeatCheck.Check(unit, mlContext, report);
            MlNetHeldOutChecks.Check(unit, acts, report);
            MlNetCacheCheck.Check(unit, acts, report);
        }

        if (unit.Libraries.MlContext is not null)
        {
            MlNetOptionChecks.CheckRanges(unit, values, report);
        }

        if (!unit.Libraries.IsTestProject)
        {
            SplitChecks.Check(unit, acts, report);
        }
    }

    private static void JudgeRecipes(CodeUnit unit, ValueTracer values, Func<SyntaxTree, LintOptions> options, Action<CodeFinding> report)
    {
        var places = new Places();
        var isClipped = unit.Libraries.Torch is { } torch && Array.Exists(unit.LinkedCallsAndCreations, torch.IsClipping);
        foreach (var recipe in new OptimizerRecipes(unit, values, places).Read())
        {
            var file = new TrainingFile { Path = "", IsTraining = true, Recipes = [recipe.Recipe] };
            foreach (var finding in RecipeJudge.Findings(file, options(recipe.Creation.Syntax.SyntaxTree)))
            {
                if (Weigh(finding, recipe, isClipped, unit) is { } severity)
                {
                    report(new CodeFinding(finding.Rule, places.LocationOf(finding.Place), finding.Message,
                        severity)
                    { Properties = HintsFor(finding, recipe.Recipe) });
                }
            }
        }
    }

    // What code makes of a finding about its recipe; null where code has an excuse that configs have not.
    private static Severity? Weigh(Finding finding, CodeRecipe recipe, bool isClipped, CodeUnit unit)
    {
        // A test that expects the library to reject a value hands it over on purpose.
        if (recipe.Creation.IsExpectedToThrow())
        {
            return null;
        }

        if (unit.Libraries.IsTestProject && !(finding.Severity == Severity.Error && finding.Rule.HoldsInTests)
            && !IsRejectedRate(finding, recipe.Recipe))
        {
            return null;
        }

        return finding.Rule.Id switch
        {
            // With a bounded gradient, a large rate is a bounded step: TorchSharp's text examples run SGD at 5.0 clipped to 0.5.
            "TL0102" when isClipped && finding.Severity == Severity.Warning => null,

            // Weights that were trained before are moved on by small steps.
            "TL0103" when finding.Severity == Severity.Warning && unit.Libraries.Torch is { } torch
                && Array.Exists(unit.LinkedCallsAndCreations, torch.LoadsState) => Severity.Info,

            // None of TorchSharp's own examples gives SGD a momentum, and a linear model has no saddle to cross.
            "TL0201" => IsLinear(recipe, unit) ? null : Severity.Info,
            _ => finding.Severity,
        };
    }

    private static bool IsRejectedRate(Finding finding, Recipe recipe) =>
        finding.Rule.Id == "TL0101" && recipe.Get(Facts.LearningRate).Or(0) is var rate && (rate < 0 || double.IsNaN(rate));

    private static bool IsLinear(CodeRecipe recipe, CodeUnit unit) =>
        unit.Libraries.Torch is { } torch
        && unit.Names.ModelsIn(recipe.Creation).ToArray() is { Length: 1 } models
        && unit.Names.CreationsOf(models[0]) is { Count: 1 } creations && torch.LayerName(creations[0]) == "Linear";

    private static ImmutableDictionary<string, string?> HintsFor(Finding finding, Recipe recipe)
    {
        var hints = ImmutableDictionary<string, string?>.Empty;
        return finding.Rule.Id switch
        {
            "TL0101" or "TL0102" or "TL0103" => hints.Add(FindingProperties.Rate, UsualRate(recipe).ToString("R", CultureInfo.InvariantCulture)),
            "TL0201" => hints.Add(FindingProperties.Argument, "momentum: 0.9"),
            _ => hints,
        };
    }

    private static double UsualRate(Recipe recipe) =>
        (OptimizerProfiles.Find(recipe.Get(Facts.Optimizer).Or("")) ?? OptimizerProfiles.Find(OptimizerFamily.Sgd)!).UsualRate;

    [Catalogue(typeof(IJudgesCode))]
    private static partial RecipeRule[] RecipeRules();

    [Catalogue]
    private static partial CodeCheck[] AllChecks();
}
