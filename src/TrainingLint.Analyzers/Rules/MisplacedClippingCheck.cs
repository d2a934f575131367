using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MisplacedClippingCheck() : CodeCheck("TL2018", "clip_grad_norm_", "clip_grad_value_")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        foreach (var clip in context.Calls.Where(context.Torch.IsClipping))
        {
            if (clip.Statement() is not var (block, statement) || statement is not IExpressionStatementOperation)
            {
                continue;
            }

            // Two backward passes, or two steps, may belong to two models.
            var at = block.Operations.IndexOf(statement);
            var backward = IndexOf(block, context.Torch.IsBackward);
            var step = IndexOf(block, context.Torch.IsOptimizerStep);
            if (backward > at && step > backward)
            {
                yield return At(clip, "Gradients are clipped before backward() computes them, so nothing is clipped; clip between backward() and step().");
            }
            else if (step >= 0 && step < at && backward >= 0 && backward < step)
            {
                yield return At(clip, "Gradients are clipped after the step has followed them, so nothing is clipped; clip between backward() and step().");
            }
        }
    }

    private static int IndexOf(IBlockOperation block, System.Func<IOperation, bool> isMeant)
    {
        var found = block.Operations.Select((statement, index) => (statement, index))
            .Where(pair => pair.statement is IExpressionStatementOperation { Operation: var expression } && isMeant(expression.Unwrapped()))
            .Select(pair => pair.index)
            .ToArray();
        var inside = block.DescendantsAndSelf().Count(isMeant);
        return found.Length == 1 && inside == 1 ? found[0] : -1;
    }
}
