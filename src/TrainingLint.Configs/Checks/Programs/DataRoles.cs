using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Data in the wrong role: the validation reads what is trained on, the training reads what is tested on, or the set that is
/// reported on chooses the model.</summary>
internal static class DataRoles
{
    private static readonly Regex Judging = TrainingProgram.Pattern(@"^(?:self\.)?(?:\w+_)?(?:val|valid|validation|test|dev"
        + @"|eval)(?:_?(?:loader|dl|dataloader|iter|loader_\w+|generator|gen|data_loader))?$|^(?:val|valid|test|dev)(?:loader|_\w+)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Loads = TrainingProgram.Pattern(
        @"^(?<name>(?:self\.)?\w+)=(?:[\w.]+\.)?DataLoader\((?:dataset=)?(?<set>[\w.]+),(?<rest>.*)\)$");

    private static readonly Regex Part = TrainingProgram.Pattern(@"^(?<name>\w+)=(?:[\w.]+\.)?(?<class>MNIST|FashionMNIST|CIFAR10"
        + @"|CIFAR100|KMNIST|EMNIST|QMNIST|STL10|USPS|VOCSegmentation)\((?<arguments>.*)\)$");

    private static readonly Regex Fits = TrainingProgram.Pattern(@"^(?:\w+=)?(?<model>[\w.]+)\.fit\((?<arguments>.*)\)$");

    private static readonly Regex Walks = TrainingProgram.Pattern(@"(?:^|[\s(,.])(?<loader>(?:val|valid|validation|test|dev)_?(?:loader"
        + @"|dl|dataloader|iter|data|generator))\b", RegexOptions.IgnoreCase);

    private static readonly Regex Subset = TrainingProgram.Pattern(@"(?:flow_from_directory|flow_from_dataframe"
        + @"|image_dataset_from_directory|text_dataset_from_directory|\.flow)\(");

    public static void Observe(TrainingProgram program)
    {
        ObserveLoaders(program);
        ObserveParts(program);
        ObserveFits(program);
        ObserveTrained(program);
        ObserveSubsets(program);
        ObserveChosen(program);
    }

    // val_loader = DataLoader(train_ds), beside train_loader = DataLoader(train_ds)
    private static void ObserveLoaders(TrainingProgram program)
    {
        if (!program.Outline.Mentions("DataLoader("))
        {
            return;
        }

        var loaders = program.Lines.Select(line => (Line: line, Match: Loads.Match(line.Text))).Where(one => one.Match.Success).ToArray();
        foreach (var (line, match) in loaders)
        {
            var (name, set) = (match.Groups["name"].Value, match.Groups["set"].Value);
            if (Judging.IsMatch(name) && !name.HasAny("train", "Train")
                && Regex.IsMatch(set, "^(?:self\\.)?train_?(?:set|ds|data|dataset)$", RegexOptions.IgnoreCase)
                && !match.Groups["rest"].Value.HasAny("sampler", "*")
                    && loaders.Any(other => other.Match.Groups["name"].Value.HasAny("train", "Train")
                    && other.Match.Groups["set"].Value == set && ReferenceEquals(other.Line.Parent, line.Parent)
                        && !other.Match.Groups["rest"].Value.Has("sampler"))
                && !program.Outline.Mentions("overfit", "sanity", "Subset("))
            {
                program.Note("validation-is-training", line, "'" + name + "' reads '" + set + "', which the training reads as well: what "
                    + "it measures is how much of it was learned "
                    + "by heart; give it data of its own.");
                return;
            }
        }
    }

    // test_set = MNIST(train=True), beside train_set = MNIST(train=True)
    private static void ObserveParts(TrainingProgram program)
    {
        var parts = program.Lines.Where(line => line.Text.Has("train=True")).Select(line => (Line: line,
            Match: Part.Match(line.Text))).Where(one => one.Match.Success).ToArray();
        foreach (var (line, match) in parts)
        {
            var name = match.Groups["name"].Value;
            if (name.StartsAs("test") && !name.Has("train") && ProgramText.Argument(match.Groups["arguments"].Value, "train", 1) == "True"
                && parts.Any(other => other.Match.Groups["name"].Value.StartsAs("train")
                    && other.Match.Groups["class"].Value == match.Groups["class"].Value)
                && !program.Outline.Mentions("SubsetRandomSampler", "Subset(", "random_split", name + ".data", name + "["))
            {
                program.Note("validation-is-training", line, "'" + name + "' is the training part of " + match.Groups["class"].Value + " "
                    + "(train=True), so the test measures what "
                    + "was learned by heart; write train=False.");
                return;
            }
        }
    }

    // fit(x_test, y_test), and fit(x, y, validation_data=(x, y))
    private static void ObserveFits(TrainingProgram program)
    {
        var fits = program.Lines.Where(line => line.Text.Has(".fit(")).Select(line => (Line: line,
            Match: Fits.Match(line.Text))).Where(one => one.Match.Success).ToArray();
        foreach (var (line, match) in fits)
        {
            var given = ProgramText.Split(match.Groups["arguments"].Value);
            var (x, y) = (ProgramText.Argument(match.Groups["arguments"].Value, "x", 0),
                ProgramText.Argument(match.Groups["arguments"].Value, "y", 1));
            var validation = ProgramText.Argument(match.Groups["arguments"].Value, "validation_data", -1);
            if (x is not null && y is not null && validation is not null && (validation == "(" + x + "," + y + ")"
                || validation == "[" + x + "," + y + "]")
                && !program.Outline.Mentions("overfit", "utoencoder", "sanity"))
            {
                program.Note("validation-is-training", line, "validation_data is what fit() trains on, so the validation measures what "
                    + "was learned by heart; give it data of its "
                    + "own.");
            }
            else if (x is not null && y is not null && IsTest(x) && IsTest(y) && IsModel(program, match.Groups["model"].Value)
                && fits.Count(other => other.Match.Groups["model"].Value == match.Groups["model"].Value) == 1
                && program.Outline.Mentions(match.Groups["model"].Value + ".evaluate(" + x, match.Groups["model"].Value + ".score(" + x,
                    match.Groups["model"].Value + ".predict(" + x))
            {
                program.Note("data-roles-mixed", line, "The model is fitted on '" + x + "' and judged by the same data; fit it on the "
                    + "training part.");
            }
        }
    }

    private static bool IsTest(string name) => Regex.IsMatch(name, @"^\w*_test$|^test_\w+$|^[xXyY]test$", RegexOptions.None);

    private static bool IsModel(TrainingProgram program, string name) => !name.HasAny("scaler", "encoder", "tokenizer", "vectorizer",
        "pca", "imputer")
        && (program.Outline.Mentions(name + ".compile(") || program.Names.All(program.Lines[program.Lines.Count - 1], name).Any(value =>
            Regex.IsMatch(value.Text, @"^(?:\w+\.)*\w*(?:Classifier|Regressor|Regression|SVC|SVR|GaussianNB|Sequential|Model)\(")));

    // for x, y in val_loader: loss.backward(); optimizer.step() of the optimizer that another loop trains with.
    private static void ObserveTrained(TrainingProgram program)
    {
        foreach (var (step, name) in program.Steps)
        {
            var loop = step.Loops.FirstOrDefault();
            if (loop is null || !loop.Text.StartsAs("for ") || Walks.Match(loop.Text) is not { Success: true } walks
                || loop.Text.HasAny("train", "zip(", "adapt"))
            {
                continue;
            }

            var other = program.Steps.Select(one => (one.Name, Loop: one.Line.Loops.FirstOrDefault())).FirstOrDefault(one =>
                one.Name == name && one.Loop is not null
                && one.Loop.Text.Has("train") && ReferenceEquals(one.Loop.Function, loop.Function));
            if (other.Loop is not null && program.Within(loop).Any(line => line.Text.Has(".backward("))
                && !program.Outline.Mentions("meta", "maml", "MAML", "darts", "adapt", "semi", "unlabel", "transductive"))
            {
                program.Note("data-roles-mixed", step, "The loop over '" + walks.Groups["loader"].Value + "' steps " + name + " as the "
                    + "loop over the training data does, so the model "
                    + "is trained on what it is judged by; leave backward() and step() out here.");
                return;
            }
        }
    }

    // Two generators of the training part, or of parts that are drawn by different seeds.
    private static void ObserveSubsets(TrainingProgram program)
    {
        var parts = program.Lines.Where(line => line.Text.Has("subset='")).SelectMany(line => line.Text.Calls(Subset).Select(call =>
            (Line: line, call.Arguments))).ToArray();
        if (parts.Length != 2 || !ReferenceEquals(parts[0].Line.Parent, parts[1].Line.Parent))
        {
            return;
        }

        var subsets = Array.ConvertAll(parts, part => ProgramText.Argument(part.Arguments, "subset", -1));
        var seeds = Array.ConvertAll(parts, part => ProgramText.Argument(part.Arguments, "seed", -1));
        var name = parts[1].Line.Assigned()?.Name ?? "";
        if (subsets[0] == "'training'" && subsets[1] == "'training'" && Regex.IsMatch(name, "^(?:val|valid|test|dev)",
            RegexOptions.IgnoreCase)
            && ProgramText.Split(parts[0].Arguments)[0] == ProgramText.Split(parts[1].Arguments)[0])
        {
            program.Note("validation-is-training", parts[1].Line, "'" + name + "' reads the training part (subset='training'), as the "
                + "generator before it does; write "
                + "subset='validation'.");
        }
        else if (subsets[0] != subsets[1] && seeds[0] is { } first && seeds[1] is { } second && first != second && first.All(char.IsDigit)
            && second.All(char.IsDigit)
            && parts[0].Line.Text.Has("_dataset_from_directory("))
        {
            program.Note("validation-is-training", parts[1].Line, "The two parts are drawn by different seeds (" + first + " and " + second
                + "), so they overlap: images of the "
                + "validation are trained on; give both the same seed.");
        }
    }

    private static readonly Regex Best = TrainingProgram.Pattern(@"^if (?<metric>\w+)(?:>=?|<=?)(?<best>(?:self\.)?best\w*|(?:max"
        + @"|min)_\w+):$|^if (?<best>(?:self\.)?best\w*)(?:>=?|<=?)(?<metric>\w+):$");

    private static readonly Regex Test = TrainingProgram.Pattern(@"(?<=[(,])(?<loader>test_?(?:loader|dl|dataloader|set|data|iter"
        + @"|generator))(?=[,)])");

    // acc = evaluate(model, test_loader); if acc > best: save, with a validation set nowhere.
    private static void ObserveChosen(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (line.Text.Has(".fit(") && Regex.Match(line.Text, @"^\w*trainer\.fit\(.*(?<=[,=\[])(?<loader>test_?(?:loader|dl"
                + @"|dataloader)\w*)\]?\)$") is { Success: true } fit
                && program.Outline.Mentions("trainer.test(") && program.Outline.Mentions("EarlyStopping", "ModelCheckpoint"))
            {
                Tell(program, line, fit.Groups["loader"].Value);
                return;
            }

            if (line.Text.Has("eval_set=") && Regex.Match(line.Text, @"eval_set=\[?\(?\(?(?<x>X_test|x_test"
                + @"|test_x),") is { Success: true } set
                && program.Outline.Mentions("early_stopping", "use_best_model") && program.Outline.Mentions("predict("
                    + set.Groups["x"].Value))
            {
                Tell(program, line, set.Groups["x"].Value);
                return;
            }

            if (Best.Match(line.Text) is { Success: true } best && line.Loops.FirstOrDefault() is { } loop
                && program.Within(line).Any(inside => inside.Text.HasAny("save", "state_dict", "deepcopy"))
                    && (program.Rounds.Count > 0 || program.Outline.Mentions("ptimizer"))
                && program.Within(loop).LastOrDefault(other => other.Index < line.Index
                    && Gives(other.Text, best.Groups["metric"].Value)) is { } judged
                && Test.Match(judged.Text) is { Success: true } loader && !program.Outline.Mentions("val_loader", "valid_loader",
                    "dev_loader"))
            {
                Tell(program, judged, loader.Groups["loader"].Value);
                return;
            }
        }
    }

    private static bool Gives(string text, string metric) => text.IndexOf('=') is > 0 and var equals
        && text.Substring(0, equals).Split(',').Contains(metric);

    private static void Tell(TrainingProgram program, OutlineLine line, string set) => program.Note("reported-set-chooses-model", line, "'"
        + set + "' decides which "
        + "model is kept and is what the result is reported on, so the result is better than it would be on new data; choose by a "
            + "validation set.", Severity.Info);
}
