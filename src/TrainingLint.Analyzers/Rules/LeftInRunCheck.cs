using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2003 over a run: a loop that judges a model in evaluation mode, and trains it on in the next turn.</summary>
internal sealed class LeftInRunCheck() : CodeCheck<LeftInEvaluationMode>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff))
        {
            var forwards = run.Calls(context.Torch.IsForward).Where(forward => !forward.IsUnrecorded).ToArray();
            foreach (var eval in run.Calls(context.Torch.IsEval).Where(eval => !eval.IsChoice))
            {
                var model = run.Receiver(eval);
                var loop = eval.Loops().FirstOrDefault(around => run.Backwards.Any(around.Contains) && run.Steps.Any(around.Contains));
                if (loop is not null && forwards.Any(forward => loop.Contains(forward) && run.Receiver(forward).Key == model.Key
                        && run.Backwards.Any(backward => backward.Loops().FirstOrDefault() == forward.Loops().FirstOrDefault()))
                    && run.Steps.Where(loop.Contains).Any(step => run.Models.Of(run.Receiver(step)) is { } holding
                        && holding.Models.Any(part => part.Model.Key == model.Key
                            || run.Models.PartsOf(part.Model)?.Contains(model.Key) == true))
                    && !IsOfTurn(model, loop, run)
                    && !run.Within(loop).Any(deed => (deed.Call is { TargetMethod.Name: "train" } call
                        && call.TargetMethod.ContainingType.DerivesFrom(context.Torch.Module)
                        && !run.Models.AreApart(run.Receiver(deed), model)
                        && !IsOfOneTurn(deed))))
                {
                    context.ReportOnce(At(SiteOf(eval, loop).Operation,
                        "From here on the model stays in evaluation mode while the loop goes on training it: dropout is off and batch "
                        + "statistics are frozen; call train() at the start of every epoch."));
                }
            }
        }
    }

    // A fold or a trial makes a model of its own, or takes the next of several.
    private static bool IsOfTurn(KnownObject model, Deed loop, TrainingRun run) => model.End switch
    {
        null => true,
        ILocalReferenceOperation { Local: var local } =>
            local.DeclaringSyntaxReferences.Any(declared => loop.Operation.Syntax.Span.Contains(declared.Span)),
        IInvocationOperation or IObjectCreationOperation => run.Within(loop).Any(deed => deed.Operation.Syntax == model.End.Syntax),
        _ => false,
    };

    // What the loop itself does, within which the mode is switched.
    internal static Deed SiteOf(Deed eval, Deed loop) =>
        eval.Around().TakeWhile(around => around != loop).LastOrDefault(around => around.Call is not null) ?? eval;

    // if (epoch == 0) model.train();
    private static bool IsOfOneTurn(Deed train) => train.Guard is IConditionalOperation { Condition: var condition }
        && condition.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality
        && equality.RightOperand.ConstantValue.HasValue
        && equality.LeftOperand.Unwrapped() is ILocalReferenceOperation or IParameterReferenceOperation;
}
