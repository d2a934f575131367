using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A graph that is followed back twice: a state that goes from batch to batch with its graph, and samples of a generator that two losses
/// share though the first has freed them ("Trying to backward through the graph a second time").
/// </summary>
internal static class SharedGraphs
{
    private static readonly Regex Stateful = TrainingProgram.Pattern(
        @"^\(?(?<out>[A-Za-z_][\w.]*),\(?(?<state>[A-Za-z_][\w.]*(?:,[A-Za-z_]\w*)?)\)?\)?=(?<called>[A-Za-z_][\w.]*)\((?<given>.*)\)$");

    private static readonly Regex StateName = TrainingProgram.Pattern(@"^(?:\w*(?:hidden|state)\w*|hx?|hs|hc|h_?\w?|h,c|hn,cn|hx,cx"
        + @"|h_n,c_n|\w*hid,\w+)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Backward = TrainingProgram.Pattern(@"^(?<loss>[A-Za-z_]\w*)\.backward\((?<given>[^()]*)\)$");

    private static readonly Regex Generator = TrainingProgram.Pattern(@"^(?:self\.)?(?:net_?)?(?:G|gen|generator|Gen|Generator)\w?$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions(".backward("))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (line.Text.Has("=") && line.Loops.FirstOrDefault() is { } loop && Stateful.Match(line.Text) is { Success: true } match
                && CarriesState(program, line, loop, match))
            {
                program.Note("graph-kept", line, "'" + match.Groups["state"].Value + "' goes from batch to batch with its graph: "
                    + "backward() of the "
                    + "next batch goes through this one again, and stops with \"Trying to backward through the graph a second time\" or, "
                        + "with "
                    + "retain_graph=True, takes longer and more memory with every batch; detach it at the start of each batch.");
                break;
            }
        }

        foreach (var loop in program.Lines.Where(line => line.IsLoop() || line.IsFunction))
        {
            if (ObserveSamples(program, loop))
            {
                return;
            }
        }
    }

    // out, hidden = model(x, hidden), where hidden starts before the loop and nothing cuts it in the loop.
    private static bool CarriesState(TrainingProgram program, OutlineLine line, OutlineLine loop, Match match)
    {
        var state = match.Groups["state"].Value;
        if (!StateName.IsMatch(state) || !ProgramText.Split(match.Groups["given"].Value).Any(one => one == state || one == "(" + state + ")"
            || one.EndsWith("=" + state, StringComparison.Ordinal)) && match.Groups["given"].Value != state)
        {
            return false;
        }

        var inside = program.Within(loop).ToArray();
        var first = state.Split(',')[0];
        return inside.Any(other => ReferenceEquals(other.Loops.FirstOrDefault(), loop) && other.Text.Has(".backward("))
            && inside.Any(other => other.Text.Has(".step(")) && !line.Around.Any(header => header.Text.Has("no_grad"))
            && !inside.Any(other => !ReferenceEquals(other, line) && ProgramText.HasWord(other.Text, first)
                && (other.Text.HasAny("detach", "repackage", ".data", "init", "reset", "no_grad", "zero") || other.Text.StartsAs(first
                    + "=")
                    || other.Text.StartsAs("(" + first) || other.Text.StartsAs(first + ",")))
            && program.SameFunction(line).Any(other => other.Index < loop.Index && (other.Text.StartsAs(first + "=")
                || other.Text.StartsAs(first + ",")))
            && !IsCutInside(program, match.Groups["called"].Value);
    }

    // A model that detaches what it gives back.
    private static bool IsCutInside(TrainingProgram program, string called) => program.Lines.Any(line => line.Word == "return"
        && line.Text.Has(".detach()") && line.Function is { } function && (ProgramNames.NameOf(function) is "forward" or "__call__"
            || ProgramNames.NameOf(function) == called.Substring(called.LastIndexOf('.') + 1)));

    // fake=G(z); d_loss=... D(fake) ...; d_loss.backward(); g_loss=... D(fake) ...; g_loss.backward()
    private static bool ObserveSamples(TrainingProgram program, OutlineLine around)
    {
        var body = program.Within(around).Where(line => ReferenceEquals(line.Parent, around)).ToArray();
        var backs = body.Where(line => Backward.IsMatch(line.Text)).ToArray();
        if (backs.Length != 2 || backs.Any(line => line.Text.HasAny("retain_graph", "create_graph")))
        {
            return false;
        }

        var losses = Array.ConvertAll(backs, back => Backward.Match(back.Text).Groups["loss"].Value);
        foreach (var made in body.Where(line => line.Index < backs[0].Index))
        {
            if (made.Assigned() is { } sample && ProgramText.Call(sample.Value) is { } call && losses[0] != losses[1]
                && (program.Optimizers.Any(built => built.Trained == call.Name) || (program.Optimizers.Count == 0
                    && Generator.IsMatch(call.Name))) && !sample.Value.Has("detach")
                && body.Count(line => line.Text.StartsAs(sample.Name + "=")) == 1
                && Uses(body, losses[0], sample.Name, made.Index, backs[0].Index) && Uses(body, losses[1], sample.Name, backs[0].Index,
                    backs[1].Index)
                && !body.Any(line => line.Text.StartsAs(losses[0] + "=") && line.Text.Has(losses[1])))
            {
                program.Note("loss-without-graph", backs[1], losses[0] + ".backward() frees the graph of '" + sample.Name + "', which "
                    + losses[1]
                    + " is computed from as well: it stops with \"Trying to backward through the graph a second time\"; detach '"
                        + sample.Name
                    + "' in " + losses[0] + ".");
                return true;
            }
        }

        return false;
    }

    // The one loss takes the samples with their graph, between two places.
    private static bool Uses(OutlineLine[] body, string loss, string sample, int from, int to) => Array.Exists(body, line =>
        line.Index > from && line.Index < to && line.Assigned() is { } given && given.Name == loss
        && Regex.IsMatch(given.Value, @"[(,]" + Regex.Escape(sample) + @"[),]"));
}
