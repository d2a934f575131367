using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a Lightning module's hooks give back: keys of configure_optimizers that the trainer does not read
/// (<c>lightning/pytorch/core/optimizer.py</c>, _configure_optimizers: "optimizer", "lr_scheduler" and "monitor" alone), and an
/// optimization by hand that computes or follows no gradient.
/// </summary>
internal static class LightningConfigurations
{
    private static readonly Regex Key = TrainingProgram.Pattern(@"^'(?<key>\w+)':");

    private static readonly Regex IsLoss = TrainingProgram.Pattern(@"^\w*loss\w*=");

    private static readonly Regex IsOptimizer = TrainingProgram.Pattern(@"^\w+=[\w.]*optim\.\w+\(|^\w*opt\w*=");

    private static readonly string[] Known = ["optimizer", "lr_scheduler", "monitor", "frequency"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var function in program.Lines.Where(line => line.IsFunction
            && line.Text.StartsWith("def configure_optimizers(self", StringComparison.Ordinal)))
        {
            foreach (var line in program.Lines.Where(line => ReferenceEquals(line.Function, function) && line.Word == "return"))
            {
                ObserveKeys(program, line);
            }
        }

        ObserveManual(program);
        ObserveReturns(program);
    }

    // training_step() without a loss skips the batch (lightning/pytorch/loops/optimization/automatic.py: "`training_step` returned
    // None").
    private static void ObserveReturns(TrainingProgram program)
    {
        if (program.Outline.Mentions("automatic_optimization", "manual_backward", "manual_step"))
        {
            return;
        }

        foreach (var function in program.Lines.Where(line => line.IsFunction && line.Parent is { Word: "class" } owner
            && Bases(owner) == "LightningModule" && ProgramNames.NameOf(line) is "training_step" or "configure_optimizers"))
        {
            var body = program.Lines.Where(line => line.IsIn(function)).ToArray();
            if (Array.Exists(body, line => ProgramNames.NameOf(function) == "training_step" ? IsLoss.IsMatch(line.Text)
                : IsOptimizer.IsMatch(line.Text))
                && !Array.Exists(body, line => line.Word is "return" or "yield" or "raise"
                    || line.Text.IndexOf("yield", StringComparison.Ordinal) >= 0
                    || line.Text.IndexOf(":return", StringComparison.Ordinal) >= 0))
            {
                program.Note("backward-without-step", function, ProgramNames.NameOf(function) == "training_step"
                    ? "training_step() returns no loss, so Lightning skips every batch and nothing is trained; return the loss."
                    : "configure_optimizers() returns nothing, so Lightning runs without an optimizer; return it.");
            }
        }
    }

    private static void ObserveKeys(TrainingProgram program, OutlineLine line)
    {
        var returned = program.Names.Follow(line, line.Text.Length > 6 ? line.Text.Substring(6).TrimStart() : "");
        if (returned is null || !returned.Text.StartsWith("{", StringComparison.Ordinal)
            || !returned.Text.EndsWith("}", StringComparison.Ordinal))
        {
            return;
        }

        var entries = ProgramText.Split(returned.Text.Substring(1, returned.Text.Length - 2));
        var keys = entries.Select(entry => Key.Match(entry)).ToArray();
        if (Array.TrueForAll(keys, key => key.Success) && Array.Exists(keys, key => key.Groups["key"].Value == "optimizer")
            && keys.Select(key => key.Groups["key"].Value).FirstOrDefault(key => key.IndexOf("sched",
                StringComparison.OrdinalIgnoreCase) >= 0
                && !Known.Contains(key)) is { } odd && !keys.Any(key => key.Groups["key"].Value == "lr_scheduler"))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(returned.Line), odd, "'" + odd + "'",
                "Lightning reads 'lr_scheduler' there, and without it trains at one rate; write 'lr_scheduler'", Severity.Warning));
        }
    }

    // automatic_optimization = False, and not a word of backward or step in the program.
    private static void ObserveManual(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text == "self.automatic_optimization=False"))
        {
            if (ProgramNames.OwnerOf(line) is { } owner && program.Names.Method(owner, "training_step") is { } step
                && program.Lines.Where(body => body.IsIn(owner)).ToArray() is var lines
                && !Array.Exists(lines, body => body.Text.IndexOf("backward", StringComparison.Ordinal) >= 0
                    || (body.Text.IndexOf("step(", StringComparison.Ordinal) >= 0 && !body.IsFunction)
                    || body.Text.IndexOf("super()", StringComparison.Ordinal) >= 0 && ReferenceEquals(body.Function, step)
                    || body.Text.IndexOf("optimizers()", StringComparison.Ordinal) >= 0)
                && Bases(owner) is "LightningModule")
            {
                program.Note("backward-without-step", line, "automatic_optimization is off and training_step() neither calls "
                    + "manual_backward() nor steps an optimizer, so nothing is ever trained.");
            }
        }
    }

    // A mixin beside it may train by itself.
    private static string Bases(OutlineLine owner) => owner.Text.IndexOf('(') is > 0 and var open && owner.Text.IndexOf(',') < 0
        ? Core.Knowledge.DottedName.Last(owner.Text.Substring(open + 1).TrimEnd(':', ')')) : "";
}
