using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Parts of a model of OpenMMLab that must fit each other and the data: classes of heads and of data sets, channels of a backbone and of
/// what follows it, weights of a network of another depth, and steps of a pipeline (mmdet, mmseg, mmpretrain; <c>models/backbones/resnet.py</c>,
/// <c>datasets/coco.py</c>, <c>datasets/pipelines</c>).
/// </summary>
internal static class OpenMmLabModels
{
    private static readonly Regex Depth = new(@"(?:^|[/_:])(?:resnet|resnext|res2net|resnest)(?:v1c|v1d|_v1c)?[_-]?(?<depth>18|34|50|101|152|200|269)(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static readonly string[] ClassHeads = ["bbox_head", "mask_head"];

    // Number of classes of the labels that a type of data set keeps unless it is given others; with a decode head, of segmentation.
    private static readonly Dictionary<string, int> OfDetection = new(StringComparer.Ordinal)
    {
        ["CocoDataset"] = 80,
        ["VOCDataset"] = 20,
        ["CityscapesDataset"] = 8,
        ["LVISV1Dataset"] = 1203,
        ["LVISV05Dataset"] = 1230,
    };

    private static readonly Dictionary<string, int> OfSegmentation = new(StringComparer.Ordinal)
    {
        ["CityscapesDataset"] = 19,
        ["ADE20KDataset"] = 150,
        ["PascalVOCDataset"] = 21,
        ["PascalContextDataset"] = 60,
        ["PascalContextDataset59"] = 59,
        ["COCOStuffDataset"] = 171,
        ["LoveDADataset"] = 7,
        ["PotsdamDataset"] = 6,
        ["ISPRSDataset"] = 6,
        ["iSAIDDataset"] = 16,
        ["STAREDataset"] = 2,
        ["DRIVEDataset"] = 2,
        ["ChaseDB1Dataset"] = 2,
        ["HRFDataset"] = 2,
    };

    private static readonly string[] Sets = ["data.train", "train_dataloader.dataset"];
    private static readonly string[] Judges = ["data.val", "val_dataloader.dataset", "data.test", "test_dataloader.dataset"];
    private static readonly string[] Bundles = ["DefaultFormatBundle", "DefaultFormatBundle3D", "Collect", "Collect3D", "PackDetInputs", "PackSegInputs", "PackInputs"];

    public static void Observe(CheckedDocument document)
    {
        if (document.Dialect.Name != "openmmlab" || document.View.Mapping("model") is null)
        {
            return;
        }

        ObserveHeads(document);
        ObserveDepth(document);
        ObserveChannels(document);
        ObservePipeline(document);
        ObserveNormalization(document);
        ObserveNames(document);
    }

    private static void ObserveHeads(CheckedDocument document)
    {
        var counts = document.Leaves.Where(leaf => leaf.Word == "num_classes" && leaf.Segments[0] == "model"
            && document.Number(leaf) is > 0).ToArray();
        var heads = counts.Where(leaf => leaf.Segments.Any(ClassHeads.Contains) && document.Beside(leaf, ["class_agnostic"]) is null).ToArray();
        var own = Array.FindAll(heads, leaf => document.IsOwn(leaf.Entry.Value));

        // The one that says otherwise than most, or than what is drawn in.
        if (own.Length > 0 && heads.Select(document.Number).Distinct().Count() > 1)
        {
            var usual = heads.GroupBy(document.Number).OrderByDescending(group => group.Count()).First().Key;
            var odd = own.FirstOrDefault(leaf => document.Number(leaf) != usual) ?? own[own.Length - 1];
            var other = heads.First(leaf => document.Number(leaf) != document.Number(odd));
            document.ObserveUnfit(odd, FormattableString.Invariant($"{document.Number(other)}, as many as in '{other.Path}'"),
                "the heads are trained on the same labels, and one of them has another number of classes");
            return;
        }

        if (NamesOf(document) is { } names)
        {
            ObserveCount(document, heads.Length > 0 ? heads : counts.Where(leaf => leaf.Segments.Contains("decode_head")).ToArray(), names.Count,
                FormattableString.Invariant($"{names.Count}, as many as '{names.Path}' has"), isGiven: true);
        }
        else
        {
            ObserveKnown(document, heads, counts);
        }
    }

    private static void ObserveKnown(CheckedDocument document, Leaf[] heads, Leaf[] counts)
    {
        var segments = counts.Where(leaf => leaf.Segments.Contains("decode_head") || leaf.Segments.Contains("auxiliary_head")).ToArray();
        var types = Sets.Select(path => Inner(document, path)?["type"]).OfType<ScalarNode>().Select(type => type.Text).Distinct().ToArray();
        var known = segments.Length > 0 ? OfSegmentation : OfDetection;
        if (types.Length != 1 || !known.TryGetValue(types[0], out var classes) || document.View.Node("_base_") is not null
            || document.View.File.Text.IndexOf("lasses=", StringComparison.Ordinal) is >= 0 and var at && !IsCount(document.View.File.Text, at)
            || document.View.File.Path.IndexOf("demo", StringComparison.OrdinalIgnoreCase) >= 0
            || document.View.File.Text.IndexOf("metainfo", StringComparison.Ordinal) >= 0
            || document.View.File.Text.IndexOf("CLASSES", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        ObserveCount(document, segments.Length > 0 ? segments : heads, classes,
            FormattableString.Invariant($"{classes}, the classes that a {types[0]} keeps where it is not given others"), isGiven: false);
    }

    // num_classes= is no list of classes.
    private static bool IsCount(string text, int at) => at > 5 && text.Substring(at - 5, 5) == "num_c"
        && text.IndexOf(" classes=", StringComparison.Ordinal) < 0 && text.IndexOf("(classes=", StringComparison.Ordinal) < 0;

    private static void ObserveCount(CheckedDocument document, Leaf[] heads, int classes, string wanted, bool isGiven)
    {
        var head = heads.FirstOrDefault(leaf =>
            document.IsOwn(leaf.Entry.Value) && document.Number(leaf) is { } number && number != classes);

        // mmdetection counted the background as a class before its second version, which had no roi_head; binary masks have one output.
        if (head is null || document.Number(head) is not { } count || (IsOld(document) && count == classes + 1)
            || (count == 1 && classes == 2 && head.Segments.Contains("decode_head")) || document.View.HasAny("model.decode_head.out_channels"))
        {
            return;
        }

        document.Observe(new WrongTypeObservation(head.Entry.Value.Place, head.Path, ((ScalarNode)head.Entry.Value).Text, wanted,
            isGiven ? "a label without an output is an error of its index, and an output without a label is never trained"
                : "labels of other names are left out, and none of your own is trained on unless the data set is given them",
            Math.Abs(count - classes) > 1 ? Severity.Warning : Severity.Info));
    }

    private static bool IsOld(CheckedDocument document) =>
        document.View.Has("data.imgs_per_gpu") || document.View.Has("model.bbox_roi_extractor");

    // A wrapper (RepeatDataset, ClassBalancedDataset, MultiImageMixDataset) holds the data set itself.
    private static MappingNode? Inner(CheckedDocument document, string path)
    {
        var set = document.View.Mapping(path);
        for (var depth = 0; depth < 3 && set?["dataset"] is MappingNode inner; depth++)
        {
            set = inner;
        }

        return set;
    }

    private static ConfigNode? ClassesOf(MappingNode? set) => set?["classes"] ?? (set?["metainfo"] as MappingNode)?["classes"]
        ?? (set?["metainfo"] as MappingNode)?["CLASSES"];

    private static (int Count, string Path)? NamesOf(CheckedDocument document) =>
        Sets.Select(path => (Classes: ClassesOf(Inner(document, path)), Path: path))
            .Where(one => one.Classes is SequenceNode { Items.Count: > 0 } list && list.Items.All(item => item is ScalarNode { Tag: null }))
            .Select(one => ((int, string)?)(((SequenceNode)one.Classes!).Items.Count, one.Path + ".classes")).FirstOrDefault();

    // classes=('cat') is a text, of which each letter would be a class; and what is given to training only.
    private static void ObserveNames(CheckedDocument document)
    {
        var trained = Sets.Select(path => (Set: Inner(document, path), Path: path)).FirstOrDefault(one => ClassesOf(one.Set) is not null);
        if (ClassesOf(trained.Set) is ScalarNode { Tag: null, Style: ScalarStyle.Quoted } text && document.IsOwn(text)
            && text.Text.IndexOfAny(['/', '.', '\\']) < 0)
        {
            document.Observe(new WrongTypeObservation(text.Place, trained.Path + ".classes", "the text '" + text.Text + "'",
                "('" + text.Text + "',) with a comma", "brackets alone make no tuple, and each letter, or a file of that name, is taken for the classes",
                Severity.Error));
        }

        var judged = Judges.Select(path => (Set: Inner(document, path), Path: path))
            .Where(one => one.Set is not null && document.IsOwn(one.Set))
            .ToArray();
        if (trained.Set is not null && document.IsOwn(trained.Set) && trained.Set.Has("ann_file"))
        {
            var bare = judged.FirstOrDefault(one => ClassesOf(one.Set) is null && one.Set!.Has("ann_file")
                && TypeOf(one.Set) == TypeOf(trained.Set));
            if (bare.Set is not null)
            {
                document.Observe(new WrongTypeObservation(bare.Set.Place, bare.Path, "no classes in '" + bare.Path + "'",
                    "the classes that '" + trained.Path + "' is given", "this set keeps the classes of its type, and labels of other names are left out",
                    Severity.Warning));
            }
        }
        else if (Sets.Select(path => (Set: Inner(document, path), Path: path))
            .FirstOrDefault(one => one.Set is not null && document.IsOwn(one.Set)
            && one.Set.Has("ann_file")) is { Set: { } plain } set && ClassesOf(plain) is null
            && Array.Find(judged, one => ClassesOf(one.Set) is SequenceNode && TypeOf(one.Set) == TypeOf(plain)).Set is not null)
        {
            document.Observe(new WrongTypeObservation(plain.Place, set.Path, "no classes in '" + set.Path + "'",
                "the classes that the set of validation is given", "this set keeps the classes of its type, and labels of other names are left out",
                Severity.Warning));
        }
    }

    private static string? TypeOf(MappingNode? set) => (set?["type"] as ScalarNode)?.Text;

    private static void ObserveDepth(CheckedDocument document)
    {
        if (document.Leaves.FirstOrDefault(leaf => leaf.Path == "model.backbone.depth") is not { } depth || document.Number(depth) is not { } layers
            || (document.View.Node("model.backbone.init_cfg.checkpoint") ?? document.View.Node("model.pretrained")
                ?? document.View.Node("model.backbone.pretrained")) is not ScalarNode weights
            || !Depth.Match(weights.Text).Success || !(document.IsOwn(depth.Entry.Value) || document.IsOwn(weights)))
        {
            return;
        }

        var stored = double.Parse(Depth.Match(weights.Text).Groups["depth"].Value, CultureInfo.InvariantCulture);
        if (stored != layers)
        {
            var place = document.IsOwn(depth.Entry.Value) ? depth.Entry.Value.Place : weights.Place;
            document.Observe(new WrongTypeObservation(place, depth.Path, FormattableString.Invariant($"a depth of {layers}"),
                FormattableString.Invariant($"{stored}, or other weights than '{weights.Text}'"),
                "weights are taken over as far as their names fit, and the rest of the backbone starts at random", Severity.Warning));
        }
    }

    private static void ObserveChannels(CheckedDocument document)
    {
        if (ChannelsOf(document) is not { } channels)
        {
            return;
        }

        var neck = document.Leaves.FirstOrDefault(leaf => leaf.Path == "model.neck.in_channels");
        if (neck is not null && document.View.Mapping("model.neck")?["type"] is ScalarNode { Text: "FPN" or "PAFPN" or "BFP" or "NASFPN" or "ChannelMapper" }
            && document.Numbers(neck) is { Count: > 0 } given && channels.Outputs.Count == given.Count
            && !given.SequenceEqual(channels.Outputs))
        {
            Note(document, neck, "[" + string.Join(", ", channels.Outputs) + "]");
        }

        foreach (var path in new[] { "model.decode_head", "model.auxiliary_head" })
        {
            var head = document.Leaves.FirstOrDefault(leaf => leaf.Path == path + ".in_channels");
            var index = document.Leaves.FirstOrDefault(leaf => leaf.Path == path + ".in_index");
            if (head is not null && index is not null && document.View.Mapping("model.neck") is null && document.Number(head) is { } width
                && document.Number(index) is { } at && (int)at is var i && (i < 0 ? i + channels.Outputs.Count : i) is var slot
                && slot >= 0 && slot < channels.Outputs.Count && channels.Outputs[slot] != width)
            {
                Note(document, head, channels.Outputs[slot].ToString(CultureInfo.InvariantCulture));
            }
        }

        var classifier = document.Leaves.FirstOrDefault(leaf => leaf.Path == "model.head.in_channels");
        if (classifier is not null && document.Number(classifier) is { } features && channels.Last != features
            && document.View.Mapping("model.neck")?["type"] is ScalarNode { Text: "GlobalAveragePooling" })
        {
            Note(document, classifier, channels.Last.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Note(CheckedDocument document, Leaf leaf, string wanted)
    {
        var place = document.IsOwn(leaf.Entry.Value) ? leaf.Entry.Value.Place
            : document.View.Node("model.backbone.depth") is { } depth && document.IsOwn(depth) ? depth.Place : null;
        if (place is not null)
        {
            document.Observe(new WrongTypeObservation(place, leaf.Path, leaf.Entry.Key.Text + " of another backbone",
                wanted + ", the channels that this backbone puts out", "the layers do not fit together, and the model stops at its first batch", Severity.Error));
        }
    }

    // resnet.py: stages of 64 to 512 channels, four times as many with bottlenecks, which begin with a depth of 50.
    private static (IReadOnlyList<double> Outputs, double Last)? ChannelsOf(CheckedDocument document)
    {
        var backbone = document.View.Mapping("model.backbone");
        if (backbone is null || backbone.Has("base_channels") || backbone.Has("strides") && backbone.Has("num_stages") is false
            || backbone["type"] is not ScalarNode { Text: "ResNet" or "ResNetV1c" or "ResNetV1d" or "ResNeXt" } || backbone.Has("arch_zoo")
            || document.Leaves.FirstOrDefault(leaf => leaf.Path == "model.backbone.depth") is not { } depth || document.Number(depth) is not { } layers)
        {
            return null;
        }

        var expansion = layers is 18 or 34 ? 1 : layers is 50 or 101 or 152 ? 4 : 0;
        double[] stages = [64 * expansion, 128 * expansion, 256 * expansion, 512 * expansion];
        var indices = document.Leaves.FirstOrDefault(leaf => leaf.Path == "model.backbone.out_indices") is { } written ? document.Numbers(written) : null;
        return expansion == 0 || (indices?.Any(index => index is < 0 or > 3) ?? false) || backbone["num_stages"] is ScalarNode { Text: not "4" } ? null
            : ([.. (indices ?? [0, 1, 2, 3]).Select(index => stages[(int)index])], stages[3]);
    }

    private static void ObservePipeline(CheckedDocument document)
    {
        var pipelines = new[] { "data.train.pipeline", "data.train.dataset.pipeline", "train_dataloader.dataset.pipeline" }
            .Select(document.View.Node).OfType<SequenceNode>().Where(document.IsOwn).ToArray();
        foreach (var pipeline in pipelines)
        {
            var steps = pipeline.Items.OfType<MappingNode>().ToArray();
            var bundle = Array.FindIndex(steps, step => Bundles.Contains(TypeOf(step)));
            var late = bundle < 0 ? null : steps.Skip(bundle + 1).FirstOrDefault(step => TypeOf(step) is "Normalize" or "Resize" or "RandomFlip" or "Pad" or "RandomCrop" or "PhotoMetricDistortion");
            if (late is not null)
            {
                document.Observe(new WrongTypeObservation(late.Place, "pipeline", TypeOf(late) + " behind " + TypeOf(steps[bundle]),
                    TypeOf(late) + " in front of it", "the pictures are tensors by then, their channels in front, which this step does not expect", Severity.Error));
            }

            var loads = Array.FindAll(steps, step => TypeOf(step) == "LoadAnnotations");
            if (document.View.Mapping("model.roi_head.mask_head") is not null && loads.Length == 1 && !(loads[0]["with_mask"] is ScalarNode { Text: "True" })
                && loads[0]["with_mask"] is null or ScalarNode { Text: "False" })
            {
                document.Observe(new WrongTypeObservation(loads[0].Place, "pipeline", "LoadAnnotations without masks", "with_mask=True",
                    "the model has a head of masks, and there are none to train it on", Severity.Error));
            }
        }
    }

    // Pictures are read as numbers up to 255 (LoadImageFromFile), and nothing but a rescaling step changes that.
    private static void ObserveNormalization(CheckedDocument document)
    {
        var text = document.View.File.Text;
        if (text.IndexOf("RescaleToZeroOne", StringComparison.Ordinal) >= 0 || text.IndexOf("ToTensor", StringComparison.Ordinal) >= 0
            || text.IndexOf("NormalizeTensor", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        var mean = document.Leaves.FirstOrDefault(leaf => leaf.Word == "mean" && document.IsOwn(leaf.Entry.Value)
            && document.Numbers(leaf) is { Count: 3 } means && means.All(one => one is > 0.2 and < 0.8)
            && document.Beside(leaf, ["std"]) is { } std && document.Numbers(std) is { } deviations && deviations.All(one => one is > 0 and < 1)
            && (document.Beside(leaf, ["to_rgb", "bgr_to_rgb"]) is not null || leaf.ParentWord is "img_norm_cfg" or "data_preprocessor"));
        if (mean is not null)
        {
            document.ObserveUnfit(mean, "means of pixels from 0 to 1", "[123.675, 116.28, 103.53], with deviations to match",
                "pictures are read as numbers up to 255, which stay as large as they are");
        }
    }
}
