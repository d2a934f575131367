using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// One graph whose nodes are parted by masks (PyTorch Geometric, <c>Planetoid</c>; DGL, <c>ndata['train_mask']</c>), and a loss over all
/// of them: the nodes that are tested are trained on.
/// </summary>
internal static class NodeLosses
{
    private static readonly Regex Loss = TrainingProgram.Pattern(
        @"^(?<loss>\w*loss\w*)=(?:(?:torch\.nn\.functional|nn\.functional|F)\.(?:cross_entropy|nll_loss)|criterion|self\.criterion|loss_fn|loss_fcn)\("
        + @"(?<output>\w+),(?<labels>(?:data|graph|g|self\.data)\.y|labels|g\.ndata\['label'\])\)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("test_mask") || !program.Outline.Mentions("torch_geometric", "dgl"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => Loss.IsMatch(line.Text)))
        {
            var match = Loss.Match(line.Text);
            var name = match.Groups["loss"].Value;
            var steps = program.Lines.Any(other => ReferenceEquals(other.Function, line.Function) && other.Index > line.Index
                && other.Text == name + ".backward()");
            if (steps && IsWhole(program, line, match.Groups["output"].Value) && IsWhole(program, line, match.Groups["labels"].Value))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), name, "a loss over all nodes",
                    "the nodes of the training alone, such as " + match.Groups["output"].Value + "[data.train_mask]",
                    "the nodes by which the model is tested are trained on, so the accuracy says nothing", Severity.Warning);
                return;
            }
        }
    }

    // logits = logits[train_mask] above, or logits = model(...)[train_mask]; labels of the training alone.
    private static bool IsWhole(TrainingProgram program, OutlineLine line, string name) =>
        !program.Names.All(line, name).Any(value => value.Text.IndexOf("mask", StringComparison.Ordinal) >= 0
            || value.Text.IndexOf("idx", StringComparison.Ordinal) >= 0 || value.Text.IndexOf("index]", StringComparison.Ordinal) >= 0)
        && (name != "labels" || program.Names.All(line, name).Count > 0);
}
