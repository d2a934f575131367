using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// tf.data: a set that ends before the epochs do, parts taken of one that is shuffled anew in every pass, and chance that is cached
/// (<c>tensorflow/python/data/ops/dataset_ops.py</c>: shuffle has reshuffle_each_iteration=True).
/// </summary>
internal static class TensorPipelines
{
    private static readonly Regex Fits = TrainingProgram.Pattern(@"^(?:\w+=)?[\w.]+\.fit\((?<arguments>.*)\)$");

    private static readonly Regex Chance = TrainingProgram.Pattern(@"\.map\((?:lambda [\w,]+:\(?)?(?<name>[\w.]*(?:augment|random|distort"
        + @"|flip|jitter)\w*)[^|]*?\.cache\(", RegexOptions.IgnoreCase);

    private static readonly Regex Parts = TrainingProgram.Pattern(@"(?<![\w.])(?<set>[A-Za-z_][\w.]*)\.(?<which>take|skip)\(");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("tf.data", "Dataset.from_tensor", "tensorflow"))
        {
            return;
        }

        ObserveEnd(program);
        ObserveParts(program);
        if (program.Lines.FirstOrDefault(line => line.Text.Has(".cache(") && Chance.IsMatch(line.Text)) is { } cached)
        {
            program.Note("inputs-prepared-apart", cached, "cache() keeps what " + Chance.Match(cached.Text).Groups["name"].Value + " "
                + "made of each sample in the first epoch, so every epoch "
                + "gets the same augmentation; cache first and augment behind it.");
        }
    }

    // fit(ds, epochs=20, steps_per_epoch=n), where ds is batched and never repeated.
    private static void ObserveEnd(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("steps_per_epoch=") && Fits.IsMatch(line.Text)))
        {
            var arguments = Fits.Match(line.Text).Groups["arguments"].Value;
            var (set, epochs) = (ProgramText.Argument(arguments, "x", 0), ProgramText.Argument(arguments, "epochs", -1));
            if (set is null || !ProgramText.IsPath(set) || epochs is null or "1" || ProgramText.Argument(arguments, "steps_per_epoch",
                -1) is null or "None")
            {
                continue;
            }

            var made = program.Names.All(line, set);
            var chain = string.Join("\n", made.Select(value => value.Text));
            if (made.Count > 0 && made.All(value => value is { Position: -1, IsEach: false } && ReferenceEquals(value.Line.Function,
                line.Function)) && chain.Has(".batch(")
                && chain.HasAny("from_tensor_slices(", "TFRecordDataset(", "list_files(", "from_tensors(") && !chain.HasAny(".repeat(",
                    "from_generator", ".apply("))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "steps_per_epoch", "a number of steps over '" + set + "', which is "
                    + "never repeated", "repeat() behind shuffle(), or no steps_per_epoch",
                    "the set is read on from epoch to epoch and ends in the first or second: \"Your input ran out of data\"");
                return;
            }
        }
    }

    // ds = ds.shuffle(n); train = ds.take(k); val = ds.skip(k)
    private static void ObserveParts(TrainingProgram program)
    {
        var parts = program.Lines.SelectMany(line => Parts.Matches(line.Text).Cast<Match>().Select(match => (Line: line,
            Set: match.Groups["set"].Value, Which: match.Groups["which"].Value))).ToArray();
        foreach (var (line, set, _) in parts.Where(part => part.Which == "skip"))
        {
            var taken = Array.Find(parts, part => part.Set == set && part.Which == "take" && ReferenceEquals(part.Line.Function,
                line.Function));
            if (taken.Line is null)
            {
                continue;
            }

            var chain = string.Join("\n", program.Names.All(line, set).Where(value => value.Line.Index < Math.Min(line.Index,
                taken.Line.Index)).Select(value => value.Text));
            var shuffle = chain.LastIndexOf(".shuffle(", StringComparison.Ordinal);
            if (shuffle >= 0 && !chain.HasAny("reshuffle_each_iteration", ".cache(", "from_generator") && Regex.IsMatch(line.Text + "\n"
                + taken.Line.Text, "val|test|train", RegexOptions.IgnoreCase)
                && !chain.Substring(shuffle).HasAny(".take(", ".skip("))
            {
                program.Note("shuffled-anew-by-split", line, "'" + set + "' is shuffled anew in every pass, so take() and skip() cut "
                    + "another part each time: what is validated on was trained on in the "
                    + "epoch before; write shuffle(..., reshuffle_each_iteration=False), or split first.");
                return;
            }
        }
    }
}
