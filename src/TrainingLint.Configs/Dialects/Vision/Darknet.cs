using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>Darknet's network files: the section <c>[net]</c>, by <c>src/parser.c</c>, parse_net_options. Batches are counted, each of <c>batch</c> samples.</summary>
internal sealed class Darknet : Dialect
{
    private const double HighForBoxes = 0.01;

    private static readonly string[] Boxes = ["yolo", "region", "detection", "Gaussian_yolo"];

    public Darknet()
        : base("darknet", new Loader("darknet", ScalarSchema.Json))
    {
        Map(Facts.LearningRate, "net.learning_rate").Otherwise(0.001);
        Map(Facts.Momentum, "net.momentum").Otherwise(0.9);
        Map(Facts.WeightDecay, "net.decay").Otherwise(0.0001);
        Map(Facts.EffectiveBatchSize, "net.batch");
        Map(Facts.MaxSteps, "net.max_batches");
        Map(Facts.WarmupSteps, "net.burn_in").Otherwise(0);
        Map(Facts.Schedule, "net.policy").Otherwise("constant");
        Map(Facts.Milestones, "net.steps");
    }

    public override int Precedence => 9;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Ini;

    public override bool Recognises(ConfigView config) => config.Has("net.learning_rate") && config.HasAny("net.subdivisions", "net.batch")
        && config.HasAny("net.max_batches", "convolutional", "net.decay");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        DropWhatHasPassed(draft);

        // train_classifier goes on for ever with 0; train_detector does not begin (src/classifier.c, src/detector.c).
        if (!scope.HasAny(Boxes) && draft.Get(Facts.MaxSteps).Is(0))
        {
            draft.Set(Facts.MaxSteps, Setting<double>.Missing);
        }

        draft.Set(Facts.Optimizer, Setting<string>.ByDefault(scope.Number("net.adam") > 0 ? "Adam" : "SGD"));

        // All networks of pjreddie/darknet and AlexeyAB/darknet with such a layer train at 0.0001 to 0.003; 0.1 is for classifiers.
        if (scope.HasAny(Boxes) && scope.Node("net.learning_rate") is { } written
            && scope.Number("net.learning_rate") is { } rate && rate >= HighForBoxes && !(scope.Number("net.adam") > 0))
        {
            scope.Observe(new WrongTypeObservation(
                written.Place, scope.Absolute("net.learning_rate"), ((ScalarNode)written).Text,
                "a rate of about 0.001 for a network with boxes",
                "the losses of all boxes are summed, and training diverges soon after the burn-in", Severity.Info));
        }

        // Files for detection at work are written with a batch of one.
        if (draft.Get(Facts.EffectiveBatchSize).Is(1))
        {
            draft.Infer(Facts.SmokeTest, true, "a batch of one");
        }
    }

    // steps=-1,100,... with scales=.1,10,...: the first holds from the first batch on, a warmup of darknet's own (src/network.c, get_current_rate).
    private static void DropWhatHasPassed(RecipeBuilder draft)
    {
        if (draft.Get(Facts.Milestones) is { Key: { } key, Place: { } place, Text: { } text } written && written.TryGet(out var steps)
            && steps.Any(step => step <= 0))
        {
            draft.Set(Facts.Milestones,
                Setting<IReadOnlyList<double>>.Written([.. steps.Where(step => step > 0)], text, key, place, written.Origin));
        }
    }
}
