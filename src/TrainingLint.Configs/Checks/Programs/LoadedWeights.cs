using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a program loads and then undoes or never uses: weights that are drawn again, a checkpoint that goes nowhere, an epoch that
/// the loop does not start from.</summary>
internal static class LoadedWeights
{
    private static readonly Regex Loads = TrainingProgram.Pattern(@"^(?<model>[A-Za-z_][\w.]*)\.load_state_dict\(");

    private static readonly Regex Pretrained = TrainingProgram.Pattern(
        @"^(?<model>[A-Za-z_]\w*)=(?:[\w.]+\.from_pretrained\(|(?:torchvision\.)?models\.\w+\((?:pretrained=True|weights=(?!None)))");

    private static readonly Regex Draws = TrainingProgram.Pattern(@"^(?<model>[A-Za-z_][\w.]*)\.apply\((?<function>\w*(?:init"
        + @"|reset)\w*)\)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Read = TrainingProgram.Pattern(@"^(?<name>[A-Za-z_]\w*)=torch\.load\(");

    private static readonly Regex Start = TrainingProgram.Pattern(@"^(?<name>(?:start|begin|init|resume|last)_?epoch\w*"
        + @"|epoch_?start)=(?<from>\w+)\[");

    private static readonly Regex Epochs = TrainingProgram.Pattern(@"^for \w*epoch\w* in (?:tqdm\()?range\((?<arguments>.*)\)+:$",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions(".backward("))
        {
            return;
        }

        ObserveDrawn(program);
        foreach (var line in program.Lines.Where(line => line.Text.Has("=")))
        {
            if (Read.Match(line.Text) is { Success: true } read && program.Steps.Count > 0
                && read.Groups["name"].Value.HasAny("state", "ckpt", "check", "weight", "pretrain", "dict") && IsUnread(program, line,
                    read.Groups["name"].Value))
            {
                Tell(program, line, read.Groups["name"].Value, "what is loaded is handed to nothing, so the model keeps its random "
                    + "start; call load_state_dict() with it");
            }
            else if (Start.Match(line.Text) is { Success: true } start && IsUnread(program, line, start.Groups["name"].Value)
                && program.SameFunction(line).FirstOrDefault(loop => loop.Index > line.Index && Epochs.IsMatch(loop.Text)) is { } epochs
                && !Epochs.Match(epochs.Text).Groups["arguments"].Value.Has(","))
            {
                Tell(program, line, start.Groups["name"].Value, "the loop over the epochs starts at 0 all the same, so a resumed run "
                    + "repeats what it has "
                    + "done; write range(" + start.Groups["name"].Value + ", ...)");
            }
        }
    }

    // model.load_state_dict(...), then model.apply(weights_init) in the same course.
    private static void ObserveDrawn(TrainingProgram program)
    {
        foreach (var draw in program.Lines.Where(line => line.Text.Has(".apply(") && Draws.IsMatch(line.Text)))
        {
            var match = Draws.Match(draw.Text);
            var load = program.SameFunction(draw).FirstOrDefault(line => line.Index < draw.Index && (Of(Loads, line) ?? Of(Pretrained,
                line))
                == match.Groups["model"].Value);
            if (load is not null && draw.Around.All(load.Around.Contains) && !program.SameFunction(draw).Any(line => line.Index > draw.Index
                && Of(Loads, line) == match.Groups["model"].Value) && !match.Groups["function"].Value.HasAny("bn", "head", "fc", "cls",
                    "last")
                && !program.SameFunction(draw).Any(line => line.Index > load.Index && line.Index < draw.Index
                    && line.Text.StartsAs(match.Groups["model"].Value + "=")))
            {
                Tell(program, draw, "apply", "the weights that were loaded above are drawn at random again; initialise first and load "
                    + "afterwards");
                return;
            }
        }
    }

    private static string? Of(Regex pattern, OutlineLine line) => pattern.Match(line.Text) is { Success: true } match
        ? match.Groups["model"].Value : null;

    // Nothing but reports names it after the line.
    private static bool IsUnread(TrainingProgram program, OutlineLine line, string name) => !program.Lines.Any(other =>
        !ReferenceEquals(other, line)
        && ProgramText.HasWord(other.Text, name) && !other.Text.StartsAs(name + "=") && !other.Text.StartsAs("print(")
            && !other.Text.Has("logg"))
        && !program.Outline.Mentions("locals()", "{" + name, "globals()");

    private static void Tell(TrainingProgram program, OutlineLine line, string key, string reason) => program.Note(
        new WithoutEffectObservation(program.Outline.PlaceOf(line), key, line.Text, reason, Severity.Warning));
}
