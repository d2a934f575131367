using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>
/// What words the sources of a program mention. A search of the text costs next to nothing and is enough to stay silent: where no
/// file says <c>manual_seed</c>, nothing is seeded. Where one does, its names decide, for a comment seeds nothing.
/// </summary>
internal sealed class ProgramText
{
    private readonly Lazy<bool> _usesCuda;

    private ProgramText(bool seeds, bool seedsCuda, IReadOnlyCollection<SyntaxTree> cuda)
    {
        Seeds = seeds;
        SeedsCuda = seedsCuda;
        _usesCuda = new Lazy<bool>(() => cuda.Any(CudaDevices.AreUsedIn));
    }

    // At least one of them stands in every file that builds, moves, trains or feeds a model.
    private static readonly string[] TrainingWords =
    [
        "torch", "Torch", "Tensor", ".step(", ".train(", ".eval(", "optim", "Optim", "zero_grad", "backward", "parameters(", "DataLoader", "manual_seed", "Module<",
        "MLContext", "Trainers", "mlContext", "keras", "earningRate", "earning_rate", "functional",
    ];

    private static readonly string[] Seeders = ["manual_seed", "manual_seed_all", "set_rng_state", "Generator"];

    // Soft-max, log-soft-max and sigmoid, as layers and as functions.
    private static readonly string[] ProbabilityWords = ["oftmax", "igmoid", "oftMax"];

    private static readonly ConditionalWeakTable<SyntaxTree, object> KnownTopics = new();

    [Flags]
    private enum Topics
    {
        None = 0,
        Training = 1,
        Probabilities = 2,
    }

    /// <summary>True when something is seeded.</summary>
    public bool Seeds { get; }

    /// <summary>True when the generators of CUDA are.</summary>
    public bool SeedsCuda { get; }

    /// <summary>True when a device of CUDA is used. Only files that mention one are looked at closely, and only when a rule asks.</summary>
    public bool UsesCuda => _usesCuda.Value;

    public static ProgramText Of(Compilation compilation)
    {
        bool seeds = false, seedsCuda = false;
        var cuda = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => MentionsTraining(tree, CancellationToken.None)))
        {
            var text = tree.GetText().ToString();
            // A comment that says so seeds nothing, and once both are known, no further file is looked at.
            if (!seeds || !seedsCuda)
            {
                seeds |= Array.Exists(Seeders, word => NamesIn(tree, word).Any());
                seedsCuda |= NamesIn(tree, "manual_seed_all").Any() || NamesIn(tree, "manual_seed").Any(IsSeedOfCuda);
            }

            if (Has(text, "CUDA") || Has(text, "cuda"))
            {
                cuda.Add(tree);
            }
        }

        return new ProgramText(seeds, seedsCuda, cuda);
    }

    /// <summary>True when a file says anything about training. Trees live as long as their text does, so each is searched once.</summary>
    public static bool MentionsTraining(SyntaxTree tree, CancellationToken cancellation) =>
        (TopicsOf(tree, cancellation) & Topics.Training) != 0;

    /// <summary>True when a file says anything about turning outputs into probabilities.</summary>
    public static bool MentionsProbabilities(SyntaxTree tree, CancellationToken cancellation) =>
        (TopicsOf(tree, cancellation) & Topics.Probabilities) != 0;

    /// <summary>True when a file about training says a word.</summary>
    public static bool Mentions(SyntaxTree tree, string word, CancellationToken cancellation) =>
        MentionsTraining(tree, cancellation) && Has(tree.GetText(cancellation).ToString(), word);

    // A name in too many places to list is looked for node by node.
    private static IEnumerable<SimpleNameSyntax> NamesIn(SyntaxTree tree, string word) =>
        ProgramNames.In(tree, word, CancellationToken.None) is { } places
            ? places.Select(place => place.Parent).OfType<SimpleNameSyntax>()
            : tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == word);

    // cuda.manual_seed, torch.cuda.manual_seed
    private static bool IsSeedOfCuda(SimpleNameSyntax name) =>
        name is { Identifier.ValueText: "manual_seed", Parent: MemberAccessExpressionSyntax { Expression: var owner } }
        && owner is IdentifierNameSyntax { Identifier.ValueText: "cuda" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "cuda" };

    private static Topics TopicsOf(SyntaxTree tree, CancellationToken cancellation) =>
        (Topics)KnownTopics.GetValue(tree, fresh => SearchedText(fresh, cancellation));

    private static object SearchedText(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        var found = HasAny(text, TrainingWords) || SplitsByChance(text) ? Topics.Training : Topics.None;
        return HasAny(text, ProbabilityWords) ? found | Topics.Probabilities : found;
    }

    // A helper that mixes rows and says which are to train on need not mention a model.
    private static bool SplitsByChance(string text) =>
        (Has(text, "OrderBy") || Has(text, "orderby") || Has(text, "Shuffle(")) && Has(text, "Take(") && Has(text, "Skip(") && (Has(text,
            "train") || Has(text, "Train"));

    private static bool HasAny(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (Has(text, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
