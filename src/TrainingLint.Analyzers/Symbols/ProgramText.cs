using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>
/// What words the sources of a program mention. A search of the text costs next to nothing and is enough to stay silent:
/// where no file says <c>manual_seed</c>, nothing is seeded.
/// </summary>
internal sealed record ProgramText(bool Seeds, bool SeedsCuda, bool UsesCuda)
{
    // At least one of them stands in every file that builds, moves, trains or feeds a model.
    private static readonly string[] TrainingWords =
    [
        "torch", "Torch", "optim", "Optim", "zero_grad", "backward", "parameters(", "DataLoader", "manual_seed", "Module<",
        "MLContext", "Trainers", "mlContext", "keras", "earningRate", "earning_rate", "functional",
    ];

    private static readonly ConditionalWeakTable<SyntaxTree, object> Mentions = new();

    public static ProgramText Of(Compilation compilation)
    {
        bool seeds = false, seedsCuda = false, usesCuda = false;
        foreach (var tree in compilation.SyntaxTrees.Where(tree => MentionsTraining(tree, CancellationToken.None)))
        {
            var text = tree.GetText().ToString();
            seeds |= Has(text, "manual_seed") || Has(text, "set_rng_state") || Has(text, "Generator(");
            seedsCuda |= Has(text, "cuda.manual_seed") || Has(text, "manual_seed_all");
            usesCuda |= Has(text, "CUDA") || Has(text, "cuda");
        }

        return new ProgramText(seeds, seedsCuda, usesCuda);
    }

    /// <summary>True when a file says anything about training. Trees live as long as their text does, so each is searched once.</summary>
    public static bool MentionsTraining(SyntaxTree tree, CancellationToken cancellation) =>
        (bool)Mentions.GetValue(tree, fresh => SearchedText(fresh, cancellation));

    private static object SearchedText(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return TrainingWords.Any(word => Has(text, word));
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
