using System;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a program does to pictures and their labels by hand: labels that are interpolated, pictures whose channels are torn apart, and
/// layers that take the place of none (torchvision's <c>resnet.py</c>: fc; <c>vgg.py</c>, <c>densenet.py</c>, <c>mobilenetv2.py</c>:
/// classifier; <c>vision_transformer.py</c>: heads; <c>swin_transformer.py</c>: head).
/// </summary>
internal static class ImageLabels
{
    private const string Labels = @"(?:\w*_)?(?:mask|masks|label|labels|gt|annotation|seg|segmentation|label_img|mask_img|target_mask)(?:_\w+)?";

    private static readonly Regex Resized = TrainingProgram.Pattern(@"^(?<name>" + Labels + @")=cv2\.resize\((?<arguments>" + Labels + @",.*)\)$");

    private static readonly Regex Interpolated = TrainingProgram.Pattern(
        @"^(?<name>" + Labels + @")=(?:F|nn\.functional|torch\.nn\.functional)\.interpolate\((?:" + Labels + @")[\w.()]*,.*mode='(?:bilinear|bicubic|trilinear)'");

    private static readonly Regex Torn = TrainingProgram.Pattern(
        @"\b\w*im(?:g|age)\w*(?:'\])?\)?\.(?:reshape|view)\(\(?(?:1,)?3,(?!32,32)[^)]*\)");

    private static readonly Regex Built = TrainingProgram.Pattern(
        @"^(?:torchvision\.)?(?:models\.)?(?<net>resnet|resnext|wide_resnet|inception|googlenet|shufflenet|regnet|vgg|alexnet|mobilenet|densenet|efficientnet|convnext|mnasnet|vit_|swin_)\w*\(");

    private static readonly Regex Replaced = TrainingProgram.Pattern(@"^(?<model>(?:self\.)?\w+)\.(?<part>fc|classifier|head|heads|last_linear)=(?:torch\.)?nn\.(?:Linear|Sequential)\(");

    public static void Observe(TrainingProgram program)
    {
        var isOfClasses = program.Outline.Mentions("CrossEntropyLoss", "cross_entropy", "ignore_index");
        var isRead = program.Outline.Mentions("cv2.imread", "Image.open", "imageio.imread", "io.imread", "cv2.cvtColor");
        foreach (var line in program.Lines)
        {
            if (isOfClasses && Resized.Match(line.Text) is { Success: true } resized
                && resized.Groups["arguments"].Value.IndexOf("NEAREST", StringComparison.Ordinal) < 0
                && resized.Groups["arguments"].Value.IndexOf("interpolation", StringComparison.Ordinal) < 0)
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "cv2.resize", "labels that are interpolated", "interpolation=cv2.INTER_NEAREST",
                    "cv2.resize interpolates by default, and between two classes a third appears");
                return;
            }

            if (isOfClasses && Interpolated.IsMatch(line.Text) && !program.Outline.Mentions("sigmoid", "logit", "pred_mask", "SoftCrossEntropy"))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "interpolate.mode", "labels that are interpolated", "mode='nearest'",
                    "between two classes a third appears");
                return;
            }

            if (isRead && Torn.IsMatch(line.Text) && !program.Outline.Mentions("transpose(", "permute(", "ToTensor", "moveaxis", "rollaxis"))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "reshape", "a picture that is reshaped to have its channels first",
                    "permute(2, 0, 1), or transpose((2, 0, 1))", "the channels of a picture that is read stand last, and reshaping tears it to stripes");
                return;
            }
        }

        if (program.Outline.Mentions("torchvision"))
        {
            ObserveHeads(program);
        }
    }

    private static void ObserveHeads(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Replaced.Match(line.Text) is { Success: true } replaced
                && program.Names.All(line, replaced.Groups["model"].Value) is { Count: 1 } values
                && Built.Match(values[0].Text) is { Success: true } built
                && PartOf(built.Groups["net"].Value) is { } part && part != replaced.Groups["part"].Value
                && !program.Outline.Mentions("." + replaced.Groups["part"].Value + "(", "." + part + "=", "." + part + "["))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), replaced.Groups["model"].Value, "a new '" + replaced.Groups["part"].Value + "'",
                    "a new '" + part + "', as the last layer of this network is called",
                    "the new layer is never called, and the old one with its 1000 outputs stays");
                return;
            }
        }
    }

    private static string? PartOf(string net) => net switch
    {
        "resnet" or "resnext" or "wide_resnet" or "inception" or "googlenet" or "shufflenet" or "regnet" => "fc",
        "vgg" or "alexnet" or "mobilenet" or "densenet" or "efficientnet" or "convnext" or "mnasnet" => "classifier",
        "vit_" => "heads",
        "swin_" => "head",
        _ => null,
    };
}
