using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Statements that look as if they set something, and set nothing: misspelt attributes, comparisons, attributes that nobody
/// reads.</summary>
internal static class IdleStatements
{
    // Any slip of requires_grad but itself and its method; p.requires_grads=False sets a new attribute.
    private static readonly Regex Misspelt = TrainingProgram.Pattern(
        @"\.(?<name>require_grads?|requires_grads|required_grad|requires_gradients?|require_gradient|requier_grad|requiers_grad"
            + @"|requires_gard|require_gard|requred_grad"
            + @"|requires_garde?|reqiures_grad|requiresgrad|requiresGrad|requires_grad_)=(?!=)");

    private static readonly Regex Compared = TrainingProgram.Pattern(
        @"^[\w.\[\]']+\.(?:requires_grad|trainable|training)==(?:True|False)$|^[\w.]+\['lr'\]==[\w.*/+-]+$");

    private static readonly Regex SetsRate = TrainingProgram.Pattern(
        @"^(?<name>[A-Za-z_][\w.]*)(?<attribute>\.(?:lr|learning_rate)|\.defaults\['lr'\])[*/]?=(?!=)(?<value>.+)$");

    private static readonly Regex SetsMode = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w*(?:model|net"
        + @"|network))\.training=(?<value>True|False)$");

    private static readonly Regex Changed = TrainingProgram.Pattern(@"^(?<name>[A-Za-z_]\w*)(?:[*/]=.+|=(?:\k<name>[*/].+|.+\*\k<name>"
        + @"|.*\*\*.*))$");

    private static readonly Regex Reports = TrainingProgram.Pattern(@"^(?:print|logging\.\w+|logger\.\w+|writer\.\w+|wandb\.\w+"
        + @"|\w+\.append|tqdm\.\w+)\(");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (line.Text.Has("=") && Misspelt.Match(line.Text) is { Success: true } slip && !program.Outline.Mentions("def "
                + slip.Groups["name"].Value,
                "." + slip.Groups["name"].Value + "\n", "if self." + slip.Groups["name"].Value)
                    && (slip.Groups["name"].Value != "requires_grad_"
                    || line.Text.Has(".requires_grad_=")))
            {
                Tell(program, line, slip.Groups["name"].Value, "nothing reads an attribute of this name, so it freezes and thaws "
                    + "nothing; write requires_grad");
            }
            else if (line.Text.Has("==") && Compared.IsMatch(line.Text))
            {
                Tell(program, line, line.Text.Split('=')[0], "a comparison that stands by itself sets nothing; write = for ==");
            }
            else if (line.Text.Has("l") && SetsRate.Match(line.Text) is { Success: true } rate && IsTorch(program, line,
                rate.Groups["name"].Value))
            {
                Tell(program, line, "lr", "optimizers of PyTorch read their rate from param_groups; write for group in "
                    + rate.Groups["name"].Value + ".param_groups: group['lr'] = " + rate.Groups["value"].Value);
            }
            else if (line.Text.Has(".training=") && SetsMode.Match(line.Text) is { Success: true } mode && program.IsOfTorch()
                && !program.Outline.Mentions("def training(") && !program.Lines.Any(other => other.Text.StartsAs(mode.Groups["name"].Value
                    + ".eval(")
                    || other.Text.StartsAs(mode.Groups["name"].Value + ".train(")))
            {
                Tell(program, line, "training", "the layers of the model keep their own mode, so dropout and batch normalization go on "
                    + "as before; write "
                    + mode.Groups["name"].Value + (mode.Groups["value"].Value == "True" ? ".train()" : ".eval()"));
            }
        }

        ObserveRates(program);
    }

    private static void Tell(TrainingProgram program, OutlineLine line, string key, string reason) => program.Note(
        new WithoutEffectObservation(program.Outline.PlaceOf(line), key, line.Text, reason, Severity.Warning));

    // An optimizer of torch's own, by the one call that makes it.
    private static bool IsTorch(TrainingProgram program, OutlineLine line, string name) => program.IsOfTorch()
        && program.Optimizers.Any(built => built.Name == name && program.Names.Class(built.Class) is null
            && built.Line.Text.HasAny("optim.", "=Adam", "=SGD",
            "=RMSprop")) && !program.Lines.Any(other => !ReferenceEquals(other, line) && other.Text.Has("=" + name + ".lr"))
        && !program.Outline.Mentions("['lr'] = " + name + ".lr", "[\"lr\"] = " + name + ".lr");

    // lr = 0.1; optimizer = SGD(..., lr=lr); for epoch ...: lr = lr * 0.1, and nobody hands it on.
    private static void ObserveRates(TrainingProgram program)
    {
        foreach (var built in program.Optimizers)
        {
            var open = built.Line.Text.IndexOf('(');
            var close = ProgramText.EndOf(built.Line.Text, open);
            var given = close < 0 ? null : ProgramText.Argument(built.Line.Text.Substring(open + 1, close - open - 1), "lr", 1);
            if (given is null || !ProgramText.IsPath(given) || given.Has(".") || built.Line.Loops.Any())
            {
                continue;
            }

            var uses = program.SameFunction(built.Line).Where(line => !ReferenceEquals(line, built.Line) && ProgramText.HasWord(line.Text,
                given)).ToArray();
            var changed = uses.FirstOrDefault(line => line.Loops.Any() && line.Index > built.Line.Index
                && Changed.Match(line.Text) is { Success: true } match
                && match.Groups["name"].Value == given);
            if (changed is not null && Array.TrueForAll(uses, line => ReferenceEquals(line, changed) || line.Index < built.Line.Index
                || Changed.IsMatch(line.Text) && line.Text.StartsAs(given) || Reports.IsMatch(line.Text) || line.Word is "if" or "elif")
                && !program.Lines.Any(line => line.Function is not null && !ReferenceEquals(line.Function, built.Line.Function)
                    && (line.Text == "global " + given || line.Text.Has("param_groups") && ProgramText.HasWord(line.Text, given))))
            {
                Tell(program, changed, given, built.Name + " took the number when it was built and does not look at the name again; set "
                    + "group['lr'] for the "
                    + "groups in " + built.Name + ".param_groups");
                return;
            }
        }
    }
}
