using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Losses that are appended to a list with the graphs that they came from (PyTorch's FAQ: "Don't accumulate history across your
/// training
/// loop").</summary>
internal static class CollectedLosses
{
    private static readonly Regex Appends = TrainingProgram.Pattern(@"^(?<list>[A-Za-z_][\w.]*)\.append\((?<loss>\w*loss)\)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions(".append(") || !program.IsOfTorch() || program.Outline.Mentions("retain_graph", "create_graph"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has(".append(") && line.Loops.Any()))
        {
            if (Appends.Match(line.Text) is not { Success: true } appends || appends.Groups["loss"].Value is not { } loss)
            {
                continue;
            }

            var (list, loop) = (appends.Groups["list"].Value, line.Loops.First());
            var values = program.Names.All(line, loss);
            if (program.Within(loop).Any(other => other.Index < line.Index && ReferenceEquals(other.Parent, line.Parent)
                && other.Text.StartsAs(loss + ".backward("))
                && values.Count > 0 && values.All(value => value.Position < 0 && !value.IsEach && value.Text.Has("(")
                    && !value.Text.HasAny(".item(", "detach", "float(", ".data", "numpy"))
                && !program.Lines.Any(other => other.Text.Has(list) && other.Text.HasAny("backward", "stack(", "cat(", "detach"))
                    && !line.Around.Any(header => header.Text.Has("no_grad")))
            {
                program.Note("graph-kept", line, "'" + list + "' collects losses with what is left of their graphs, which stays in "
                    + "memory as long as the list does; append " + loss + ".item().", Severity.Info);
                return;
            }
        }
    }
}
