using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Numbers of a spectrogram and of its vocoder that must fit each other: librosa refuses a window longer than its transform
/// (<c>librosa/util/utils.py</c>, pad_center) and a band beyond half the sampling rate stays empty (<c>librosa/filters.py</c>, mel);
/// a vocoder that does not rise from one frame to the samples of one hop yields audio of another length than its target
/// (HiFi-GAN, <c>meldataset.py</c> and <c>models.py</c>).
/// </summary>
internal static class AudioShapes
{
    private static readonly string[] Rates = ["sampling_rate", "sample_rate", "sr"];
    private static readonly string[] Transforms = ["n_fft", "fft_size", "filter_length"];
    private static readonly string[] Windows = ["win_size", "win_length"];
    private static readonly string[] Hops = ["hop_size", "hop_length"];
    private static readonly string[] Highest = ["fmax", "mel_fmax", "f_max"];
    private static readonly string[] Lowest = ["fmin", "mel_fmin", "f_min"];
    private static readonly string[] Segments = ["segment_size", "segment_length"];
    private static readonly string[] Steps = ["upsample_rates", "upsample_scales", "upsampling_ratios"];

    private const double FewSamples = 16;
    private const double MostlyGaps = 3;

    public static void Observe(CheckedDocument document)
    {
        if (document.Only(Transforms) is { } transform && document.Only(Windows) is { } window && window.Number > transform.Number)
        {
            document.ObserveUnfit(
                window.Leaf,
                FormattableString.Invariant($"at most {transform.Number}, which is '{transform.Leaf.Word}'"),
                "a window does not fit into a shorter transform, which torch.stft and librosa refuse");
        }

        // A window of less than a few samples is given in seconds.
        if (document.Only(Hops) is { } hop && (document.Only(Windows) ?? document.Only(Transforms)) is { Number: >= FewSamples } frame
            && hop.Number > frame.Number)
        {
            ObserveGaps(document, hop, frame);
        }

        ObserveBand(document);
        ObserveSteps(document);
        ObserveSegment(document);
    }

    // Mel bands lie below half the sampling rate, the lowest below the highest.
    private static void ObserveBand(CheckedDocument document)
    {
        if (document.Only(Rates) is { } rate && document.Only(Highest) is { } top && top.Number > rate.Number / 2)
        {
            document.ObserveUnfit(
                top.Leaf,
                FormattableString.Invariant($"at most {rate.Number / 2}, half of '{rate.Leaf.Word}'"),
                "there are no frequencies above half the sampling rate, so the upper mel bands stay empty");
        }

        if (document.Only(Lowest) is { } lowest && document.Only(Rates) is { } samples && document.Only(Highest) is null
            && lowest.Number >= samples.Number / 2)
        {
            document.ObserveUnfit(
                lowest.Leaf,
                FormattableString.Invariant($"less than {samples.Number / 2}, half of '{samples.Leaf.Word}'"),
                "there are no frequencies above half the sampling rate");
        }

        if (document.Only(Lowest) is { } low && document.Only(Highest) is { } high && high.Number > 0 && low.Number >= high.Number)
        {
            document.ObserveUnfit(
                low.Leaf,
                FormattableString.Invariant($"less than {high.Number}, which is '{high.Leaf.Word}'"),
                "there is no band between the two");
        }
    }

    // Features for a classifier may leave some samples out on purpose (PaddleSpeech's panns), but not most of them.
    private static void ObserveGaps(CheckedDocument document, (Leaf Leaf, double Number) hop, (Leaf Leaf, double Number) frame)
    {
        if (hop.Leaf.Entry.Value is ScalarNode scalar && document.IsOwn(scalar))
        {
            document.Observe(new WrongTypeObservation(scalar.Place, hop.Leaf.Path, scalar.Text,
                FormattableString.Invariant($"at most {frame.Number}, which is '{frame.Leaf.Word}'"),
                "the samples between two windows are never seen, and no inverse transform restores them",
                hop.Number > MostlyGaps * frame.Number ? Severity.Warning : Severity.Info));
        }
    }

    // What is cut from a recording and its spectrogram go on side by side, as samples and as whole frames (HiFi-GAN, VITS, RADTTS).
    private static void ObserveSegment(CheckedDocument document)
    {
        if (document.Only(Segments) is { } segment && document.Only(Hops) is { Number: > 1 } hop && segment.Number > hop.Number
            && segment.Number % hop.Number != 0 && CountsFrames(document, segment.Leaf, hop.Leaf))
        {
            document.ObserveUnfit(
                segment.Leaf,
                FormattableString.Invariant($"a multiple of {hop.Number}, which is '{hop.Leaf.Word}'"),
                "a spectrogram has whole frames, so the generated audio differs in length from its target");
        }
    }

    // WaveGlow cuts the spectrogram to the samples that it has (glow.py): only a program that divides the two needs whole frames.
    private static bool CountsFrames(CheckedDocument document, Leaf segment, Leaf hop) =>
        !document.IsHomeMade || document.Program is not { } program
        || program.Divides(segment.Entry.Key.Text, hop.Entry.Key.Text);

    // Several bands (pqmf) or an inverse transform at the end multiply once more, so the hop is a multiple.
    private static void ObserveSteps(CheckedDocument document)
    {
        var lists = document.Leaves.Where(leaf => Steps.Contains(leaf.Word) && leaf.Entry.Value is SequenceNode).ToArray();
        if (lists.Length != 1 || document.Only(Hops) is not { } hop || !document.IsOwn(lists[0].Entry.Value))
        {
            return;
        }

        var factors = ((SequenceNode)lists[0].Entry.Value).Items.OfType<ScalarNode>().Select(item =>
            Values.Evaluate(document.Dialect.Loader, item)).Where(value => value.IsNumber).Select(value => value.Number).ToArray();
        var product = factors.Aggregate(1.0, (all, factor) => all * factor);
        if (factors.Length > 1 && product >= 1 && hop.Number % product != 0)
        {
            document.Observe(new WrongTypeObservation(
                lists[0].Entry.Value.Place, lists[0].Path, FormattableString.Invariant($"factors whose product is {product}"),
                FormattableString.Invariant($"a product of {hop.Number}, which is '{hop.Leaf.Word}', or a divisor of it"),
                "each frame must become the samples of one hop, or the audio differs in length from its target", Severity.Warning));
        }
    }
}
