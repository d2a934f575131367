using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Steps that pictures go through in <c>torchvision.transforms.Compose</c>: their order, their sizes, and what training and judging do
/// differently (<c>torchvision/transforms/functional.py</c>: to_tensor divides by 255 and puts channels first, normalize takes tensors).
/// </summary>
internal static class ImagePipelines
{
    private static readonly Regex Composed = TrainingProgram.Pattern(@"(?<owner>[\w.]*)\bCompose\(\[");

    private static readonly Regex Named = TrainingProgram.Pattern(@"^(?:self\.)?(?<name>\w+)=");

    private static readonly Regex Keyed = TrainingProgram.Pattern(@"'(?<name>\w+)':$");

    private static readonly Regex Judging = TrainingProgram.Pattern(@"(?:^|_)(?:val|valid|validation|test|eval)(?:_|$|set|data|transform|tf|ds)",
        RegexOptions.IgnoreCase);

    private static readonly Regex Training = TrainingProgram.Pattern(@"(?:^|_)(?:train|training|tr)(?:_|$|set|data|transform|tf|ds)",
        RegexOptions.IgnoreCase);

    private static readonly Regex Given = TrainingProgram.Pattern(
        @"^(?:self\.)?(?<name>\w+)=(?:[\w.]+\.)?(?<set>[A-Z]\w*)\((?<arguments>.*\btransforms?=(?<transform>[\w.]+)\b.*)\)$");

    private static readonly string[] Random = ["RandomHorizontalFlip", "RandomVerticalFlip", "RandomCrop", "RandomResizedCrop", "ColorJitter",
        "RandomRotation", "RandomErasing", "RandAugment", "AutoAugment", "TrivialAugmentWide", "RandomAffine", "RandomPerspective"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("Compose([") || !program.Outline.Mentions("torchvision"))
        {
            return;
        }

        var pipelines = program.Lines.Where(line => line.Text.IndexOf("Compose([", StringComparison.Ordinal) >= 0)
            .SelectMany(line => In(line)).ToArray();
        foreach (var pipeline in pipelines)
        {
            ObserveOrder(program, pipeline);
            ObserveSizes(program, pipeline);
        }

        ObservePairs(program, pipelines);
        ObserveGiven(program, pipelines);
    }

    private static IEnumerable<Pipeline> In(OutlineLine line)
    {
        foreach (Match match in Composed.Matches(line.Text))
        {
            var open = match.Index + match.Length - 1;
            var close = ProgramText.EndOf(line.Text, open);
            if (close < 0)
            {
                continue;
            }

            var before = line.Text.Substring(0, match.Index);
            var name = Keyed.Match(before) is { Success: true } key ? key.Groups["name"].Value
                : Named.Match(line.Text) is { Success: true } made && before.IndexOf('{') < 0 ? made.Groups["name"].Value : "";
            var steps = ProgramText.Split(line.Text.Substring(open + 1, close - open - 1)).Select(Step.Of).ToArray();
            yield return new Pipeline(line, name, match.Groups["owner"].Value, steps);
        }
    }

    private static void ObserveOrder(TrainingProgram program, Pipeline pipeline)
    {
        var tensor = Array.FindIndex(pipeline.Steps, step => step.Name == "ToTensor");
        var normalize = Array.FindIndex(pipeline.Steps, step => step.Name == "Normalize");
        if (tensor > normalize && normalize >= 0 && pipeline.Steps[tensor].Owner == pipeline.Steps[normalize].Owner
            && (pipeline.Steps[tensor].Owner.Length > 0 || program.Names.Class("Normalize") is null))
        {
            program.NoteUnfit(program.Outline.PlaceOf(pipeline.Line), "Compose", "Normalize in front of ToTensor", "ToTensor first",
                "it takes tensors whose channels come first, and stops with a TypeError at a picture", Severity.Error);
        }
    }

    private static void ObserveSizes(TrainingProgram program, Pipeline pipeline)
    {
        var resize = Array.FindIndex(pipeline.Steps, step => step.Name == "Resize");
        if (resize < 0 || pipeline.Steps[resize].Size is not { } side)
        {
            return;
        }

        var crop = Array.FindIndex(pipeline.Steps, resize, step => step.Name is "RandomCrop" or "CenterCrop");
        if (crop > 0 && pipeline.Steps[crop].Size is { } part && part > side
            && pipeline.Steps[crop].Arguments.IndexOf("pad", StringComparison.Ordinal) < 0
            && !pipeline.Steps.Skip(resize).Take(crop - resize).Any(step => step.Name == "Pad"))
        {
            var isRandom = pipeline.Steps[crop].Name == "RandomCrop";
            program.NoteUnfit(program.Outline.PlaceOf(pipeline.Line), "Compose",
                FormattableString.Invariant($"a crop of {part} behind a Resize to {side}"), FormattableString.Invariant($"a crop of at most {side}"),
                isRandom ? "a crop does not fit into a smaller picture, and RandomCrop stops with a ValueError"
                    : "what is missing is filled with black", isRandom ? Severity.Error : Severity.Warning);
        }
    }

    // One of the two pipelines normalizes, and the other does not, or otherwise.
    private static void ObservePairs(TrainingProgram program, Pipeline[] pipelines)
    {
        var training = Array.FindAll(pipelines, one => Training.IsMatch(one.Name) && one.IsFinal);
        var judging = Array.FindAll(pipelines, one => Judging.IsMatch(one.Name) && one.IsFinal);
        if (training.Length != 1 || judging.Length == 0)
        {
            return;
        }

        foreach (var judge in judging.Where(one => !one.IsOpen && !training[0].IsOpen))
        {
            var (own, other) = (training[0].Find("Normalize"), judge.Find("Normalize"));
            if (own is null != other is null && !program.Outline.Mentions("normalize(", ".sub_(", "Normalize()"))
            {
                program.NoteUnfit(program.Outline.PlaceOf(judge.Line), "Compose",
                    other is null ? "'" + judge.Name + "' without Normalize" : "'" + judge.Name + "' with Normalize", "the same as in training",
                    "the model is judged on numbers of another scale than it is trained on");
            }
            else if (own is not null && other is not null && own.Arguments != other.Arguments && own.IsLiteral && other.IsLiteral)
            {
                program.NoteUnfit(program.Outline.PlaceOf(judge.Line), "Compose", "Normalize(" + other.Arguments + ") in '" + judge.Name + "'",
                    "the numbers of training, " + own.Arguments, "the model is judged on numbers of another scale than it is trained on");
            }

            if (judge.Steps.FirstOrDefault(step => Random.Contains(step.Name)) is { } random
                && judge.Name.IndexOf("tta", StringComparison.OrdinalIgnoreCase) < 0)
            {
                program.NoteUnfit(program.Outline.PlaceOf(judge.Line), "Compose", random.Name + " in '" + judge.Name + "'", "the same picture in every epoch",
                    "what the model is judged on changes from epoch to epoch, and is harder than what it will see");
            }
        }
    }

    // val_set = ImageFolder(..., transform=train_transform)
    private static void ObserveGiven(TrainingProgram program, Pipeline[] pipelines)
    {
        foreach (var line in program.Lines)
        {
            if (Given.Match(line.Text) is { Success: true } given && Judging.IsMatch(given.Groups["name"].Value)
                && !Training.IsMatch(given.Groups["name"].Value)
                && Training.IsMatch(DottedName.Last(given.Groups["transform"].Value))
                && pipelines.FirstOrDefault(one => one.Name == DottedName.Last(given.Groups["transform"].Value)) is { } used
                && used.Steps.FirstOrDefault(step => Random.Contains(step.Name)) is { } random)
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), given.Groups["set"].Value + ".transform", "transform=" + given.Groups["transform"].Value,
                    "the steps of judging", "its " + random.Name + " changes what the model is judged on from epoch to epoch");
            }
        }
    }

    private sealed record Step(string Owner, string Name, string Arguments)
    {
        public static Step Of(string text)
        {
            var call = ProgramText.Call(text);
            var name = call?.Name ?? text;
            var last = DottedName.Last(name);
            return new Step(name.Substring(0, name.Length - last.Length), last, call?.Arguments ?? "");
        }

        // 256, (256, 256), size=256; of a rectangle, the shorter side.
        public double? Size
        {
            get
            {
                var first = ProgramText.Argument(Arguments, "size", 0) ?? "";
                var parts = first.Trim('(', ')', '[', ']').Split(',').Select(part =>
                    double.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out var side) ? side : -1).ToArray();
                return parts.Length is 1 or 2 && parts.Min() > 0 ? parts.Min() : null;
            }
        }

        public bool IsLiteral => Arguments.Length > 0 && Arguments.Any(char.IsDigit) && Arguments.Replace("mean=", "").Replace("std=", "")
            .Replace("inplace=True", "").All(c => !char.IsLetter(c) || c == 'e');
    }

    private sealed record Pipeline(OutlineLine Line, string Name, string Owner, Step[] Steps)
    {
        // A pipeline that others go on with has no tensor in it yet.
        public bool IsFinal => Find("ToTensor") is not null || Find("Normalize") is not null;

        // A step of the program's own may normalize as well.
        public bool IsOpen =>
            Steps.Any(step => step.Arguments.Length == 0 && step.Name.Length > 0 && char.IsLower(step.Name[0]) && step.Owner.Length == 0
            || step.Name.IndexOf("orm", StringComparison.Ordinal) >= 0 && step.Name != "Normalize" || step.Name.StartsWith("*", StringComparison.Ordinal)
            || step.Name == "Lambda" || step.Name.IndexOf("Compose", StringComparison.Ordinal) >= 0);

        public Step? Find(string name) => Array.Find(Steps, step => step.Name == name);
    }
}
