using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The mode of a model around its whole training: judged without ever leaving training mode, trained without ever entering it, and batch
/// normalization that is frozen once and thawed by the next train().
/// </summary>
internal static class TrainingModes
{
    // What a program shows of layers that behave otherwise in training.
    private static readonly string[] Modal = ["Dropout", "BatchNorm", "dropout=", "InstanceNorm", "models.resnet", "models.vgg",
        "models.densenet",
        "models.mobilenet", "models.efficientnet", "from_pretrained("];

    private static readonly string[] Switches = [".eval(", ".train(False", ".train(mode", ".train(is_", ".train(phase", "set_mode",
        "eval_mode",
        "test_mode", "is_training", "training=", "accelerat", "Trainer(", "LightningModule", "fabric", "deepspeed", "ignite", "skorch",
            "fastai", ".inference("];

    private static readonly Regex Judges = TrainingProgram.Pattern(@"^for .* in .*(?:val|valid|test|dev)\w*(?:_?(?:loader|dl|iter|data"
        + @"|set|ds|dataloader)\w*|\b)",
        RegexOptions.IgnoreCase);

    private static readonly Regex Freezes = TrainingProgram.Pattern(@"^(?<name>\w+)\.eval\(\)$");

    private static readonly Regex Instance = TrainingProgram.Pattern(@"isinstance\((?<name>\w+),.*(?:BatchNorm|_BatchNorm)"
        + @"|classname.*BatchNorm");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || program.Steps.Count == 0)
        {
            return;
        }

        ObserveJudged(program);
        ObserveTrained(program);
        ObserveThawed(program);
    }

    // Not a word of eval() in a program with dropout that has a loop over data to judge by.
    private static void ObserveJudged(TrainingProgram program)
    {
        if (!program.Outline.Mentions(Modal) || program.Outline.Mentions(Switches) || !program.Outline.Mentions("no_grad", "volatile"))
        {
            return;
        }

        foreach (var built in program.Steppers)
        {
            var model = built.Trained;
            var loop = program.Lines.FirstOrDefault(line => line.IsLoop() && (Judges.IsMatch(line.Text) && !line.Text.Has("train")
                    || line.UpTo(line.Function).Any(header => header.Text.Has("no_grad(")))
                && program.Within(line).Any(inside => inside.Text.Has("=") && CallsModel(inside.Text, model))
                && !program.Within(line).Any(inside => inside.Text.HasAny(".backward(", ".step("))
                && line.Around.Concat(program.Within(line)).Any(inside => inside.Text.Has("no_grad")));
            if (loop is not null && program.Lines.Any(line => ModelLines(program, line)) && !program.Lines.Any(line => line.Word == "import"
                && line.Text.Has("bayes")))
            {
                program.Note("judged-in-training-mode", loop, "The model has layers that behave otherwise in training, and nothing here "
                    + "ever calls eval(): it "
                    + "is judged with dropout on and by the statistics of each batch; call eval() before this loop and train() after it.");
                return;
            }
        }
    }

    private static bool CallsModel(string text, string model) => model.Length > 0 ? text.Has(model + "(")
        : Regex.IsMatch(text, @"(?<!\w)(?:model|net|network)\(");

    // The layers stand in a module of this program, or come from a library.
    private static bool ModelLines(TrainingProgram program, OutlineLine line) => line.Text.HasAny(Modal) && !line.Text.StartsAs("from ")
        && !line.Text.StartsAs("import ") && (line.Around.Any(header => header.Word == "class" && header.Text.Has("Module"))
            || line.Text.Has("Sequential(")
            || line.Text.HasAny("models.", "from_pretrained("));

    // model.eval() before the loop that trains it, and not a word of train().
    private static void ObserveTrained(TrainingProgram program)
    {
        if (program.Outline.Mentions(".train(", "train_mode", "set_train", "accelerat", "Trainer("))
        {
            return;
        }

        foreach (var built in program.Optimizers.Where(built => ProgramText.IsPath(built.Trained)))
        {
            var mode = program.SameFunction(built.Line).FirstOrDefault(line => line.Text == built.Trained + ".eval()" && !line.Loops.Any()
                && line.Parent?.Word is not ("if" or "elif" or "else"));
            var loop = mode is null ? null : program.Rounds.FirstOrDefault(round => ReferenceEquals(round.Loop.Function, mode.Function)
                && round.Loop.Index > mode.Index && round.Events.Any(one => one.Act == TrainingAct.Step && one.Name == built.Name)
                && round.Events.Any(one => one.Act == TrainingAct.Backward));
            if (mode is not null && loop is not null && program.Optimizers.Count(one => one.Trained == built.Trained) == 1
                && !program.Outline.Mentions("LayerNorm-only", "batch norm", "BatchNorm in eval", "freeze bn", "freeze_bn"))
            {
                program.Note("left-in-evaluation-mode", mode, "'" + built.Trained + "' is switched to evaluation mode and trained in it, "
                    + "since nothing calls "
                    + "train(): dropout is off and batch normalization keeps its statistics; call train() before the loop.",
                    program.Outline.Mentions(Modal) ? Severity.Warning : Severity.Info);
                return;
            }
        }
    }

    // model.apply(freeze_bn) before the loop, model.train() in it.
    private static void ObserveThawed(TrainingProgram program)
    {
        var frozen = program.Lines.FirstOrDefault(line => Freezes.IsMatch(line.Text) && line.Parent is { Word: "if" } asks
            && Instance.IsMatch(asks.Text));
        if (frozen is null)
        {
            return;
        }

        var owner = frozen.Function is { } function && frozen.Loops.FirstOrDefault() is null ? ProgramNames.NameOf(function) : "";
        var calls = program.Lines.Where(line => owner.Length > 0 ? line.Text.Has("apply(" + owner + ")") || line.Text.Has(owner + "(")
            && !line.IsFunction
            : ReferenceEquals(line, frozen.Loops.FirstOrDefault())).ToArray();
        if (calls.Length != 1 || calls[0].Loops.Any() || (calls[0].Function is not null
            && ProgramNames.NameOf(calls[0].Function!) is "train" or "__init__"))
        {
            return;
        }

        var train = program.SameFunction(calls[0]).FirstOrDefault(line => line.Index > calls[0].Index && line.Loops.Any()
            && Regex.IsMatch(line.Text, @"^[\w.]+\.train\((?:True)?\)$"));
        if (train is not null)
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(train), "eval", calls[0].Text, "the batch normalization "
                + "that it freezes is "
                + "thawed by " + train.Text + " in the loop; freeze it after each train()", Severity.Warning));
        }
    }
}
