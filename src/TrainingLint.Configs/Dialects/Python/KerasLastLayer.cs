using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// The loss of <c>model.compile(...)</c> and the last <c>Dense</c> layer before it, in a program that compiles one model. A program with
/// several
/// models, with an activation as a layer of its own, or with losses of scores says nothing here.
/// </summary>
internal static class KerasLastLayer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Regex Layer = new(
        @"\bDense\(\s*(?:units\s*=\s*)?(\w+)\s*(?:,\s*(?:activation\s*=\s*)?['""](\w+)['""]\s*)?(\)|,)", RegexOptions.CultureInvariant,
            Patience);

    private static readonly Regex Probabilities = new(@"(?i:softmax|sigmoid)", RegexOptions.CultureInvariant, Patience);

    // Behind that Dense, what may be the head in its place.
    private static readonly string[] Other = ["Conv", "applications.", "classifier_activation", "include_top", "Multiply", " * "];

    private static readonly Regex Compile = new(@"\.compile\(", RegexOptions.CultureInvariant, Patience);

    private static readonly string[] Unclear = ["from_logits", "Activation(", "Softmax(", "Model(", "activation=tf", "activation=keras",
        "activation=nn"];

    /// <summary>Sets loss, last activation and number of outputs where the text leaves no doubt.</summary>
    public static void Fill(RecipeScope scope, RecipeBuilder draft, Place call)
    {
        try
        {
            Read(scope, draft, call);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which the pattern takes that long is no program that people write.
            return;
        }
    }

    private static void Read(RecipeScope scope, RecipeBuilder draft, Place call)
    {
        if ((scope.Node("compile.loss") ?? scope.Node("compile.1")) is MappingNode built)
        {
            ReadScores(scope, draft, built);
            return;
        }

        if ((scope.Node("compile.loss") ?? scope.Node("compile.1")) is not ScalarNode { Style: ScalarStyle.Quoted } loss)
        {
            return;
        }

        draft.Set(Facts.Loss, Setting<string>.Written(loss.Text, loss.Text, "compile.loss", loss.Place, scope.OriginOf(loss)));
        if ((scope.Node("compile.metrics") ?? scope.Node("compile.2")) is SequenceNode { Items.Count: 1 } metrics
            && metrics.Items[0] is ScalarNode { Style: ScalarStyle.Quoted } metric)
        {
            draft.Set(Facts.Metric, Setting<string>.Written(metric.Text, metric.Text, "compile.metrics", metric.Place, scope.OriginOf(metric)));
        }

        ReadLayer(scope.View.File, draft, call);
    }

    // loss=SparseCategoricalCrossentropy(from_logits=True): the one softmax or sigmoid of the program, in the last Dense before it, does
    // not fit.
    private static void ReadScores(RecipeScope scope, RecipeBuilder draft, MappingNode loss)
    {
        if (NodeTags.CalledBy(loss) is not { } called || loss["from_logits"] is not ScalarNode { Text: "True" })
        {
            return;
        }

        var text = scope.View.File.Text;
        var end = Compile.Match(text).Index;
        var last = Layer.Matches(text).Cast<Match>().LastOrDefault(match => match.Index < end);
        var kind = DottedName.Last(called);
        if (Compile.Matches(text).Count == 1 && last is not null && Probabilities.Matches(text).Count == 1
            && last.Groups[2].Value == (kind.StartsWith("Binary", StringComparison.Ordinal) ? "sigmoid" : "softmax")
            && !Array.Exists(Other, sign => text.IndexOf(sign, last.Index + last.Length, end - last.Index - last.Length,
                StringComparison.Ordinal) >= 0)
            && text.IndexOf("def call", StringComparison.Ordinal) < 0)
        {
            var name = kind + "(from_logits=True)";
            draft.Set(Facts.Loss, Setting<string>.Written(name, name, "compile.loss", loss.Place, scope.OriginOf(loss)));
            SetLayer(scope.View.File, draft, last);
        }
    }

    private static void ReadLayer(SourceFile file, RecipeBuilder draft, Place call)
    {
        var text = file.Text;
        if (Compile.Matches(text).Count != 1 || Array.Exists(Unclear, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0))
        {
            return;
        }

        var end = Compile.Match(text).Index;
        if (Layer.Matches(text).Cast<Match>().LastOrDefault(match => match.Index < end) is not { } last
            || (last.Groups[3].Value == "," && !last.Groups[2].Success))
        {
            return;
        }

        SetLayer(file, draft, last);
    }

    private static void SetLayer(SourceFile file, RecipeBuilder draft, Match last)
    {
        var activation = last.Groups[2].Success ? last.Groups[2].Value : "linear";
        var place = file.PlaceOf(last.Index, last.Length);
        draft.Set(Facts.OutputActivation, Setting<string>.Written(activation, activation, "Dense", place));
        if (double.TryParse(last.Groups[1].Value, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var units))
        {
            draft.Set(Facts.Outputs, Setting<double>.Written(units, last.Groups[1].Value, "Dense", place));
        }
    }
}
