using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// How images reach a network of Keras: scaled in one generator and not in the other, twice, or as another network wants them
/// (<c>keras/src/applications/imagenet_utils.py</c>, preprocess_input: modes caffe, tf and torch; EfficientNet and ConvNeXt scale inside).
/// </summary>
internal static class KerasImages
{
    private static readonly Regex Generator = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?ImageDataGenerator\((?<arguments>.*)\)$");

    private static readonly Regex Flows = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?<from>.+)\.flow_from_directory\((?<arguments>.*)\)$");

    private static readonly Regex Module = TrainingProgram.Pattern(@"applications\.(?<module>\w+) import .*\bpreprocess_input\b"
        + @"|applications\.(?<module>\w+)\.preprocess_input");

    private static readonly Regex Network = TrainingProgram.Pattern(
        @"(?<![\w])(?<network>VGG16|VGG19|ResNet50|ResNet101|ResNet152|ResNet50V2|ResNet101V2|ResNet152V2|InceptionV3|InceptionResNetV2"
            + @"|Xception|MobileNet|MobileNetV2|MobileNetV3\w+|DenseNet\d+|NASNet\w+|EfficientNet(?:B|V2)\w*)\(");

    private static readonly Regex Rescales = TrainingProgram.Pattern(@"rescale=1\.?0?/255|Rescaling\((?:scale=)?1\.?0?/255");

    private static readonly Regex Divides = TrainingProgram.Pattern(@"^(?<name>\w+)(?:=.*/|/=)255(?:\.0?)?$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("keras"))
        {
            return;
        }

        if (program.Outline.Mentions("ImageDataGenerator("))
        {
            var generators = program.Lines.Where(line => line.Text.Has("ImageDataGenerator(")).Select(line => (Line: line,
                Match: Generator.Match(line.Text)))
                .Where(one => one.Match.Success).ToArray();
            ObserveOne(program, generators);
            ObserveTwice(program, generators);
            ObserveFlows(program);
        }

        ObserveNetwork(program);
    }

    // ImageDataGenerator(rescale=1./255) for the training and ImageDataGenerator() for the test.
    private static void ObserveOne(TrainingProgram program, (OutlineLine Line, Match Match)[] generators)
    {
        var train = Array.FindAll(generators, one => one.Match.Groups["name"].Value.IndexOf("train",
            StringComparison.OrdinalIgnoreCase) >= 0);
        var held = Array.FindAll(generators, one => Regex.IsMatch(one.Match.Groups["name"].Value, "val|test", RegexOptions.IgnoreCase));
        if (train.Length != 1 || generators.Length != train.Length + held.Length
            || generators.Any(one => one.Match.Groups["arguments"].Value.HasAny("*", "samplewise", "featurewise")))
        {
            return;
        }

        foreach (var other in held)
        {
            var (here, there) = (Scales(train[0].Match), Scales(other.Match));
            if (here != there && !program.Lines.Any(line => Divides.IsMatch(line.Text)) && !program.Outline.Mentions("Rescaling("))
            {
                var lacks = here ? other : train[0];
                program.Note("inputs-prepared-apart", lacks.Line, "'" + lacks.Match.Groups["name"].Value + "' leaves the images from 0 "
                    + "to 255 and '" + (here ? train[0] : other).Match.Groups["name"].Value
                    + "' scales them, so the model is judged by inputs of another scale than it is trained on; give both the same "
                        + "rescale or preprocessing_function.");
                return;
            }
        }
    }

    private static bool Scales(Match generator) => generator.Groups["arguments"].Value.HasAny("rescale=", "preprocessing_function=");

    // x_train = x_train / 255, and rescale = 1/255 in the generator that it flows through.
    private static void ObserveTwice(TrainingProgram program, (OutlineLine Line, Match Match)[] generators)
    {
        foreach (var (line, match) in generators.Where(one => Rescales.IsMatch(one.Match.Groups["arguments"].Value)))
        {
            var flow = program.Lines.FirstOrDefault(other => other.Text.Has(match.Groups["name"].Value + ".flow("));
            var given = flow is null ? null : Regex.Match(flow.Text, Regex.Escape(match.Groups["name"].Value)
                + @"\.flow\((?:x=)?(?<x>\w+)[,)]").Groups["x"].Value;
            if (given is { Length: > 0 } && program.Lines.Any(other => Divides.Match(other.Text) is { Success: true } divides
                && divides.Groups["name"].Value == given && !other.Loops.Any()))
            {
                program.Note("inputs-prepared-apart", line, "'" + given + "' is divided by 255 already and the generator does so again, "
                    + "so all images are below 0.004 and hardly differ; "
                    + "leave one of the two out.");
                return;
            }
        }
    }

    // Generators whose images and masks go by different seeds, and predictions of a shuffled one beside its classes.
    private static void ObserveFlows(TrainingProgram program)
    {
        var flows = program.Lines.Where(line => line.Text.Has("flow_from_directory(")).Select(line => (Line: line,
            Match: Flows.Match(line.Text))).Where(one => one.Match.Success).ToArray();
        foreach (var (line, match) in flows)
        {
            var (name, arguments) = (match.Groups["name"].Value, match.Groups["arguments"].Value);
            if (!arguments.HasAny("shuffle=", "*") && program.Outline.Mentions(name + ".classes") && Regex.IsMatch(program.Outline.Text,
                @"predict(?:_generator)?\(\s*" + Regex.Escape(name) + @"\b")
                && !program.Outline.Mentions(name + ".shuffle", name + ".reset", name + ".index_array")
                && program.Lines.Any(other => other.Text.Has(name + ".classes") && other.Text.HasAny("report(", "matrix(", "score(", "==",
                    "y_true=", "true")))
            {
                program.Note("progress-misjudged", line, "The generator shuffles (its default), so the predictions come in another order "
                    + "than '" + name + ".classes': the report compares "
                    + "each with the label of another image; write shuffle=False.");
                return;
            }
        }

        var pair = Array.FindAll(flows, one => one.Match.Groups["arguments"].Value.Has("class_mode=None"));
        for (var i = 0; i + 1 < pair.Length; i++)
        {
            var (first, second) = (pair[i].Match, pair[i + 1].Match);
            var seeds = (ProgramText.Argument(first.Groups["arguments"].Value, "seed", -1),
                ProgramText.Argument(second.Groups["arguments"].Value, "seed", -1));
            if (seeds.Item1 != seeds.Item2 && !first.Groups["arguments"].Value.HasAny("*", "shuffle=False")
                && !second.Groups["arguments"].Value.Has("*")
                && program.Outline.Mentions("zip(" + first.Groups["name"].Value + ", " + second.Groups["name"].Value))
            {
                program.Note("inputs-prepared-apart", pair[i + 1].Line, "Images and masks are drawn by different seeds ("
                    + (seeds.Item1 ?? "none") + " and " + (seeds.Item2 ?? "none")
                    + "), so each image gets the mask of another one, turned another way; give both the same seed.");
                return;
            }
        }
    }

    // vgg16.preprocess_input for MobileNetV2, rescale=1/255 for EfficientNet.
    private static void ObserveNetwork(TrainingProgram program)
    {
        var networks = program.Lines.Where(line => line.Word is not ("from" or "import" or "def" or "class")).SelectMany(line =>
            Network.Matches(line.Text).Cast<Match>()
            .Select(match => (Line: line, Name: match.Groups["network"].Value))).GroupBy(one => one.Name).Select(group =>
                group.First()).ToArray();
        if (networks.Length != 1 || !program.Outline.Mentions(".fit(", "fit_generator("))
        {
            return;
        }

        var modules = program.Lines.Select(line => Module.Match(line.Text)).Where(match => match.Success).Select(match =>
            match.Groups["module"].Value).Distinct().ToArray();
        var wanted = ModeOf(networks[0].Name);
        var used = program.Lines.FirstOrDefault(line => line.Word is not ("from" or "import") && ProgramText.HasWord(line.Text,
            "preprocess_input") || line.Text.Has(".preprocess_input"));
        if (modules.Length == 1 && used is not null && wanted is not null && ModeOf(modules[0]) is { } mode && mode != wanted)
        {
            program.Note("inputs-prepared-apart", used, "Images are prepared as " + modules[0] + " wants them (" + mode + ") and go to "
                + networks[0].Name + ", which was trained on others ("
                + wanted + "); take preprocess_input of its own module.");
        }
        else if (networks[0].Name.StartsAs("EfficientNet") && program.Lines.FirstOrDefault(line =>
            Rescales.IsMatch(line.Text)) is { } scaled
            && !program.Outline.Mentions("include_preprocessing=False", "efficientnet.tfkeras", "import efficientnet",
                "segmentation_models", "weights=None", "weights = None"))
        {
            program.Note("inputs-prepared-apart", scaled, networks[0].Name + " of Keras scales its input itself and wants numbers up to "
                + "255, so images that are divided here reach it almost "
                + "black; leave the rescaling out.");
        }
    }

    private static string? ModeOf(string name) => name.Replace("_", "").ToLowerInvariant() switch
    {
        "vgg16" or "vgg19" or "resnet50" or "resnet101" or "resnet152" or "resnet" => "BGR, mean taken off",
        "resnet50v2" or "resnet101v2" or "resnet152v2" or "resnetv2"
            or "inceptionv3" or "inceptionresnetv2" or "xception" or "mobilenet" or "mobilenetv2" => "-1 to 1",
        var other when other.StartsAs("nasnet") => "-1 to 1",
        var other when other.StartsAs("densenet") => "0 to 1, normalised",
        var other when other.StartsAs("efficientnet") || other.StartsAs("mobilenetv3") => "0 to 255",
        _ => null,
    };
}
