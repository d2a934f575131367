using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Analyzers.Rules;

/// <summary>The half of TL0302 that concerns code: torch's seed reaches neither its own loaders nor the GPU.</summary>
internal sealed class SeedIncompleteCheck() : CodeCheck<SeedIncomplete>("DataLoader", "IterableDataLoader", "manual_seed")
{
    public override void Check(CheckContext context)
    {
        foreach (var operation in context.Unit.CallsAndCreations)
        {
            if (context.Torch.CreatesLoader(operation) && context.Unit.Libraries.Text.Seeds
                && context.Values.Trace(operation.Argument("shuffle"))?.Flag == true && operation.Argument("seed") is { } seed && seed.IsDefault())
            {
                context.Report(At(operation, "torch is seeded, but this loader shuffles with a generator of its own; pass a shuffler that draws from a seeded Random (a seed repeats one order in every epoch)."));
            }
            else if (context.Torch.IsManualSeed(operation) && context.Unit.Libraries.Text is { UsesCuda: true, SeedsCuda: false })
            {
                context.Report(At(operation, "This seeds the processor's generator only, while the program may run on CUDA; call torch.cuda.manual_seed_all with the same seed as well."));
            }
        }
    }
}
