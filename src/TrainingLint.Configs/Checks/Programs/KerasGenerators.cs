using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Generators of pictures that Keras reads from folders (<c>ImageDataGenerator</c>, <c>flow_from_directory</c>; keras/src/legacy/preprocessing/image.py):
/// training and judging must scale, size and label alike, and read other folders.
/// </summary>
internal static class KerasGenerators
{
    private static readonly Regex Made = TrainingProgram.Pattern(@"^(?<name>\w+)=(?:[\w.]+\.)?ImageDataGenerator\((?<arguments>.*)\)$");

    private static readonly Regex Flow = TrainingProgram.Pattern(@"^(?<name>\w+)=(?<generator>\w+)\.flow_from_directory\((?<arguments>.*)\)$");

    private static readonly Regex Chained = TrainingProgram.Pattern(
        @"^(?<name>\w+)=(?:[\w.]+\.)?ImageDataGenerator\((?<made>.*?)\)\.flow_from_directory\((?<arguments>.*)\)$");

    private static readonly Regex Shape = TrainingProgram.Pattern(@"\binput_shape=\((?<height>\d+),(?<width>\d+),[13]\)");

    private static readonly Regex Judging = TrainingProgram.Pattern(@"val|test|eval", RegexOptions.IgnoreCase);

    private static readonly string[] Augmenting = ["flip=True", "rotation_range=", "zoom_range=", "shear_range=", "shift_range="];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("flow_from_directory("))
        {
            return;
        }

        var flows = Flows(program).ToArray();
        ObserveScale(program, flows);
        ObserveSize(program, flows);
        ObserveLabels(program, flows);
        ObserveFolders(program, flows);
    }

    private static IEnumerable<Folder> Flows(TrainingProgram program)
    {
        var generators = program.Lines.Select(line => Made.Match(line.Text)).Where(match => match.Success)
            .GroupBy(match => match.Groups["name"].Value).Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Groups["arguments"].Value, StringComparer.Ordinal);
        foreach (var line in program.Lines)
        {
            if (Flow.Match(line.Text) is { Success: true } flow && generators.TryGetValue(flow.Groups["generator"].Value, out var made))
            {
                yield return new Folder(line, flow.Groups["name"].Value, made, flow.Groups["arguments"].Value);
            }
            else if (Chained.Match(line.Text) is { Success: true } chained)
            {
                yield return new Folder(line, chained.Groups["name"].Value, chained.Groups["made"].Value, chained.Groups["arguments"].Value);
            }
        }
    }

    private static bool IsScaled(Folder flow) => flow.Made.IndexOf("rescale=", StringComparison.Ordinal) >= 0
        || flow.Made.IndexOf("preprocessing_function=", StringComparison.Ordinal) >= 0 || flow.Made.IndexOf("wise_", StringComparison.Ordinal) >= 0
        || flow.Made.IndexOf("**", StringComparison.Ordinal) >= 0;

    private static void ObserveScale(TrainingProgram program, Folder[] flows)
    {
        if (flows.Any(IsScaled) && flows.FirstOrDefault(flow => !IsScaled(flow)) is { } bare)
        {
            program.NoteUnfit(program.Outline.PlaceOf(bare.Line), "ImageDataGenerator", "'" + bare.Name + "' without rescale",
                "the scale of the other generator", "one half of the pictures reaches the model with numbers up to 255, the other with numbers up to 1");
        }
        else if (flows.Select(flow => ProgramText.Argument(flow.Made, "rescale", -1)).OfType<string>().Distinct().Count() > 1
            && flows.All(flow => ProgramText.Argument(flow.Made, "rescale", -1) is { } rescale
                && rescale.Replace("1.0/", "1/").Replace("1./", "1/") is "1/255" or "1/255." or "1/255.0" or "1" or "1/127.5")
            && flows.Select(flow =>
                ProgramText.Argument(flow.Made, "rescale", -1)!.Replace("1.0/", "1/").Replace("1./", "1/").TrimEnd('0').TrimEnd('.')).Distinct().Count() > 1)
        {
            program.NoteUnfit(program.Outline.PlaceOf(flows[0].Line), "ImageDataGenerator.rescale", "two scales", "one scale",
                "the model is judged on numbers of another scale than it is trained on");
        }
    }

    private static void ObserveSize(TrainingProgram program, Folder[] flows)
    {
        var sizes = flows.Select(flow => (Flow: flow, Size: Numbers(ProgramText.Argument(flow.Arguments, "target_size", 1) ?? "(256,256)")))
            .Where(one => one.Size is not null && one.Flow.Arguments.IndexOf("**", StringComparison.Ordinal) < 0).ToArray();
        if (sizes.Length < flows.Length || sizes.Length == 0)
        {
            return;
        }

        var odd = sizes.FirstOrDefault(one => one.Size != sizes[0].Size);
        if (odd.Flow is not null)
        {
            program.NoteUnfit(program.Outline.PlaceOf(odd.Flow.Line), "flow_from_directory.target_size", "pictures of " + odd.Size + " beside " + sizes[0].Size,
                "one size", "a model takes pictures of one size", Severity.Warning);
            return;
        }

        var shapes = program.Lines.SelectMany(line => Shape.Matches(line.Text).Cast<Match>())
            .Select(match => match.Groups["height"].Value + "," + match.Groups["width"].Value).Distinct().ToArray();
        if (shapes.Length == 1 && shapes[0] != sizes[0].Size)
        {
            program.NoteUnfit(program.Outline.PlaceOf(sizes[0].Flow.Line), "flow_from_directory.target_size", "pictures of " + sizes[0].Size,
                shapes[0] + ", the input_shape of the model", "Keras stops where the pictures do not fit", Severity.Error);
        }
    }

    private static string? Numbers(string size) => size.Trim('(', ')', '[', ']') is { Length: > 2 } text
        && text.All(c => char.IsDigit(c) || c == ',') && text.IndexOf(',') > 0 ? text : null;

    private static void ObserveLabels(TrainingProgram program, Folder[] flows)
    {
        var isSparse = program.Outline.Mentions("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy");
        var isOneHot = program.Outline.Mentions("='categorical_crossentropy'", "CategoricalCrossentropy(") && !isSparse;
        var isBinary = program.Outline.Mentions("='binary_crossentropy'") && !isOneHot && !isSparse;
        foreach (var flow in flows)
        {
            var mode = ProgramText.Argument(flow.Arguments, "class_mode", -1) ?? "'categorical'";
            var wanted = mode switch
            {
                "'binary'" or "'sparse'" when isOneHot => "class_mode='categorical', or sparse_categorical_crossentropy",
                "'categorical'" when isSparse && !program.Outline.Mentions("='categorical_crossentropy'") => "class_mode='sparse', or categorical_crossentropy",
                "'categorical'" when isBinary && program.Outline.Mentions("Dense(1,", "Dense(1)", "Dense(units=1,") => "class_mode='binary'",
                _ => null,
            };
            if (wanted is not null && flow.Arguments.IndexOf("**", StringComparison.Ordinal) < 0)
            {
                program.NoteUnfit(program.Outline.PlaceOf(flow.Line), "flow_from_directory.class_mode", "class_mode=" + mode, wanted,
                    "the labels do not have the form that the loss compares", Severity.Error);
                return;
            }
        }
    }

    private static void ObserveFolders(TrainingProgram program, Folder[] flows)
    {
        var judged = flows.Where(flow => Judging.IsMatch(flow.Name)).ToArray();
        var trained = flows.FirstOrDefault(flow =>
            flow.Name.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0 && !Judging.IsMatch(flow.Name));
        var same = trained is null ? null : judged.FirstOrDefault(flow => flow.Path == trained.Path && flow.Path.Length > 0
            && flow.Arguments.IndexOf("subset=", StringComparison.Ordinal) < 0 && flow.Arguments.IndexOf("classes=", StringComparison.Ordinal) < 0);
        if (same is not null)
        {
            program.NoteUnfit(program.Outline.PlaceOf(same.Line), "flow_from_directory", "the folder of training for '" + same.Name + "'",
                "pictures that are not trained on", "the measure of the run is taken on what it is trained on");
        }

        var augmented = judged.FirstOrDefault(flow => Augmenting.Any(word => flow.Made.IndexOf(word, StringComparison.Ordinal) >= 0));
        if (augmented is not null && trained is not null)
        {
            program.NoteUnfit(program.Outline.PlaceOf(augmented.Line), "ImageDataGenerator", "'" + augmented.Name + "' from a generator that changes pictures at random",
                "a generator that only scales them", "what the model is judged on changes from epoch to epoch",
                augmented.Arguments.IndexOf("subset=", StringComparison.Ordinal) >= 0 ? Severity.Info : Severity.Warning);
        }
    }

    private sealed record Folder(OutlineLine Line, string Name, string Made, string Arguments)
    {
        public string Path => ProgramText.Argument(Arguments, "directory", 0) ?? "";
    }
}
