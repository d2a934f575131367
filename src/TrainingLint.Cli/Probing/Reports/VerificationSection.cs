using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>What experiments say of the findings on a recipe.</summary>
internal static class VerificationSection
{
    public static void Write(IReadOnlyList<VerifiedFinding> verified, ProbeAnswer answer, Action<string, FormattableString> line)
    {
        if (verified.Count == 0)
        {
            line("findings", $"none on this recipe, so there is nothing to prove");
            return;
        }

        foreach (var (finding, number) in verified.Select((finding, number) => (finding, number)))
        {
            line(number == 0 ? "findings" : "",
                $"line {finding.Finding.Place.Line} {finding.Finding.Rule.Id} {finding.Finding.Rule.Name}: {NameOf(finding.Verdict)}{Strength(finding.Effect)}: {finding.Experiment}");
        }

        if (verified.Any(finding => finding.Effect is not null))
        {
            line("scope", $"measured on {ProbeNames.Describe(answer.Problem)}, with every other finding put right on both sides; a model of another kind or size may answer differently, so a finding that is not reproduced here is not thereby wrong");
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<VerifiedFinding> verified)
    {
        json.WriteStartArray("verification");
        foreach (var finding in verified)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.Finding.Rule.Id);
            json.WriteString("rule", finding.Finding.Rule.Name);
            json.WriteNumber("line", finding.Finding.Place.Line);
            json.WriteString("message", finding.Finding.Message);
            json.WriteString("verdict", NameOf(finding.Verdict));
            if (finding.Effect is { } effect)
            {
                WriteEffect(json, effect);
            }

            json.WriteString("experiment", finding.Experiment);
            WriteNumbers(json, "asWritten", finding.AsWritten);
            WriteNumbers(json, "asAdvised", finding.AsAdvised);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEffect(Utf8JsonWriter json, EffectSize effect)
    {
        json.WriteNumber("effect", effect.Ratio);
        json.WriteStartArray("interval");
        json.WriteNumberValue(effect.Lower);
        json.WriteNumberValue(effect.Upper);
        json.WriteEndArray();
        json.WriteNumber("seeds", effect.Pairs);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static string Strength(EffectSize? effect) =>
        effect is null ? ""
            : FormattableString.Invariant($", {effect.Ratio.Rounded(3)} times ({effect.Lower.Rounded(3)} to {effect.Upper.Rounded(3)}, {effect.Pairs} seeds)");

    private static string NameOf(FindingVerdict verdict) => verdict switch
    {
        FindingVerdict.Confirmed => "confirmed",
        FindingVerdict.NotReproduced => "not-reproduced",
        FindingVerdict.Inconclusive => "inconclusive",
        FindingVerdict.Opposite => "opposite",
        FindingVerdict.NotMeasurable => "not-measurable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
