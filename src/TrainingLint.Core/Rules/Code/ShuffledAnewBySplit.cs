using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2040 shuffled-anew-by-split: A lazy shuffle is enumerated once for each part of the split.</summary>
public sealed class ShuffledAnewBySplit : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2040",
        Name = "shuffled-anew-by-split",
        Severity = Severity.Warning,
        Title = "A lazy shuffle is enumerated once for each part of the split",
        Failure = Failure.Unmeasured,
        Why = "OrderBy draws its order whenever it is enumerated. Take and Skip enumerate it separately, so the two parts come from two different shuffles and share many rows: what is held out was trained on.",
        Instead = "Make a list of the shuffled rows, ToList() or ToArray(), before it is split.",
        Suppress = "When the parts may share rows.",
        Sources =
        [
            ".NET documentation, deferred execution in LINQ",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var rows = new[] { 1, 2, 3, 4, 5 };
            var random = new Random(1);
            var shuffled = rows.OrderBy(_ => random.Next());
            var training = shuffled.Take(4).ToList();
            var rest = shuffled.Skip(4).ToList();
            """,
        Sound = """
            var rows = new[] { 1, 2, 3, 4, 5 };
            var random = new Random(1);
            var shuffled = rows.OrderBy(_ => random.Next()).ToList();
            var training = shuffled.Take(4).ToList();
            var rest = shuffled.Skip(4).ToList();
            """,
    };
}
