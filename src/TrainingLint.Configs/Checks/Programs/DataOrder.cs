using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Samples that part from their labels, parts of data that overlap, and weights of a sampler that belong to classes.</summary>
internal static class DataOrder
{
    private static readonly Regex Shuffles = TrainingProgram.Pattern(@"^(?:np\.random|numpy\.random"
        + @"|random)\.shuffle\((?<name>[A-Za-z_][\w.]*)\)$");

    private static readonly Regex Labels = TrainingProgram.Pattern(@"(?:^|_)(?:y|labels?|targets?|masks?)(?:_|$)|^y_?\w*$|labels?$|target",
        RegexOptions.IgnoreCase);

    private static readonly Regex Samples = TrainingProgram.Pattern(@"(?:^|_)(?:x|images?|imgs?|data|samples?|features?|inputs?|texts?"
        + @"|sentences?)(?:_|$)|^x_?\w*$|images?$|data$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Splits = TrainingProgram.Pattern(
        @"^(?<first>\w+),(?<second>\w+)=(?:[\w.]+\.)?random_split\((?<arguments>.*)\)$");

    private static readonly Regex Sampler = TrainingProgram.Pattern(@"(?<![\w.])(?:[\w.]+\.)?WeightedRandomSampler\(");

    private static readonly Regex Counted = TrainingProgram.Pattern(@"^(?:torch\.\w+\()?(?:1\.?0?|len\(\w+\)|sum\(\w+\)|\w+)/.*(?:count"
        + @"|bincount|freq|num_per_class|class_)", RegexOptions.IgnoreCase);

    private static readonly Regex Loader = TrainingProgram.Pattern(@"(?<![\w.])(?:[\w.]+\.)?DataLoader\(");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (line.Text.Has("shuffle(") && Shuffles.Match(line.Text) is { Success: true } shuffled)
            {
                ObserveShuffled(program, line, shuffled.Groups["name"].Value);
            }
            else if (line.Text.Has("random_split(") && Splits.Match(line.Text) is { Success: true } split)
            {
                ObserveSplit(program, line, split);
            }

            foreach (var (_, arguments, _) in line.Text.Has("WeightedRandomSampler(") && line.Word is not ("from" or "import" or "class")
                ? line.Text.Calls(Sampler) : [])
            {
                ObserveWeights(program, line, arguments);
            }

            foreach (var (_, arguments, _) in line.Text.Has("shuffle=True") && line.Text.Has("sampler=") ? line.Text.Calls(Loader) : [])
            {
                ObserveLoader(program, line, arguments);
            }
        }

        ObserveLabel(program);
    }

    // np.random.shuffle(x); np.random.shuffle(y)
    private static void ObserveShuffled(TrainingProgram program, OutlineLine line, string name)
    {
        if (!Samples.IsMatch(name) || Labels.IsMatch(name))
        {
            return;
        }

        var next = program.Lines.Skip(line.Index + 1).FirstOrDefault();
        if (next is not null && ReferenceEquals(next.Parent, line.Parent) && Shuffles.Match(next.Text) is { Success: true } other
            && Labels.IsMatch(other.Groups["name"].Value) && other.Groups["name"].Value != name)
        {
            program.Note("inputs-prepared-apart", next, "'" + name + "' and '" + other.Groups["name"].Value + "' are shuffled one after "
                + "the other, each in an order of "
                + "its own, so the labels no longer belong to their samples; take one permutation for both.");
        }
    }

    // train, _ = random_split(d, n); _, val = random_split(d, n)
    private static void ObserveSplit(TrainingProgram program, OutlineLine line, Match split)
    {
        var other = split.Groups["second"].Value != "_" ? null : program.Beside(line).FirstOrDefault(one => one.Index > line.Index
            && Splits.Match(one.Text) is { Success: true } second && second.Groups["first"].Value == "_"
            && FirstOf(second) == FirstOf(split));
        if (other is not null && !line.Text.Has("generator="))
        {
            program.Note("shuffled-anew-by-split", other, "random_split() draws anew in each call, so the two parts overlap: samples of "
                + "one are in the other as well; "
                + "take both from one call.");
        }
    }

    private static string? FirstOf(Match split) => ProgramText.Split(split.Groups["arguments"].Value).FirstOrDefault();

    // WeightedRandomSampler(class_weights, len(class_weights)): it wants a weight for each sample.
    private static void ObserveWeights(TrainingProgram program, OutlineLine line, string arguments)
    {
        var given = ProgramText.Argument(arguments, "weights", 0) ?? "";
        var count = ProgramText.Argument(arguments, "num_samples", 1) ?? "";
        if (!ProgramText.IsPath(given) || given.IndexOf("sample", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return;
        }

        var made = program.Names.Of(line, given)?.Text ?? "";
        if ((Counted.IsMatch(made) && !made.Has("[") && !made.Has(" for ") || (made.Length == 0
            && Regex.IsMatch(given, "^class_?weights?$")))
            && (count == "len(" + given + ")" || made.Length > 0)
            && !program.SameFunction(line).Any(other => other.Text.StartsAs(given + "=") && other.Text.HasAny("[", " for ")))
        {
            program.Note("inputs-prepared-apart", line, "WeightedRandomSampler takes one weight for each sample and '" + given + "' has "
                + "one for each class, so only the first "
                + "few samples are ever drawn; write weights[labels], with len(labels).");
        }
    }

    private static void ObserveLoader(TrainingProgram program, OutlineLine line, string arguments)
    {
        var sampler = ProgramText.Argument(arguments, "sampler", -1) ?? "None";
        var made = ProgramText.IsPath(sampler) ? program.Names.Of(line, sampler)?.Text ?? "" : sampler;
        if (ProgramText.Argument(arguments, "shuffle", 2) == "True" && ProgramText.Call(made) is { } call && call.Name.Has("Sampler")
            && !made.Has(" if "))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "DataLoader.shuffle", "True beside a sampler", "one of the two",
                "DataLoader refuses both: \"sampler option is mutually exclusive with shuffle\"", Severity.Error);
        }
    }

    private static readonly Regex Label = TrainingProgram.Pattern(@"^(?<y>[yY]\w*|labels?"
        + @"|targets?)=(?<frame>\w+)\['(?<column>[^']{1,60})'\](?:\.(?:values|to_numpy\(\)|copy\(\)|astype\([\w.']+\)))*$");

    private static readonly Regex Whole = TrainingProgram.Pattern(@"^(?<x>[xX]\w*|features?|data|inputs?)=(?<frame>\w+)(?:\.(?:values"
        + @"|to_numpy\(\)|copy\(\)|astype\([\w.']+\)))*$");

    // y = df['target'], X = df.values, and the column is named nowhere else.
    private static void ObserveLabel(TrainingProgram program)
    {
        foreach (var line in program.Outline.Mentions("read_csv", "DataFrame") ? program.Lines : [])
        {
            if (Label.Match(line.Text) is not { Success: true } label || label.Groups["frame"].Value is var frame
                && (program.Names.Of(line, frame) is not { } read || !read.Text.Has("read_")))
            {
                continue;
            }

            var all = program.SameFunction(line).FirstOrDefault(other => Whole.Match(other.Text) is { Success: true } whole
                && whole.Groups["frame"].Value == frame);
            if (all is not null && !program.Lines.Any(other => !ReferenceEquals(other, line)
                && (other.Text.Has("'" + label.Groups["column"].Value + "'")
                || other.Text.HasAny(frame + ".drop(", frame + ".pop(", frame + ".iloc", "del ", frame + ".columns", frame + "=" + frame))))
            {
                program.Note("label-among-features", all, "The label '" + label.Groups["column"].Value + "' is a column of '" + frame
                    + "' and stays among the features, so the "
                    + "model reads the answer; drop it first.");
                return;
            }
        }
    }
}
