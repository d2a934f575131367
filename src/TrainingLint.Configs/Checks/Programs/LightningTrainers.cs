using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a Lightning module does beside its trainer: a loss that is a mere number, a backward pass of its own, a metric that is watched and
/// never logged
/// (<c>lightning/pytorch/loops/optimization/automatic.py</c>, <c>trainer/configuration_validator.py</c>).
/// </summary>
internal static class LightningTrainers
{
    private static readonly Regex Logs = TrainingProgram.Pattern(@"\.log(?:_dict)?\((?<given>.*)$");

    private static readonly Regex Watches = TrainingProgram.Pattern(@"(?<![\w.])(?:[\w.]+\.)?(?:EarlyStopping"
        + @"|ModelCheckpoint)\((?<arguments>[^()]*)\)");

    private static readonly Regex Cut = TrainingProgram.Pattern(@"^return (?:\{'loss':)?(?<loss>\w*loss\w*)(?<how>\.item\(\)|\.detach\(\)"
        + @"|\.detach\(\)\.item\(\)|\.cpu\(\)\.detach\(\)|\.data)\}?$|^return float\((?<loss>\w*loss\w*)\)$");

    private static readonly Regex Trainer = TrainingProgram.Pattern(@"(?<![\w.])(?:[\w.]+\.)?Trainer\((?<arguments>.*)\)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("lightning", "LightningModule"))
        {
            return;
        }

        var manual = program.Outline.Mentions("automatic_optimization");
        foreach (var function in program.Lines.Where(line => line.IsFunction && line.Parent is { Word: "class" }
            && ProgramNames.NameOf(line) == "training_step"))
        {
            ObserveStep(program, function, manual);
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("Trainer(")))
        {
            ObserveTrainer(program, line, manual);
        }

        ObserveWatched(program);
    }

    private static void ObserveStep(TrainingProgram program, OutlineLine function, bool isManual)
    {
        // A class between this one and Lightning's may have said that it optimizes by hand.
        var isDirect = function.Parent?.Text.Has("LightningModule") == true;
        foreach (var line in isManual || !isDirect ? [] : program.Within(function))
        {
            if (line.Word == "return" && Cut.Match(line.Text) is { Success: true } cut)
            {
                program.Note("loss-without-graph", line, "training_step() gives '" + cut.Groups["loss"].Value + "' back without its "
                    + "graph, and Lightning calls backward() on it: it stops, or trains nothing; return the loss itself.");
            }
            else if (Regex.IsMatch(line.Text, @"^\w*loss\w*\.backward\(|^self\.manual_backward\("))
            {
                program.Note("step-order", line, "Lightning calls backward() and steps the optimizer itself, so the gradients are "
                    + "computed twice, or the second time stops; leave this out, or set automatic_optimization = False.");
            }
        }
    }

    private static void ObserveTrainer(TrainingProgram program, OutlineLine line, bool isManual)
    {
        if (Trainer.Match(line.Text) is not { Success: true } trainer || !program.Outline.Mentions("import pytorch_lightning", "lightning"))
        {
            return;
        }

        var arguments = trainer.Groups["arguments"].Value;
        if (ProgramText.Argument(arguments, "gradient_clip_val", -1) is { } clip && clip is not ("None" or "0" or "0.0") && isManual
            && program.Lines.Count(one => one.Word == "class" && one.Text.Has("LightningModule")) == 1 && program.Lines.Any(one =>
                one.Text == "self.automatic_optimization=False"))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "gradient_clip_val", clip + " beside automatic_optimization=False",
                "self.clip_gradients() in training_step()",
                "Lightning stops: \"Automatic gradient clipping is not supported for manual optimization\"", Severity.Error);
        }

        if (ProgramText.Argument(arguments, "fast_dev_run", -1) == "True" && ProgramText.Argument(arguments, "max_epochs",
            -1) is { } epochs && epochs != "1" && line.Parent?.Word is not ("if" or "elif"))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "max_epochs", epochs, "fast_dev_run=True runs one "
                + "batch of each kind and stops, without checkpoints; take it out for the training", Severity.Warning));
        }
    }

    // EarlyStopping(monitor='val_loss'), where every name that is logged is written out and none is this one.
    private static void ObserveWatched(TrainingProgram program)
    {
        var logged = program.Lines.Select(line => (Line: line, Match: Logs.Match(line.Text))).Where(one => one.Match.Success
            && one.Line.Text.HasAny("self.log", "pl_module.log", "module.log")).ToArray();
        var names = Array.ConvertAll(logged, one => Regex.Match(one.Match.Groups["given"].Value, @"^(?:name=)?'(?<name>[^'{}]+)'[,)]"));
        if (logged.Length == 0 || logged.Any(one => one.Line.Text.Has("log_dict(")) || names.Any(name => !name.Success)
            || program.Lines.Count(line => line.Word == "class" && line.Text.Has("LightningModule")) != 1
            || !program.Outline.Mentions("def training_step") || !program.Outline.Mentions("def validation_step")
                || program.Outline.Mentions("metrics[", "def on_validation_epoch_end(self, trainer"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("monitor=") || line.Text.Has("EarlyStopping(")))
        {
            if (Watches.Match(line.Text) is { Success: true } watches && ProgramText.Argument(watches.Groups["arguments"].Value, "monitor",
                -1) is { } monitor
                && Regex.Match(monitor, "^'(?<name>[^'{}]+)'$") is { Success: true } wanted && wanted.Groups["name"].Value is var name
                    && !names.Any(one => one.Groups["name"].Value == name
                    || name.StartsAs(one.Groups["name"].Value + "_") || name.StartsAs(one.Groups["name"].Value + "/dataloader"))
                        && name is not ("epoch" or "step"))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "monitor", "'" + name + "', which nothing logs", "one of "
                    + string.Join(", ", names.Select(one => "'" + one.Groups["name"].Value + "'").Distinct().Take(5)),
                    "Lightning stops at the end of the first validation, or warns and never saves");
                return;
            }
        }
    }
}
