using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// What the one module of a program returns, where its only loss is cross-entropy: <c>torch.nn.CrossEntropyLoss</c> and
/// <c>BCEWithLogitsLoss</c> take scores. A program with several
/// modules or losses, or one whose forward has several ways out, says nothing here.
/// </summary>
internal static class TorchLastLayer
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Multiline;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Regex Forward = new(@"^[ \t]+def forward\(", RegexOptions.CultureInvariant | RegexOptions.Multiline, Patience);

    private static readonly Regex Loss = new(@"\bCrossEntropyLoss\(|\bcross_entropy\(", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Return = new(
        @"^[ \t]+return[ \t]+([^\r\n]{1,200})", RegexOptions.CultureInvariant | RegexOptions.Multiline, Patience);

    private static readonly Regex BinaryLoss = new(
        @"\bBCEWithLogitsLoss\(|\bbinary_cross_entropy_with_logits\(", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Applied = new(
        @"^(?:(?:nn\.)?(?:F|functional)|torch|torch\.nn\.functional)\.(softmax|sigmoid)\(", RegexOptions.CultureInvariant, Patience);

    // Gates and masks have sigmoids of their own; what is returned is judged, and only beside one loss.
    private static readonly string[] UnclearOfTwo =
        ["NLLLoss", "BCELoss", "binary_cross_entropy(", "MSELoss", "kl_div", "KLDivLoss", "torch.log(", ".log()", "torch.logit(",
            "self.training", "logit("];

    private static readonly Regex OwnLayer = new(@"^self\.(\w{1,40})\([\w.]{1,40}\)$", RegexOptions.CultureInvariant, Patience);

    // Another loss beside it, or what makes scores of probabilities again.
    private static readonly string[] Unclear =
        ["NLLLoss", "nll_loss", "BCE", "MSELoss", "kl_div", "KLDivLoss", "torch.log(", ".log()", "self.training", "log_softmax",
            "LogSoftmax"];

    /// <summary>Sets loss and last activation where the text leaves no doubt.</summary>
    public static void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Mapping("loss") is { } loss && scope.Mapping("last") is { } last)
        {
            ReadChain(scope, draft, loss, last);
            return;
        }

        try
        {
            Read(scope.View.File, draft);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which a pattern takes that long is no program that people write.
            return;
        }
    }

    private static void ReadChain(RecipeScope scope, RecipeBuilder draft, MappingNode loss, MappingNode last)
    {
        var name = LastOf(loss);
        var layer = LastOf(last);
        draft.Set(Facts.Loss, Setting<string>.Written(name, name, "loss", loss.Place, scope.OriginOf(loss)));
        var activation = layer == "Linear" ? "linear" : layer;
        draft.Set(Facts.OutputActivation, Setting<string>.Written(activation, activation, "last", last.Place, scope.OriginOf(last)));
        if (scope.Has("linear"))
        {
            var outputs = scope.Has("linear.out_features") ? "linear.out_features" : "linear.1";
            draft.Set(Facts.Outputs, scope.Read(outputs));
        }
    }

    private static string LastOf(MappingNode call) =>
        NodeTags.CalledBy(call) is { } called ? DottedName.Last(called) : "";

    private static void Read(SourceFile file, RecipeBuilder draft)
    {
        var text = file.Text;
        var isBinary = BinaryLoss.IsMatch(text);
        if (isBinary == Loss.IsMatch(text)
            || Array.Exists(isBinary ? UnclearOfTwo : Unclear, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0)
            || Forward.Matches(text) is not { Count: 1 } forwards)
        {
            return;
        }

        if (!IsJudged(text, forwards[0]))
        {
            return;
        }

        var (start, end) = BodyOf(text, forwards[0]);
        var returns = Return.Matches(text).Cast<Match>().Where(match => match.Index > start && match.Index < end).ToArray();
        var activation = isBinary ? "sigmoid" : "softmax";
        if (returns.Length == 1 && Activated(text, returns[0], start, activation) is { } at)
        {
            var loss = isBinary ? "BCEWithLogitsLoss" : "CrossEntropyLoss";
            draft.Set(Facts.Loss, Setting<string>.Derived(loss, "the only loss of the program"));
            draft.Set(
                Facts.OutputActivation, Setting<string>.Written(activation, activation, "forward", file.PlaceOf(at, activation.Length)));
        }
    }

    // What the loss takes first is what this module returns: criterion(model(x), y), or out = model(x) and criterion(out, y).
    private static bool IsJudged(string text, Match forward)
    {
        var owner = Regex.Matches(text.Substring(0, forward.Index), @"^class[ \t]+(\w{1,60})", Options, Patience).Cast<Match>().LastOrDefault();
        if (owner is null)
        {
            return false;
        }

        var made = Regex.Matches(text, @"(?<![\w.])(\w{1,60})[ \t]*=[ \t]*" + owner.Groups[1].Value + @"\(", Options, Patience);
        var names = string.Join("|", made.Cast<Match>().Select(match => match.Groups[1].Value).Append("self").Distinct());
        const string Taken = @"(?:\w*(?:criterion|loss\w*|cross_entropy)|CrossEntropyLoss\(\))\(\s*";
        return Regex.IsMatch(text, Taken + "(?:" + names + @")\(", Options, Patience)
            || Regex.Matches(text, @"(?<![\w.])(\w{1,60})[ \t]*=[ \t]*(?:" + names + @")\(", Options, Patience).Cast<Match>()
                .Any(output => Regex.IsMatch(text, Taken + output.Groups[1].Value + @"\s*,", Options, Patience));
    }

    // Up to the next line that is indented no deeper than "def forward".
    private static (int Start, int End) BodyOf(string text, Match forward)
    {
        var depth = forward.Value.Length - forward.Value.TrimStart(' ', '\t').Length;
        var start = text.IndexOf('\n', forward.Index);
        for (var line = start; line >= 0 && line + 1 < text.Length; line = text.IndexOf('\n', line + 1))
        {
            var first = line + 1;
            while (first < text.Length && text[first] is ' ' or '\t')
            {
                first++;
            }

            if (first < text.Length && text[first] is not ('\n' or '\r' or '#') && first - line - 1 <= depth)
            {
                return (start, line);
            }
        }

        return (Math.Max(start, 0), text.Length);
    }

    // Where the softmax or sigmoid stands that is returned: in the return itself, in the last assignment of what it returns, or as a layer.
    private static int? Activated(string text, Match returned, int start, string activation)
    {
        var value = returned.Groups[1].Value.Trim();
        var at = returned.Groups[1].Index;
        if (Regex.IsMatch(value, @"^\w{1,40}$", RegexOptions.CultureInvariant, Patience))
        {
            var assigned = Regex.Matches(
                text.Substring(start, returned.Index - start), @"^[ \t]+" + Regex.Escape(value) + @"[ \t]*=[ \t]*([^\r\n=][^\r\n]{0,200})",
                RegexOptions.CultureInvariant | RegexOptions.Multiline, Patience);
            if (assigned.Count == 0)
            {
                return null;
            }

            var last = assigned[assigned.Count - 1];
            if (Indent(last.Value) > Indent(returned.Value))
            {
                return null;
            }

            (value, at) = (last.Groups[1].Value.Trim(), start + last.Groups[1].Index);
        }

        return Applied.Match(value) is { Success: true } applied && applied.Groups[1].Value == activation && EndsWithCall(value) ? at
            : OwnLayer.Match(value) is { Success: true } own && IsLayer(text, own.Groups[1].Value, activation) ? at
            : null;
    }

    // What stands deeper than the return belongs to a condition.
    private static int Indent(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    // F.softmax(x, dim=1) and nothing behind it.
    private static bool EndsWithCall(string value)
    {
        var depth = 0;
        for (var i = 0; i < value.Length; i++)
        {
            depth += value[i] == '(' ? 1 : value[i] == ')' ? -1 : 0;
            if (depth == 0 && value[i] == ')')
            {
                return value.Substring(i + 1).TrimStart() is var rest && (rest.Length == 0 || rest[0] == '#');
            }
        }

        return false;
    }

    private static bool IsLayer(string text, string name, string activation) => Regex.IsMatch(
        text, @"self\." + Regex.Escape(name) + @"[ \t]*=[ \t]*(?:torch\.)?(?:nn\.)?" + (activation == "softmax" ? "Softmax" : "Sigmoid")
            + @"\(", RegexOptions.CultureInvariant, Patience);
}
