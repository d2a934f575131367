using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules;

/// <summary>One rule of the rule book. Rules hold no state: one instance serves every thread.</summary>
public abstract class Rule
{
    /// <summary>Everything that is fixed about the rule.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>The thresholds of the rule that a team can set for itself.</summary>
    public virtual IReadOnlyList<NumberOption> Options => [];

    /// <summary>True where a rule that knows the setting says more of a value than this one: of both, only that one is heard.</summary>
    public virtual bool YieldsToRuleOfSetting => false;

    /// <summary>The finding for what a reader saw a program do, if it is about this rule.</summary>
    internal Finding? SeenBy(Observation observation) => observation is CodeObservation code && code.Rule == Info.Name
        ? new Finding { Rule = Info, Severity = code.Severity, Message = code.Message, Place = code.Place } : null;

    /// <summary>A number as people write it: no trailing zeros, exponents where they are shorter.</summary>
    protected static string Show(double value) => NumberText.Of(value);

    /// <summary>A setting as it was written, or its value when it was not.</summary>
    protected static string Show(Setting<double> setting) =>
        setting.Text ?? Show(setting.Or(double.NaN));

    /// <summary>A length with its unit: <c>1 epoch</c>, <c>9000 steps</c>, <c>5 % of the run</c>.</summary>
    protected static string Show(RunLength length)
    {
        if (length.Unit == LengthUnit.ShareOfRun)
        {
            return Show(Math.Round(length.Amount * 100, 2)) + " % of the run";
        }

        var unit = length.Unit switch { LengthUnit.Epochs => "epoch", LengthUnit.Tokens => "token", _ => "step" };
        return Show(length.Amount) + " " + unit + (length.Amount == 1 ? "" : "s");
    }
}

/// <summary>An observation rule without its type, for the engine.</summary>
internal interface IObservationRule
{
    /// <summary>The finding for one observation, if the rule is about its kind.</summary>
    Finding? Judge(Observation observation, TrainingFile file);
}
