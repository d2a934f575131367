using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a loop reports of itself: counts that go on from epoch to epoch, right answers over the number of batches, means of
/// batches over the number of
/// samples.</summary>
internal static class Measures
{
    private static readonly Regex Hits = TrainingProgram.Pattern(@"^(?<name>\w*correct\w*|hits|num_right|n_right)\+=(?:.*\.sum\("
        + @"|torch\.sum\(|\(.*==.*\)\.|.*\.eq\()");

    private static readonly Regex Adds = TrainingProgram.Pattern(@"^(?<name>\w*(?:correct|total|running_loss|epoch_loss|train_loss"
        + @"|loss_sum|running_corrects|sum_loss|hits|acc_sum|tr_loss|total_loss)\w*)(?:\+=|=\k<name>\+)(?<value>.+)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex MeanLoss = TrainingProgram.Pattern(@"^(?<name>\w*loss\w*)\+=(?<loss>\w+)(?:\.item\(\)|\.data\[0\]"
        + @"|\.detach\(\)\.item\(\)|\.cpu\(\)\.item\(\))$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions(".backward(") || !program.IsOfTorch())
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("+") && line.Loops.Any()))
        {
            if (ObserveHits(program, line) || ObserveMeans(program, line))
            {
                return;
            }

            if (ObserveKeptCount(program, line))
            {
                return;
            }
        }
    }

    // correct += (pred == y).sum(), then correct / len(loader)
    private static bool ObserveHits(TrainingProgram program, OutlineLine line)
    {
        if (Hits.Match(line.Text) is not { Success: true } hits || LoaderOf(line) is not { } loader || line.Text.Has("/"))
        {
            return false;
        }

        var divided = program.SameFunction(line).FirstOrDefault(other => other.Index > line.Index && Regex.IsMatch(other.Text, @"(?<!\w)"
            + Regex.Escape(hits.Groups["name"].Value)
            + @"(?:\.item\(\)|\.double\(\)|\.float\(\))?/(?:float\()?len\(" + Regex.Escape(loader) + @"\)(?![*\w])"));
        if (divided is null || program.Outline.Mentions("batch_size=1,", "batch_size=1)", "batch_size = 1,"))
        {
            return false;
        }

        var made = program.Names.Follow(line, loader)?.Text ?? "";
        program.Note("progress-misjudged", divided, "'" + hits.Groups["name"].Value + "' counts samples and len(" + loader + ") batches, "
            + "so the share is too large by the size of a batch; write len(" + loader + ".dataset).",
            made.Has("DataLoader(") ? Severity.Warning : Severity.Info);
        return true;
    }

    // running_loss += loss.item(), then running_loss / len(loader.dataset), where the loss is a mean over the batch.
    private static bool ObserveMeans(TrainingProgram program, OutlineLine line)
    {
        if (MeanLoss.Match(line.Text) is not { Success: true } mean || LoaderOf(line) is not { } loader
            || program.SameFunction(line).FirstOrDefault(other => other.Index > line.Index && Regex.IsMatch(other.Text, @"(?<!\w)"
                + Regex.Escape(mean.Groups["name"].Value) + @"/=?len\(" + Regex.Escape(loader) + @"\.dataset\)")) is not { } divided
            || program.Outline.Mentions("reduction='sum'", "reduction=\"sum\"", "size_average=False", "batch_size=1,", ".sum()",
                "torch.sum("))
        {
            return false;
        }

        var given = program.Names.All(line, mean.Groups["loss"].Value);
        var kind = given.Count > 0 && ProgramText.Call(given[given.Count - 1].Text) is { } call ? LossInputs.KindOfLoss(program,
            given[given.Count - 1].Line, call.Name) : null;
        program.Note("progress-misjudged", divided, "'" + mean.Groups["name"].Value + "' adds up the means of batches and is divided by "
            + "the number of samples, so the loss that is reported is too small by the size of a batch; divide by len("
            + loader + "), or add loss.item() * batch size.", kind is null ? Severity.Info : Severity.Warning);
        return true;
    }

    private static string? LoaderOf(OutlineLine line) => line.Loops.FirstOrDefault() is { Word: "for" } loop
        && Regex.Match(loop.Text, @" in (?:tqdm\()?(?:enumerate\()?(?:tqdm\()?(?<loader>(?:self\.)?\w*(?:loader|_dl|dl"
            + @"|dataloader)\w*)(?:[,)]|:)") is { Success: true } over ? over.Groups["loader"].Value : null;

    // correct = 0 before the loop over epochs, correct += ... in the loop over batches, correct / total in every epoch.
    private static bool ObserveKeptCount(TrainingProgram program, OutlineLine line)
    {
        var loops = line.Loops.ToArray();
        if (loops.Length != 2 || !EpochSamplers.Epochs.IsMatch(loops[1].Text) || Adds.Match(line.Text) is not { Success: true } adds
            || !line.IsAlwaysIn(loops[0]))
        {
            return false;
        }

        var name = adds.Groups["name"].Value;
        var given = program.Names.All(line, name).Where(value => value.Text.Length > 0 && !value.Text.StartsAs(name + "+")).ToArray();
        if (given.Length == 0 || given.Any(value => value.Line.Index > loops[1].Index || value.Text is not ("0" or "0." or "0.0"))
            || name.HasAny("step", "iter", "time", "tokens", "frames"))
        {
            return false;
        }

        var reported = program.Within(loops[1]).FirstOrDefault(other => other.Index > line.Index && ReferenceEquals(other.Parent, loops[1])
            && Regex.IsMatch(other.Text, @"(?<![\w.])" + Regex.Escape(name) + @"(?:\.item\(\)|\.double\(\)|\.float\(\))?/"));
        if (reported is null || Regex.IsMatch(reported.Text, @"/\(?[\w.]*(?:epoch|step|iter)"))
        {
            return false;
        }

        program.Note("progress-misjudged", given[0].Line, "'" + name + "' starts at 0 before the loop over the epochs and nothing sets "
            + "it back, so what is reported of an epoch is that of all epochs so far; start it in the loop.");
        return true;
    }
}
