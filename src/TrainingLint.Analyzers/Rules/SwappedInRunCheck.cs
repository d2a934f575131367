using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2028 over a run: a loss whose input no model has touched, and whose target is what a model says.</summary>
internal sealed class SwappedInRunCheck() : CodeCheck<LossArgumentsSwapped>()
{
    private static readonly HashSet<string> Ordered =
        ["cross_entropy", "nll_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "poisson_nll_loss", "kl_div",
            "CrossEntropyLoss", "NLLLoss", "BCELoss", "BCEWithLogitsLoss", "PoissonNLLLoss", "KLDivLoss"];

    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var deed in run.Deeds)
            {
                if (deed.Call is { Arguments.Length: >= 2 } call && !deed.IsUnrecorded && IsOrdered(deed, run, context)
                    && Argument(call, 0) is { } input && Argument(call, 1) is { } target
                    && new LossModels(run, context).Add(target, deed.Path) is { Models.Count: > 0 }
                    && new LossModels(run, context).Add(input, deed.Path) is { Models.Count: 0, IsComplete: true } of
                    && (call.TargetMethod.Name == "kl_div" || (!of.IsCut && IsData(input, deed.Path, run, context))))
                {
                    context.ReportOnce(At(Place(deed),
                        "The output of the model comes second here and the target first; swap them: a loss takes (input, target)."));
                }
            }
        }
    }

    private static bool IsOrdered(Deed deed, TrainingRun run, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(deed.Call!.TargetMethod.ContainingType, context.Torch.Functional)
            ? Ordered.Contains(deed.Call.TargetMethod.Name)
            : context.Torch.IsForward(deed.Call) && deed.Call.Instance is { Type: var type } instance
                && (type is not null && Ordered.Contains(type.Name) || (run.Receiver(deed).Made is { } made
                    && context.Torch.LayerName(made) is { } name && Ordered.Contains(name)));

    // Rows of a collection, what a caller hands in, or a tensor that is made of numbers.
    private static bool IsData(IOperation input, CallPath? path, TrainingRun run, CheckContext context)
    {
        var rows = run.Keys.RowsOf(input, path);
        return rows.End switch
        {
            IInvocationOperation call when context.Torch.IsFunction(call.TargetMethod) =>
                call.TargetMethod.Name is "tensor" or "from_array" or "ones" or "zeros" or "full" or "ones_like" or "zeros_like"
                    or "full_like" or "as_tensor",
            IInvocationOperation or IParameterReferenceOperation => true,
            IMemberReferenceOperation or ILocalReferenceOperation => rows.Names.Count > 0 && rows.End.Type is { } type
                && (context.Torch.IsLoader(type) || type.SpecialType == SpecialType.None),
            IObjectCreationOperation { Type: var made } => context.Torch.IsLoader(made) || context.Torch.IsDataset(made),
            _ => false,
        };
    }

    // Where a function does nothing but to pass on what it gets, its caller is who swaps.
    private static IOperation Place(Deed deed) => deed.Path is { } path && deed.Call is { } call
        && Argument(call, 0)?.Unwrapped() is IParameterReferenceOperation { Parameter: var first }
        && Argument(call, 1)?.Unwrapped() is IParameterReferenceOperation { Parameter: var second } && first.Ordinal < second.Ordinal
        && SymbolEqualityComparer.Default.Equals(first.ContainingSymbol.OriginalDefinition, path.Function)
            ? path.Site
            : deed.Operation;

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;
}
