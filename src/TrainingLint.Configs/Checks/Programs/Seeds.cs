using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Where a program seeds: again in every epoch, or after the weights were drawn.</summary>
internal static class Seeds
{
    private static readonly Regex Seed = TrainingProgram.Pattern(@"^(?:torch\.manual_seed|torch\.cuda\.manual_seed(?:_all)?"
        + @"|np\.random\.seed|numpy\.random\.seed|random\.seed|tf\.random\.set_seed|tf\.set_random_seed|seed_everything|set_seed"
        + @"|set_random_seed)\((?<given>[\w.]*)\)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("seed") || program.Steps.Count == 0)
        {
            return;
        }

        var seeds = program.Lines.Where(line => line.Text.Has("seed") && Seed.IsMatch(line.Text)).ToArray();
        var again = Array.Find(seeds, line => line.Parent is { Word: "for" } loop && EpochSamplers.Epochs.IsMatch(loop.Text)
            && Seed.Match(line.Text).Groups["given"].Value is { Length: > 0 } given
            && !ProgramText.HasWord(loop.Text.Split(new[] { " in " }, StringSplitOptions.None)[0], given)
                && !program.Within(loop).Any(other => other.Text.StartsAs(given + "="))
            && program.Rounds.Any(round => ReferenceEquals(round.Loop, loop) && round.Events.Any(one => one.Act == TrainingAct.Step))
            && program.Within(loop).Where(other => other.Index < line.Index).All(other => Seed.IsMatch(other.Text) || !other.Text.Has("(")
                || other.Text.HasAny("print", "eval", "time")));
        if (again is not null)
        {
            program.Note("reseeded-in-loop", again, "The generator gets the same seed at the start of every epoch, so every epoch "
                + "shuffles, augments and drops in the same way; seed once, before the loop.");
            return;
        }

        ObserveLate(program, seeds);
    }

    // model = Net(); optimizer = Adam(model.parameters()); torch.manual_seed(0), and no seed before.
    private static void ObserveLate(TrainingProgram program, OutlineLine[] seeds)
    {
        foreach (var built in program.Optimizers)
        {
            var late = Array.Find(seeds, line => line.Index > built.Line.Index && ReferenceEquals(line.Parent, built.Line.Parent)
                && line.Text.StartsAs("torch."));
            if (late is not null && ProgramText.IsPath(built.Trained) && program.Beside(built.Line).Any(line =>
                line.Index < built.Line.Index && line.Text.StartsAs(built.Trained + "="))
                && !program.Lines.Any(line => line.Index < built.Line.Index && line.Text.IndexOf("seed",
                    StringComparison.OrdinalIgnoreCase) >= 0 && line.Text.Has("(") && !line.Text.HasAny("add_argument", "import"))
                && !program.Steps.Any(step => step.Line.Index < late.Index && ReferenceEquals(step.Line.Function, late.Function)))
            {
                program.Note("seed-incomplete", late, "The seed is set after '" + built.Trained + "' was built, so its weights are drawn "
                    + "without it and differ from run to run; seed first.");
                return;
            }
        }
    }
}
