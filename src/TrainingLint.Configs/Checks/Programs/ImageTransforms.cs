using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Lists of torchvision's transforms: one set normalised and the other not, chance in a validation, an order that the transforms refuse,
/// images divided by 255 behind ToTensor, which does so already (<c>torchvision/transforms/functional.py</c>, to_tensor).
/// </summary>
internal static class ImageTransforms
{
    private static readonly Regex Compose = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?<prefix>(?:\w+\.)*)Compose\((?:transforms=)?\[(?<list>.*)\]\)$");

    private static readonly Regex Divides = TrainingProgram.Pattern(@"^(?<name>\w+)(?:=\k<name>(?:\.\w+\([\w,.-]*\))*/|/=)255(?:\.0?)?$");

    private static readonly Regex Random = TrainingProgram.Pattern(@"(?:^|\.)(?:Random(?:HorizontalFlip|VerticalFlip|Rotation|Crop"
        + @"|ResizedCrop|Affine|Perspective|Erasing|Grayscale|Apply)|ColorJitter|AutoAugment|RandAugment|TrivialAugmentWide)$");

    private static readonly Regex Held = TrainingProgram.Pattern(@"^(?:\w+_)?(?:val|valid|validation|test)_?(?:set|ds|data|dataset)$",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("torchvision") || !program.Outline.Mentions("ToTensor("))
        {
            return;
        }

        var lists = program.Lines.Where(line => line.Text.Has("Compose(")).Select(line => (Line: line,
            Match: Compose.Match(line.Text))).Where(one => one.Match.Success)
            .Select(one => new TransformList(one.Line, one.Match.Groups["name"].Value, ElementsOf(program, one.Line,
                one.Match.Groups["list"].Value))).ToArray();
        foreach (var list in lists)
        {
            ObserveOrder(program, list);
        }

        ObservePair(program, lists);
        ObserveChance(program, lists);
        ObserveDivided(program);
        ObserveMasks(program, lists);
    }

    // The classes of a list; null for a part that only a run tells.
    private static string?[] ElementsOf(TrainingProgram program, OutlineLine line, string list) => [.. ProgramText.Split(list).Select(one =>
        ProgramText.IsPath(one) ? program.Names.Of(line, one)?.Text ?? "" : one).Select(one => ProgramText.Call(one) is { } call
            ? DottedName.Last(call.Name) : null)];

    private static void ObserveOrder(TrainingProgram program, TransformList list)
    {
        var (normalize, tensor) = (Array.IndexOf(list.Elements, "Normalize"), Array.IndexOf(list.Elements, "ToTensor"));
        if (normalize >= 0 && tensor > normalize && Regex.IsMatch(list.Line.Text, @"(?:transforms|T|tf|tfs|trans"
            + @"|tv_transforms)\.Normalize\(")
            && !list.Elements.Any(one => one is "ToImage" or "PILToTensor" or "Lambda" or null) && !program.Lines.Any(line =>
                line.Word == "class"
                && ProgramNames.NameOf(line) is "Normalize" or "ToTensor") && !program.Outline.Mentions("ext_transforms",
                    "custom_transforms", "joint_transforms"))
        {
            program.NoteUnfit(program.Outline.PlaceOf(list.Line), list.Name, "Normalize before ToTensor", "ToTensor first",
                "Normalize takes tensors and stops at an image");
        }
    }

    // train_transform with Normalize, test_transform without, both lists known to the end.
    private static void ObservePair(TrainingProgram program, TransformList[] lists)
    {
        foreach (var train in lists.Where(list => list.IsKnown && list.Name.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0))
        {
            var twin = Array.Find(lists, list => list.IsKnown && ReferenceEquals(list.Line.Parent, train.Line.Parent)
                && Regex.IsMatch(list.Name, "val|test", RegexOptions.IgnoreCase)
                && list.Elements.Contains("ToTensor") && list.Elements.Contains("Normalize") != train.Elements.Contains("Normalize"));
            if (twin is not null && train.Elements.Contains("ToTensor") && lists.Length == 2 && !program.Outline.Mentions("normalize(",
                "NormalizeByChannel", "std=std", "- mean"))
            {
                var (with, without) = train.Elements.Contains("Normalize") ? (train, twin) : (twin, train);
                program.Note("inputs-prepared-apart", without.Line, "'" + with.Name + "' normalises the images and '" + without.Name
                    + "' does not, so the model is judged by inputs "
                    + "of another scale than it is trained on; add the same Normalize.");
                return;
            }
        }
    }

    // val_ds = ImageFolder('val', train_tf), where train_tf draws at random.
    private static void ObserveChance(TrainingProgram program, TransformList[] lists)
    {
        foreach (var line in program.Lines)
        {
            if (line.Assigned() is not { } given || !Held.IsMatch(given.Name) || given.Name.Has("train")
                || ProgramText.Call(given.Value) is not { } call
                || !char.IsUpper(DottedName.Last(call.Name)[0]))
            {
                continue;
            }

            var used = Array.Find(lists, list => list.Name.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0
                && ReferenceEquals(list.Line.Function, line.Function)
                && list.Elements.Any(one => one is not null && Random.IsMatch(one)) && ProgramText.Split(call.Arguments).Any(one =>
                    one == list.Name || one == "transform=" + list.Name));
            if (used is not null && !program.Outline.Mentions("tta", "TTA"))
            {
                program.Note("inputs-prepared-apart", line, "'" + given.Name + "' is given '" + used.Name + "', which crops and flips at "
                    + "random, so the same model is judged by "
                    + "other images every time; give it a transform without chance.");
                return;
            }
        }
    }

    // for images, labels in loader: images = images / 255
    private static void ObserveDivided(TrainingProgram program)
    {
        var line = program.Lines.FirstOrDefault(one => one.Text.Has("255") && Divides.Match(one.Text) is { Success: true } divides
            && one.Loops.FirstOrDefault() is { } loop
            && loop.Text.Has("oader") && program.Names.All(one, divides.Groups["name"].Value).Any(value => value.IsEach
                && ReferenceEquals(value.Line, loop)))
            ?? program.Lines.FirstOrDefault(one => one.Text.Has("/255") && one.Loops.FirstOrDefault() is { } loop && loop.Text.Has("oader")
                && Regex.IsMatch(one.Text, @"^(?<name>\w+)=\k<name>(?:\.\w+\([\w,.-]*\))*/255(?:\.0?)?$"));
        if (line is not null && !program.Outline.Mentions("* 255", "*255", "class ToTensor", "PILToTensor", "mul(255"))
        {
            program.Note("inputs-prepared-apart", line, "ToTensor() has divided the images by 255 already, so they end up below 0.004 "
                + "and hardly differ; leave one of the two out.");
        }
    }

    // image = self.transform(image); mask = self.transform(mask)
    private static void ObserveMasks(TrainingProgram program, TransformList[] lists)
    {
        foreach (var list in lists.Where(list => list.Elements.Any(one => one is not null && Random.IsMatch(one) && !one.Has("Erasing"))))
        {
            foreach (var line in program.Lines.Where(line => line.Text.Has(list.Name + "(")))
            {
                var next = program.Beside(line).FirstOrDefault(other => other.Index > line.Index && Applies(other, list.Name,
                    "mask|label|target|seg|gt"));
                if (Applies(line, list.Name, "im(?:age|g)|^x$|input|photo") && next is not null && !program.SameFunction(line).Any(other =>
                    other.Text.HasAny("seed(", "set_rng_state", "get_state")))
                {
                    program.Note("inputs-prepared-apart", next, "The image and its mask go through '" + list.Name + "' one after the "
                        + "other, which draws anew each time, so they are turned "
                        + "and flipped apart; draw once and apply it to both.");
                    return;
                }
            }
        }
    }

    private static bool Applies(OutlineLine line, string transform, string name) => line.Assigned() is { } given
        && Regex.IsMatch(given.Name, name, RegexOptions.IgnoreCase)
        && given.Value.StartsAs(transform + "(");

    private sealed record TransformList(OutlineLine Line, string Name, string?[] Elements)
    {
        public bool IsKnown => Elements.All(one => one is not null);
    }
}
