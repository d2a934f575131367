using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification;

/// <summary>What rules advise, as a change of the recipe, and the experiment that shows whether it helps.</summary>
internal abstract class Correction
{
    /// <summary>Names of the rules whose findings it puts right.</summary>
    public abstract IReadOnlyList<string> Rules { get; }

    /// <summary>The recipe as advised. Called for the sound side, and for the other findings' trials.</summary>
    public abstract Recipe PutRight(Recipe recipe);

    /// <summary>What is compared, for people: "SGD with momentum 0.9".</summary>
    public abstract string Describe(Trial trial);

    /// <summary>Why no experiment here can tell; null when one can.</summary>
    public virtual string? Obstacle(Trial trial, Finding finding) => null;

    /// <summary>True for findings that warn of poor or sharp minima alone; where every minimum is the lowest, they mean nothing.</summary>
    public virtual bool IsAboutLocalMinima => false;

    /// <summary>The experiment.</summary>
    public virtual Outcome Try(Trial trial) => FinalLossComparison.Of(trial, trial.WrittenArm, trial.AdvisedArm);

    /// <summary>A recipe with a value put in place of another.</summary>
    protected static Recipe With<T>(Recipe recipe, SettingKey<T> key, T value)
        where T : notnull =>
        new RecipeBuilder(recipe).Set(key, Setting<T>.Derived(value, "as advised", recipe.Get(key))).Build();
}

/// <summary>What an experiment found.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Measure">By what measure, or why it could not be told.</param>
/// <param name="Effect">The ratio of the measures; null when none was taken.</param>
/// <param name="AsWritten">The measure as written, by seed.</param>
/// <param name="AsAdvised">The measure as advised, by seed.</param>
internal sealed record Outcome(FindingVerdict Verdict, string Measure, EffectSize? Effect = null, IReadOnlyList<double>? AsWritten = null,
    IReadOnlyList<double>? AsAdvised = null)
{
    public static Outcome CannotTell(string reason) => new(FindingVerdict.NotMeasurable, reason);
}
