using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// What the training loop of a PyTorch program shows of its schedule: how often it is stepped beside the optimizer, whether there is one.
/// </summary>
internal static class TorchLoops
{
    private static readonly Regex Counted = new(@"%|sync_gradients|is_accumulat", RegexOptions.CultureInvariant);

    private static readonly string[] Choosing = [" if ", "elif ", " else "];

    // Whatever may change the rate, or run the loop elsewhere.
    private static readonly string[] SignsOfSchedule =
        ["sched", "warm", "anneal", "decay_lr", "lr_", "_lr", "param_groups", "adjust", "cosine", "ramp", "Trainer", "accelerator",
            "deepspeed", "ignite", "skorch", "fastai"];

    /// <summary>
    /// The step of a schedule that every micro-batch takes, while the optimizer of the same loop steps under a count of them; null
    /// otherwise.
    /// </summary>
    public static ScalarNode? SteppedEachMicroBatch(PythonProgram program, PythonCall optimizer, MappingNode scheduler)
    {
        var taken = StepsOf(program, optimizer.Node);
        var advanced = StepsOf(program, scheduler);
        return taken.Length == 1 && advanced.Length == 1 && taken[0].Loop is { CountsEpochs: false } loop
            && ReferenceEquals(advanced[0].Loop, loop) && GuardOf(advanced[0].Node) is null
            && GuardOf(taken[0].Node) is { } guard && Counted.IsMatch(guard)
            ? Word(advanced[0].Node, "step")
            : null;
    }

    /// <summary>
    /// The step of an optimizer in a loop that computes gradients, in a program without a word of a schedule; null otherwise.
    /// </summary>
    public static ScalarNode? AtOneRate(PythonProgram program, PythonCall optimizer)
    {
        var steps = StepsOf(program, optimizer.Node);
        return steps.Length == 1 && steps[0].Loop is not null
            && program.Calls.Any(call => call.Last == "backward" && ReferenceEquals(call.Loop, steps[0].Loop))
            && !Array.Exists(SignsOfSchedule, sign => program.Text.Text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0)
            ? Word(steps[0].Node, "step")
            : null;
    }

    // len(dataset) in place of len(loader), where the loader of that data set makes batches of several.
    private static readonly Regex Examples = new(
        @"^(?:[\w.]{0,40}epochs? ?\* ?)?len\(([A-Za-z_][\w.]{0,60}(?:\[['""]\w{1,20}['""]\])?)\)(?: ?\* ?[\w.]{0,40}epochs?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));

    /// <summary>The length of a schedule of steps that counts the examples of a data set; null otherwise.</summary>
    public static ScalarNode? CountsExamples(PythonProgram program, MappingNode scheduler)
    {
        var length = scheduler["num_training_steps"] ?? scheduler["total_steps"];
        var text = length is null ? "" : TextOf(length);
        if (length is null || Examples.Match(text) is not { Success: true } counted)
        {
            return null;
        }

        var loads = new Regex(@"\bDataLoader\(\s*(?:dataset\s*=\s*)?" + Regex.Escape(counted.Groups[1].Value) + @"\s*[,)]",
            RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var loaders = program.Calls.Where(call => call.Last == "DataLoader" && loads.IsMatch(TextOf(call.Node))).ToArray();
        return loaders.Length > 0 && Array.TrueForAll(loaders, loader => (loader.Node["batch_size"] ?? loader.Node["1"]) is { } batch
                && (PythonNodes.Number(batch) is not { } size || size.Number > 1) && batch is not ScalarNode { Text: "None" })
            ? new ScalarNode(length.Source, length.Span, null, text, ScalarStyle.Plain)
            : null;
    }

    // What is written for a node, up to the end of its first line.
    private static string TextOf(ConfigNode node)
    {
        var (line, start) = (node.Source.Line(node.Span.Line), node.Span.Column - 1);
        var end = node.Span.Line == node.Span.EndLine ? Math.Min(node.Span.EndColumn - 1, line.Length) : line.Length;
        return start >= 0 && start < end ? line.Substring(start, end - start) : "";
    }

    private static PythonCall[] StepsOf(PythonProgram program, MappingNode stepped) =>
        [.. program.Calls.Where(call => call.Last == "step" && call.Receiver.Length > 0 && call.Receiver.IndexOf('.') < 0
            && call.Loop is not null && ReferenceEquals(call.Scope.Find(call.Receiver), stepped))];

    /// <summary>The innermost condition around a call within its loop or function, in it too; null where it always runs.</summary>
    public static string? GuardOf(ConfigNode call)
    {
        var (file, line) = (call.Source, call.Span.Line);
        var depth = DepthOf(file.Line(line));
        if (Array.Exists(Choosing, word => file.Line(line).IndexOf(word, StringComparison.Ordinal) >= 0))
        {
            return file.Line(line);
        }

        for (line--; line > 0 && depth > 0; line--)
        {
            var text = file.Line(line);
            if (text.Trim().Length == 0 || DepthOf(text) >= depth)
            {
                continue;
            }

            depth = DepthOf(text);
            var opening = text.TrimStart();
            if (opening.StartsWith("if ", StringComparison.Ordinal) || opening.StartsWith("el", StringComparison.Ordinal))
            {
                return opening;
            }

            if (opening.StartsWith("for ", StringComparison.Ordinal) || opening.StartsWith("def ", StringComparison.Ordinal)
                || opening.StartsWith("while ", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return null;
    }

    private static int DepthOf(string line) => line.Length - line.TrimStart().Length;

    private static ScalarNode Word(ConfigNode at, string word) => new(at.Source, at.Span, null, word, ScalarStyle.Plain);
}
