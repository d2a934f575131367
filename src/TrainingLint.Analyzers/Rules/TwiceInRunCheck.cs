using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2035 over a run: the models whose parameters an optimizer is given, by whatever lists and functions.</summary>
internal sealed class TwiceInRunCheck() : CodeCheck<ParameterTwice>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var optimizer in run.Steps.Select(run.Receiver).GroupBy(optimizer => optimizer.Key).Select(same => same.First()))
            {
                if (run.Models.Of(optimizer) is not { IsSelection: false, Models: { Count: >= 2 } held })
                {
                    continue;
                }

                for (var later = 1; later < held.Count; later++)
                {
                    // One place that is read twice, such as a function of each layer, is two models.
                    if (held.Take(later).Any(earlier => IsSame(earlier, held[later]) || IsPart(earlier, held[later], run)
                        || IsPart(held[later], earlier, run)))
                    {
                        context.ReportOnce(At(held[later].Place,
                            "These parameters are in the optimizer already, so each step moves them twice; keep every parameter in one "
                            + "group."));
                        break;
                    }
                }
            }
        }
    }

    private static bool IsSame(Held left, Held right) => left.Model.Key == right.Model.Key && left.Place.Syntax != right.Place.Syntax
        && (left.Model.IsMade || left.Model.End is not IInvocationOperation);

    private static bool IsPart(Held part, Held whole, TrainingRun run) => IsMember(part.Place, whole.Place) || part.Model.IsMade
        && whole.Model.IsMade
        && part.Model.Key != whole.Model.Key && run.Models.PartsOf(whole.Model)?.Contains(part.Model.Key) == true;

    // A field that a module gives out, beside the module.
    private static bool IsMember(IOperation part, IOperation whole) => part.Unwrapped() is IMemberReferenceOperation
    {
        Member: var member, Instance: IInstanceReferenceOperation
    } && SymbolEqualityComparer.Default.Equals(member.ContainingType, whole.Unwrapped().Type);
}
