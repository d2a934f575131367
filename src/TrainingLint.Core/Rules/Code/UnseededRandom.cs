using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2008 unseeded-random: An unseeded Random decides the split or the order of the training data.</summary>
public sealed class UnseededRandom : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2008",
        Name = "unseeded-random",
        Severity = Severity.Info,
        Title = "An unseeded Random decides the split or the order of the training data",
        Failure = Failure.Unrepeatable,
        Why = "new Random(), Random.Shared and Guid.NewGuid draw anew in every run, whatever torch is seeded with. The held-out part differs from run to run, so results cannot be compared, and neither can the minima that two runs end in. The rule speaks up next to a training, a loader or a data set only.",
        Instead = "Create one Random with a fixed seed and use it for split and shuffle.",
        Suppress = "When the data is random on purpose, as in augmentation.",
        Sources =
        [
            ".NET documentation, Random: the parameterless constructor takes a random seed",
            "TorchSharp's own loaders shuffle with System.Random, which torch's seed does not reach",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var random = new Random();
            var order = Enumerable.Range(0, 1000).OrderBy(_ => random.Next()).Select(index => (long)index);
            var loader = torch.utils.data.DataLoader(trainSet, 32, order);
            """,
        Sound = """
            var random = new Random(42);
            var order = Enumerable.Range(0, 1000).OrderBy(_ => random.Next()).Select(index => (long)index);
            var loader = torch.utils.data.DataLoader(trainSet, 32, order);
            """,
    };
}
