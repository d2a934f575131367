using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LeftInEvaluationModeCheck() : CodeCheck<LeftInEvaluationMode>("eval")
{
    public override void Check(CheckContext context)
    {
        foreach (var loop in context.Unit.Operations.OfType<ILoopOperation>())
        {
            var reached = context.Unit.ReachCalls(loop.Body);
            if (Array.Exists(reached, context.Torch.IsTrain) || !Array.Exists(reached, context.Torch.IsBackward)
                || !Array.Exists(reached, context.Torch.IsOptimizerStep))
            {
                continue;
            }

            foreach (var eval in reached.OfType<IInvocationOperation>().Where(context.Torch.IsEval).Concat(BeforeLoop(loop, context)))
            {
                if (IsTrained(eval, reached, context) && !SwitchesBackDeeper(loop.Body, context) && SiteOf(eval, loop, context) is { } site
                    && !IsJudgedLast(eval, site, loop, reached, context))
                {
                    context.Report(At(site, "From here on the model stays in evaluation mode while the loop goes on training it: dropout is off and batch statistics are frozen; call train() at the start of every epoch."));
                }
            }
        }
    }

    // A fold or a trial makes a model of its own, trains it and judges it at the end.
    private static bool IsJudgedLast(
        IInvocationOperation eval, IOperation site, ILoopOperation loop, IOperation[] reached, CheckContext context) =>
        context.Unit.Names.EntityOf(eval.Instance) is { } model && !context.Unit.Names.IsWrittenUnseen(model)
        && context.Unit.Names.NamesOf(model).All(name => name is not (IFieldSymbol or IPropertySymbol))
        && context.Unit.Names.CreationsOf(model) is { Count: > 0 } creations
        && creations.All(creation => Array.IndexOf(reached, creation) >= 0)
        && !context.Unit.Subtree(loop.Body).OfType<IInvocationOperation>().Any(call =>
            call.Syntax.SpanStart > site.Syntax.Span.End && Array.Exists(context.Unit.ReachCalls(call), context.Torch.IsBackward));

    // Training code is found two calls deep, and what it calls first may well be a method that switches the mode.
    private static bool SwitchesBackDeeper(IOperation region, CheckContext context) =>
        Array.Exists(context.Unit.ReachCalls(region, depth: 3), context.Torch.IsTrain);

    // eval() ahead of a training loop that never switches back.
    private static IEnumerable<IInvocationOperation> BeforeLoop(ILoopOperation loop, CheckContext context)
    {
        var function = CodeUnit.FunctionBodyOf(loop);
        return loop.Loops().Any() || Array.Exists(context.Unit.ReachCalls(function), context.Torch.IsTrain)
            ? []
            : context.Unit.Subtree(function).OfType<IInvocationOperation>()
                .Where(call => context.Torch.IsEval(call) && call.Function() == loop.Function()
                    && call.Syntax.Span.End <= loop.Syntax.SpanStart && !call.Loops().Any()
                    && call.SureStatement()?.Block == loop.Statement()?.Block);
    }

    private static bool IsTrained(IInvocationOperation eval, IOperation[] reached, CheckContext context)
    {
        if (context.Unit.Names.EntityOf(eval.Instance) is null)
        {
            return false;
        }

        var trained = context.Unit.LinkedCallsAndCreations.Where(operation => context.Torch.OptimizerCreatedBy(operation) is not null)
            .SelectMany(context.Unit.Names.NamingsOfModelsIn)
            .Where(model => context.Unit.Names.EntityOf(model) is not null)
            .ToArray();
        return trained.Length > 0 ? Array.Exists(trained, model => context.Unit.Names.AreSurelySame(model, eval.Instance))
            : !OptimizesTensors(context) && reached.OfType<IInvocationOperation>().Where(context.Torch.IsForward)
            .All(call => context.Unit.Names.AreSurelySame(call.Instance, eval.Instance));
    }

    // Adam([picture]): what is trained is no model but the input of one.
    private static bool OptimizesTensors(CheckContext context) => Array.Exists(context.Unit.LinkedCallsAndCreations, creation =>
        context.Torch.OptimizerCreatedBy(creation) is not null && creation.Arguments() is { Length: > 0 } arguments
        && context.Values.ElementsOf(arguments[0].Value) is { Count: > 0 });

    private static IOperation? SiteOf(IInvocationOperation eval, ILoopOperation loop, CheckContext context) =>
        eval.IsWithin(loop)
            || eval.Syntax.SyntaxTree == loop.Syntax.SyntaxTree && CodeUnit.FunctionBodyOf(eval) == CodeUnit.FunctionBodyOf(loop) ? eval
        : context.Unit.Subtree(loop.Body).OfType<IInvocationOperation>()
            .FirstOrDefault(call =>
                call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
                    ? Array.IndexOf(context.Unit.ReachCalls(call), eval) >= 0
                    : context.Unit.BodyOf(call.TargetMethod) is { } body
                        && Array.IndexOf(context.Unit.ReachCalls(body.Roots[0]), eval) >= 0);
}
