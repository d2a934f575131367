using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// <c>requires_grad</c> set on a module: an attribute like any other, which no parameter looks at; <c>requires_grad_()</c> is the method.
/// </summary>
internal static class FrozenModules
{
    private static readonly Regex Sets = TrainingProgram.Pattern(@"^(?<name>[A-Za-z_][\w.]*)\.requires_grad=(?:False|True)$");

    // Attributes that are modules by their usual names, in models of every library.
    private static readonly Regex Part = TrainingProgram.Pattern(
        @"^(?:\w+\.)*\w*(?:model|net|module|generator|discriminator)\.(?:\w+\.)*(?:fc\d?|classifier|head|backbone|encoder|decoder|features|"
        + @"layer\d|outc|conv\d*|bn\d*|bert|roberta|transformer|base_model|lm_head|vision_model|text_model|feature_extractor|resnet|vit)$");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Sets.Match(line.Text) is { Success: true } match && match.Groups["name"].Value is var name
                && (Part.IsMatch(name) || IsUsedAsModule(program, name))
                && !line.Around.Any(header => header.Text.IndexOf("isinstance(" + name + ",", StringComparison.Ordinal) >= 0
                    && header.Text.IndexOf("Module", StringComparison.Ordinal) < 0))
            {
                program.Note(new WithoutEffectObservation(
                    program.Outline.PlaceOf(line), name + ".requires_grad", line.Text,
                    "a module has no such setting and its parameters do not look at it; write " + name + ".requires_grad_("
                        + line.Text.Substring(line.Text.LastIndexOf('=') + 1) + ")",
                    Severity.Warning));
            }
        }
    }

    // model.requires_grad = False beside model.parameters(), model.eval(): a tensor has none of these.
    private static bool IsUsedAsModule(TrainingProgram program, string name) => program.Lines.Any(line =>
        line.Text.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at && (at == 0 || !char.IsLetterOrDigit(line.Text[at - 1])
            && line.Text[at - 1] is not ('_' or '.'))
        && (line.Text.IndexOf(name + ".parameters(", StringComparison.Ordinal) == at
            || line.Text.IndexOf(name + ".eval()", StringComparison.Ordinal) == at
            || line.Text.IndexOf(name + ".train()", StringComparison.Ordinal) == at
            || line.Text.IndexOf(name + ".load_state_dict(", StringComparison.Ordinal) == at));
}
