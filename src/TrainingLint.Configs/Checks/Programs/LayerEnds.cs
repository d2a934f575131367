using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What the layers of a module end in: a soft-max, a sigmoid, or the numbers of a linear layer.</summary>
internal static class LayerEnds
{
    private const int Deepest = 6;

    private static readonly Regex Softmax = TrainingProgram.Pattern(@"^(?:(?:torch|F|nn\.functional"
        + @"|torch\.nn\.functional)\.softmax\(.*\)|[\w.]+\.softmax\((?:dim=)?-?\d?\)|(?:torch\.)?nn\.Softmax\(.*\)\(.*\))$");

    private static readonly Regex Sigmoid = TrainingProgram.Pattern(@"^(?:(?:torch|F|nn\.functional"
        + @"|torch\.nn\.functional)\.sigmoid\(.*\)|[\w.]+\.sigmoid\(\)|(?:torch\.)?nn\.Sigmoid\(\)\(.*\))$");

    // activation=partial(F.softmax,dim=1), activation=torch.sigmoid, activation=nn.Softmax(dim=1)
    private static readonly Regex Activation = TrainingProgram.Pattern(
        @"[(,](?:out_|final_|output_)?act(?:ivation)?=(?:(?:functools\.)?partial\()?(?:F|torch|nn|nn\.functional"
            + @"|torch\.nn\.functional|torch\.nn)\."
        + @"(?<kind>softmax|sigmoid|Softmax|Sigmoid)\b[^()]*(?:\([^()]*\))?\)?[,)]");

    private static readonly Regex MadeLinear = TrainingProgram.Pattern(@"^(?:(?:torch\.)?nn\.)?(?:Lazy)?Linear\(");

    private static readonly Regex Move = TrainingProgram.Pattern(@"\.(?:to|cuda|cpu|float|double|train)\([\w.:',=]*\)$");

    private static readonly Regex OneOutput = TrainingProgram.Pattern(@"^(?:in_features=)?[\w.*/+]+,(?:out_features=)?1(?:,bias=\w+)?$");

    private static readonly Regex OverBatch = TrainingProgram.Pattern(@"^(?:.*[(,](?:dim=|axis=)0\)|.*\.(?:log_)?softmax\(0\)"
        + @"|(?:torch\.)?nn\.(?:Log)?Softmax\(0\)\(.*\)|[\w.]*softmax\(.*,0\))$");

    private static readonly Regex Rectified = TrainingProgram.Pattern(@"^(?:torch|F|nn\.functional|torch\.nn\.functional)\.(?:relu|relu_"
        + @"|leaky_relu)\((?<inner>.*)\)$|^nn\.ReLU\(\)\((?<inner>.*)\)$|^self\.(?:relu\d?|activation|act)\((?<inner>.*)\)$");

    private static readonly Regex LogSoftmax = TrainingProgram.Pattern(@"^(?:torch|F|nn\.functional"
        + @"|torch\.nn\.functional)\.log_softmax\(.*\)$|^[\w.]+\.log_softmax\(.*\)$");

    /// <summary>True for the arguments of a linear layer with one output.</summary>
    public static bool IsOne(string layer) => OneOutput.IsMatch(layer);

    /// <summary>What an expression applies by itself; null where it does not.</summary>
    public static string? Applied(string text) => (Softmax.IsMatch(text) || LogSoftmax.IsMatch(text)) && IsWhole(text)
        && OverBatch.IsMatch(text) ? "softmax-batch"
        : Softmax.IsMatch(text) && IsWhole(text) ? "softmax"
        : Sigmoid.IsMatch(text) && IsWhole(text) ? "sigmoid" : null;

    /// <summary>What a module ends in that a line calls by a name.</summary>
    public static (OutlineLine Line, string Last)? Of(TrainingProgram program, OutlineLine at, string called) =>
        Called(program, at, called, 0) is { } end ? (end.Line, end.Last) : null;

    /// <summary>The last linear layer that a module ends in without anything behind it; null for other ends.</summary>
    public static string? LastLinear(TrainingProgram program, OutlineLine at, string called) =>
        Called(program, at, called, 0) is { Last: "linear", Made: { } made } ? made : null;

    private static End? Called(TrainingProgram program, OutlineLine at, string called, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }

        // self(x), self.method(x): a method of the class around.
        var owner = ProgramNames.OwnerOf(at);
        if (owner is not null && (called == "self" || called == "self.forward"))
        {
            return Returned(program, owner, "forward", depth);
        }

        if (program.Names.Follow(at, called) is { } made && made.Text != called)
        {
            return Made(program, made.Line, Moved(made.Text), depth);
        }

        var last = DottedName.Last(called);
        if (owner is not null && called == "self." + last && program.Names.Method(owner, last) is not null)
        {
            return Returned(program, owner, last, depth);
        }

        return called.IndexOf('.') > 0 && program.Names.Follow(at, called.Substring(0, called.Length - last.Length - 1)) is { } holder
            && ProgramText.Call(Moved(holder.Text)) is { } built && program.Names.Class(built.Name) is { } type
            ? Returned(program, type, last, depth) : null;
    }

    // Net(), nn.Sequential(...), nn.Linear(10, 2), SomeConv(a, b, activation=F.softmax)
    private static End? Made(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        if (ProgramText.Call(text) is not { } call)
        {
            return null;
        }

        var kind = DottedName.Last(call.Name);
        if (program.Names.Class(call.Name) is { } type)
        {
            return Returned(program, type, "forward", depth);
        }

        if (Activation.Match(text) is { Success: true } activation)
        {
            return new(line, activation.Groups["kind"].Value.ToLowerInvariant(), null);
        }

        return kind switch
        {
            "Softmax" or "LogSoftmax" when Regex.IsMatch(call.Arguments, @"^(?:dim=)?0$") => new(line, "softmax-batch", null),
            "Softmax" => new(line, "softmax", null),
            "Sigmoid" => new(line, "sigmoid", null),
            _ when MadeLinear.IsMatch(text) => new(line, "linear", call.Arguments),
            "Sequential" or "ModuleList" => LastOf(call.Arguments) is { } last ? Rectifies(program, line, call.Arguments, last, depth)
                ?? Part(program, line, last, depth) : null,
            _ => null,
        };
    }

    // Sequential(..., nn.Linear(8, 2), nn.ReLU()), and a soft-max behind a layer with one output.
    private static End? Rectifies(TrainingProgram program, OutlineLine line, string arguments, string last, int depth)
    {
        var isRectified = Regex.IsMatch(last, @"^(?:torch\.)?nn\.(?:ReLU|LeakyReLU)\([\w=.]*\)$");
        var isShare = Regex.IsMatch(last, @"^(?:torch\.)?nn\.(?:Log)?Softmax\((?:dim=)?-?1?\)$");
        var parts = ProgramText.Split(arguments);
        if ((!isRectified && !isShare) || parts.Count < 2 || parts[parts.Count - 1] != last
            || Part(program, line, parts[parts.Count - 2], depth) is not { Last: "linear", Made: { } made })
        {
            return null;
        }

        return isRectified ? new(line, "relu", null) : IsOne(made) ? new(line, "softmax-one", null) : null;
    }

    private static End? Part(TrainingProgram program, OutlineLine line, string last, int depth) =>
        ProgramText.IsPath(last) ? program.Names.Follow(line, last) is { } made
            && made.Text != last ? Made(program, made.Line, made.Text, depth + 1) : null
            : Made(program, line, last, depth + 1);

    // Sequential(a, b), Sequential(OrderedDict([('a', a), ('b', b)])), ModuleList([a, b]); nothing for what is unpacked.
    private static string? LastOf(string arguments)
    {
        var parts = ProgramText.Split(arguments);
        while (parts.Count == 1 && (parts[0].StartsWith("[", StringComparison.Ordinal)
            || ProgramText.Call(parts[0]) is { Name: "OrderedDict" or "collections.OrderedDict" }))
        {
            var open = parts[0].IndexOfAny(['(', '[']);
            parts = parts[0].IndexOf(" for ", StringComparison.Ordinal) > 0 ? [] : ProgramText.Split(parts[0].Substring(open
                + 1, parts[0].Length - open - 2));
        }

        var last = parts.Count > 0 ? parts[parts.Count - 1] : "*";
        if (last.StartsWith("('", StringComparison.Ordinal))
        {
            var pair = ProgramText.Split(last.Substring(1, last.Length - 2));
            last = pair.Count == 2 ? pair[1] : "*";
        }

        return last.StartsWith("*", StringComparison.Ordinal) || ProgramText.IsNamed(last) ? null : last;
    }

    // What the one return of a method gives back, and where.
    private static End? Returned(TrainingProgram program, OutlineLine owner, string method, int depth)
    {
        var function = program.Names.Method(owner, method);
        var returns = function is null ? [] : program.Lines.Where(line => line.Word == "return"
            && ReferenceEquals(line.Function, function)).ToArray();
        if (returns.Length != 1 || !returns[0].Text.StartsWith("return", StringComparison.Ordinal))
        {
            return null;
        }

        var (at, text) = (returns[0], returns[0].Text.Substring(6).TrimStart());
        if (ProgramText.IsPath(text) && text.IndexOf('.') < 0)
        {
            var set = program.Names.All(at, text).Where(value => value.Line.Index < at.Index).ToArray();
            if (set.Length == 0 || set[set.Length - 1] is not { Position: -1, IsEach: false } last
                || !last.Line.Around.TakeWhile(header => !ReferenceEquals(header, function)).All(header => header.Word is "with"
                    || IsOverLayers(header)))
            {
                return null;
            }

            (at, text) = (last.Line, last.Text);
        }

        if ((Behind(program, at, text, depth) ?? Applied(text)) is { } applied)
        {
            return new(at, applied, null);
        }

        if (ProgramText.Call(text) is not { } call || (Called(program, at, Layers(at, call.Name), depth + 1) is not { } end))
        {
            return null;
        }

        // The layer itself is told where the module uses it.
        return ReferenceEquals(ProgramNames.OwnerOf(end.Line), owner) && end.Made is null
            && !Activated(end.Line) ? end with { Line = at } : end;
    }

    // F.relu(self.fc(x)), torch.softmax(self.fc(x), dim=1): what stands behind a linear layer.
    private static string? Behind(TrainingProgram program, OutlineLine at, string text, int depth)
    {
        var rectified = Rectified.Match(text);
        var share = Softmax.IsMatch(text) && Regex.IsMatch(text, @"(?:dim=|axis=|,)-?1\)$");
        if (!rectified.Success && !share)
        {
            return null;
        }

        if (rectified.Success && text.StartsWith("self.", StringComparison.Ordinal) && !(program.Names.Follow(at, text.Substring(0,
            text.IndexOf('(')))?.Text ?? "").Has("ReLU("))
        {
            return null;
        }

        var inner = rectified.Success ? rectified.Groups["inner"].Value : ProgramText.Call(text) is { } call
            ? ProgramText.Split(call.Arguments).FirstOrDefault() ?? "" : "";
        inner = inner.EndsWith(",inplace=True", StringComparison.Ordinal) ? inner.Substring(0, inner.Length - 13) : inner;
        return ProgramText.Call(inner) is { } layer && Called(program, at, layer.Name, depth + 1) is { Last: "linear", Made: { } made }
            ? rectified.Success ? "relu" : IsOne(made) ? "softmax-one" : null : null;
    }

    private static bool Activated(OutlineLine line) => Activation.IsMatch(line.Text);

    // for layer in self.layers: h = layer(h), where the last of the layers is what is told.
    private static string Layers(OutlineLine at, string called) => at.Parent is { Word: "for" } loop
        && Regex.Match(loop.Text, @"^for (?:\w+,)?" + Regex.Escape(called)
            + @" in (?:enumerate\()?(?<list>self\.\w+)\)?:$") is { Success: true } over
            ? over.Groups["list"].Value : called;

    private static bool IsOverLayers(OutlineLine header) => header.Word == "for"
        && header.Text.IndexOf(" in self.", StringComparison.Ordinal) > 0;

    private static string Moved(string text)
    {
        for (var match = Move.Match(text); match.Success && match.Index > 0; match = Move.Match(text))
        {
            text = text.Substring(0, match.Index);
        }

        return text;
    }

    private static bool IsWhole(string text)
    {
        var open = text.IndexOf('(');
        return text.EndsWith(".softmax()", StringComparison.Ordinal) || ProgramText.Call(text) is not null
            || (open > 0 && ProgramText.EndOf(text, open) is var close && close > 0 && close + 1 < text.Length && text[close + 1] == '('
                && ProgramText.EndOf(text, close + 1) == text.Length - 1)
            || Regex.IsMatch(text, @"\.(?:softmax|sigmoid)\([\w=-]*\)$");
    }

    private sealed record End(OutlineLine Line, string Last, string? Made);
}
