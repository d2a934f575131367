using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>A for loop of a program.</summary>
/// <param name="Variable">What it counts with.</param>
/// <param name="Over">What it runs over.</param>
/// <param name="Outer">The loop around it in the same function; null where there is none.</param>
internal sealed record PythonLoop(string Variable, ConfigNode Over, PythonLoop? Outer)
{
    private static readonly Regex Epochs = new(@"^(?:\w*epochs?\w*|ep)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Loader = new(
        @"^[\w.]{0,60}(?:load|batches|_dl$|^dl$)\w{0,20}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // range(epochs), range(1, args.num_epochs + 1), tqdm(range(self.epochs))
    private static readonly Regex RangeOfEpochs = new(
        @"^(?:\w{1,20}\()?t?range\((?:[\w.]{1,40}, ?)?(?:[a-z]{1,20}\.)?(?:(?:num|n|max|total)_?)?epochs?(?: ?\+ ?1)?\)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(10));

    private static readonly string[] Wrappers = ["tqdm", "trange", "prange", "progress_bar", "master_bar"];

    /// <summary>True for a loop that counts epochs, by its variable or by what it counts up to.</summary>
    public bool CountsEpochs { get; } = Epochs.IsMatch(Variable) || RunsOverEpochs(Over);

    /// <summary>How often it runs, as a number or as what is written for it; null where that cannot be told.</summary>
    public ConfigNode? Count => CountOf(Over, 0);

    /// <summary>True for a loop over the batches of a loader, by its name.</summary>
    public bool OverBatches => IsLoader(Over, 0);

    /// <summary>True when a loop is this one or lies in it.</summary>
    public bool Holds(PythonLoop? loop) => loop is not null && (ReferenceEquals(loop, this) || Holds(loop.Outer));

    private static bool RunsOverEpochs(ConfigNode over)
    {
        var (line, start, end) = (over.Source.Line(over.Span.Line), over.Span.Column - 1, over.Span.EndColumn - 1);
        return over is MappingNode && over.Span.Line == over.Span.EndLine && start >= 0 && end <= line.Length && start < end
            && RangeOfEpochs.IsMatch(line.Substring(start, end - start));
    }

    // train_loader, enumerate(loader), tqdm(enumerate(self.train_dataloader))
    private static bool IsLoader(ConfigNode over, int depth) => over switch
    {
        ScalarNode name => Loader.IsMatch(name.Text) && !name.Text.EndsWith("loaders", StringComparison.Ordinal),
        MappingNode call when depth < 3 && NodeTags.CalledBy(call) is { } called
            && DottedName.Last(called) is "enumerate" or "tqdm" or "iter" or "progress_bar" =>
            call["0"] is { } inner && IsLoader(inner, depth + 1),
        _ => false,
    };

    // range(n), range(1, n + 1), tqdm(range(n)), trange(n)
    private static ConfigNode? CountOf(ConfigNode over, int depth)
    {
        if (over is not MappingNode call || NodeTags.CalledBy(call) is not { } name || depth > 2)
        {
            return null;
        }

        var last = DottedName.Last(name);
        if (last is not ("range" or "trange"))
        {
            return Wrappers.Contains(last) && call["0"] is { } inner ? CountOf(inner, depth + 1) : null;
        }

        var (first, second) = (call["0"], call["1"]);
        if (second is null)
        {
            return first;
        }

        // range(start_epoch, epochs): a run that is not resumed starts at 0.
        if (call["2"] is null && first is ScalarNode { Tag: NodeTags.Unknown } begin
            && begin.Text.IndexOf("start", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return second;
        }

        if (call["2"] is not null || first is null || PythonNodes.Number(first) is not { } from || PythonNodes.Number(second) is not { } to)
        {
            return null;
        }

        var count = (to.Number - from.Number).ToString("R", CultureInfo.InvariantCulture);
        return new ScalarNode(second.Source, second.Span, NodeTags.Integer, count, ScalarStyle.Plain);
    }
}
