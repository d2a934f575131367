using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A loader of training data that says nothing of shuffling, which <c>torch.utils.data.DataLoader</c> does not do by itself.</summary>
internal static class LoaderOrder
{
    private static readonly Regex Loader = TrainingProgram.Pattern(
        @"^(?:self\.)?(?<name>\w*train\w*)=(?:[\w.]+\.)?DataLoader\((?<arguments>.*)\)$", RegexOptions.IgnoreCase);

    // Data without an order to change, and loaders whose order is made elsewhere.
    private static readonly string[] Ordered =
        ["Iterable", "WebDataset", "webdataset", "streaming", "Sampler", "sampler", "TimeSeries", "deepspeed", "shuffle(", "permutation",
            "random_split", "bptt", "sequential"];

    private static readonly Regex NotForTraining = TrainingProgram.Pattern(@"val|test|eval|infer|predict|pretrain(?:ed)?_|feature"
        + @"|embed|memory|cache|eigen|stat",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions(Ordered) || !program.Outline.Mentions(".backward(", ".fit("))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Loader.Match(line.Text) is { Success: true } match && !NotForTraining.IsMatch(line.Text)
                && match.Groups["arguments"].Value is var arguments && arguments.IndexOf("**", StringComparison.Ordinal) < 0
                && arguments.IndexOf("shuffle=", StringComparison.Ordinal) < 0 && CountOf(arguments) < 3
                && arguments.IndexOf("batch_size=None", StringComparison.Ordinal) < 0)
            {
                program.Note("unshuffled-training-data", line, "The loader '" + match.Groups["name"].Value + "' does not shuffle "
                    + "(DataLoader's default), so every epoch sees the same batches in the order of the files; pass shuffle=True.",
                    Severity.Info);
            }
        }
    }

    // DataLoader(dataset, batch_size, shuffle, ...) by position.
    private static int CountOf(string arguments) =>
        TrainingProgram.Split(arguments).Count(argument => argument.IndexOf('=') < 0);
}
