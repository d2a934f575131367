using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What happens to data around its split: fitted, oversampled or chosen by all of it beforehand, unpacked in another order than it comes
/// in (<c>sklearn/model_selection/_split.py</c>, train_test_split), and a label that stays among the features.
/// </summary>
internal static class DataSplits
{
    // Statistics over samples; encoders of words and classes have none, and a Normalizer looks at one sample at a time.
    private static readonly string[] Scalers = ["StandardScaler", "MinMaxScaler", "RobustScaler", "MaxAbsScaler", "PowerTransformer",
        "QuantileTransformer", "PCA",
        "TruncatedSVD", "SimpleImputer", "KNNImputer", "IterativeImputer"];

    private static readonly string[] Choosers = ["SelectKBest", "SelectPercentile", "SelectFromModel", "RFE", "RFECV",
        "LinearDiscriminantAnalysis", "TargetEncoder"];

    private static readonly string[] Samplers = ["SMOTE", "RandomOverSampler", "ADASYN", "BorderlineSMOTE", "SMOTENC", "SMOTETomek",
        "SMOTEENN", "SVMSMOTE", "KMeansSMOTE"];

    private static readonly Regex Split = TrainingProgram.Pattern(
        @"^(?<targets>\w+(?:,\w+)+)=(?:[\w.]+\.)?train_test_split\((?<arguments>.*)\)$");

    private static readonly Regex Fits = TrainingProgram.Pattern(
        @"^(?<targets>[A-Za-z_][\w.]*(?:,\w+)?)(?:\[.*\])?=(?:[\w.]+\.)*?(?<by>[A-Za-z_]\w*(?:\([^()]*\))?)\.(?:fit_transform"
            + @"|fit_resample|fit_sample)\((?<given>.*)\)(?:\.\w+\(.*\))?$");

    private static readonly Regex Refits = TrainingProgram.Pattern(
        @"^(?<target>\w*(?:test|valid|val)\w*)(?:\[.*\])?=(?<by>[A-Za-z_][\w.]*)\.fit_transform\((?<given>\w*(?:test|valid"
            + @"|val)\w*)[\[,).].*$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("train_test_split(", "fit_transform("))
        {
            return;
        }

        // People write functions of that name themselves, in another order.
        var isOfSklearn = program.Outline.Mentions("sklearn.model_selection", "sklearn.cross_validation", "import sklearn", "from sklearn",
            "cuml");
        foreach (var line in program.Lines)
        {
            if (line.Text.Has("train_test_split(") && isOfSklearn && Split.Match(line.Text) is { Success: true } split)
            {
                ObserveOrder(program, line, split.Groups["targets"].Value.Split(','));
                ObserveFitted(program, line, split);
            }
            else if (line.Text.Has(".fit_transform(") && Refits.Match(line.Text) is { Success: true } refit
                && KindOf(program, line, refit.Groups["by"].Value) is { } kind && IsFittedBefore(program, line, refit.Groups["by"].Value))
            {
                program.Note("inputs-prepared-apart", line, refit.Groups["by"].Value + " (" + kind + ") is fitted again on '"
                    + refit.Groups["given"].Value
                    + "', so the same number means something else there than in training; write transform().");
            }
        }
    }

    // X_train, y_train, X_test, y_test = train_test_split(X, y): it gives both parts of X first.
    private static void ObserveOrder(TrainingProgram program, OutlineLine line, string[] names)
    {
        if (names.Length == 4 && IsLabel(names[1]) && IsTrain(names[1]) && !IsLabel(names[0]) && IsTrain(names[0]) && !IsLabel(names[2])
            && !IsTrain(names[2]))
        {
            program.Note("inputs-prepared-apart", line, "train_test_split() gives both parts of the first array and then both of the "
                + "second, so '" + names[1]
                + "' holds samples and '" + names[2] + "' labels; write " + names[0] + ", " + names[2] + ", " + names[1] + ", " + names[3]
                    + ".");
        }
    }

    private static bool IsTrain(string name) => name.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsLabel(string name) => Regex.IsMatch(name, @"^(?:y|Y)(?:_|$|t)|label|target", RegexOptions.IgnoreCase);

    // X = scaler.fit_transform(X), then train_test_split(X, y)
    private static void ObserveFitted(TrainingProgram program, OutlineLine split, Match match)
    {
        var whole = ProgramText.Split(match.Groups["arguments"].Value).FirstOrDefault() ?? "";
        var fit = !ProgramText.IsPath(whole) ? null : program.SameFunction(split).LastOrDefault(line => line.Index < split.Index
            && (line.Text.StartsAs(whole + "=")
            || line.Text.StartsAs(whole + ",") || line.Text.StartsAs(whole + "[")) && line.Text.Has(".fit_"));
        if (fit is null || Fits.Match(fit.Text) is not { Success: true } fits
            || KindOf(program, fit, fits.Groups["by"].Value) is not { } kind
            || program.SameFunction(split).Any(line => line.Index > fit.Index && line.Index < split.Index && line.Text.StartsAs(whole
                + "="))
            || match.Groups["arguments"].Value.Has("shuffle=False") && !Scalers.Contains(kind)
            || program.SameFunction(split).Any(line => line.Index < fit.Index && line.Text.Has("train_test_split(")))
        {
            return;
        }

        program.Note("fitted-before-split", fit, Samplers.Contains(kind)
            ? kind + " makes new samples of all data before it is split, so neighbours of test samples, or the samples themselves, are "
                + "in the training part; split "
                + "first and oversample the training part alone."
            : kind + " is fitted on all data before it is split, so the training knows of the test part; split first, fit on the "
                + "training part and transform both.");
    }

    // The class of what is fitted: itself, or a name that holds one.
    private static string? KindOf(TrainingProgram program, OutlineLine line, string by)
    {
        var made = by.Has("(") ? by : program.Names.Of(line, by)?.Text ?? "";
        var name = ProgramText.Call(made) is { } call ? DottedName.Last(call.Name) : "";
        return Scalers.Contains(name) || Choosers.Contains(name) || Samplers.Contains(name) ? name : null;
    }

    private static bool IsFittedBefore(TrainingProgram program, OutlineLine line, string by) => program.SameFunction(line).Any(other =>
        other.Index < line.Index
        && other.Text.HasAny(by + ".fit_transform(", by + ".fit(") && other.Text.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0
        && !other.Text.Has("test"));
}
