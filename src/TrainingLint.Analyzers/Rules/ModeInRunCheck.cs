using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2057 over a run: the mode that a model is in when it is judged.</summary>
internal sealed class ModeInRunCheck() : CodeCheck<JudgedInTrainingMode>()
{
    private static readonly string[] Noisy =
        ["Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d"];

    private static readonly string[] Measures = ["argmax", "eq", "topk", "pow", "abs", "square"];

    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff && run.Backwards.Length > 0))
        {
            var modes = run.Deeds.Where(deed => IsMode(deed, context)).ToArray();
            foreach (var forward in run.Calls(context.Torch.IsForward))
            {
                if (forward.IsUnrecorded && !forward.IsChoice && forward.Call!.Arguments.Length == 1
                    && IsTrainedBefore(forward, run, context)
                    && IsTraining(forward, modes, run, context) && IsMeasure(forward, run, context)
                    && NoiseOf(run.Receiver(forward), forward, context) is { } layer)
                {
                    context.ReportOnce(At(forward.Operation, "Nothing calls eval() on this model before, so " + layer
                        + " does here what it does in training; call eval() before the evaluation, and train() before training goes on."));
                    break;
                }
            }
        }
    }

    private static bool IsMode(Deed deed, CheckContext context) => deed.Call is { TargetMethod: { Name: "train" or "eval" } method }
        && method.ContainingType.DerivesFrom(context.Torch.Module);

    // The model that was run in a training loop that an optimizer steps, before or in an earlier turn.
    private static bool IsTrainedBefore(Deed forward, TrainingRun run, CheckContext context) =>
        run.Calls(context.Torch.IsForward).Any(other =>
        !other.IsUnrecorded && run.Receiver(other).Key == run.Receiver(forward).Key
        && other.Loops().FirstOrDefault() is { } loop && run.Backwards.Any(loop.Contains) && run.Steps.Any(loop.Contains)
        && !loop.Contains(forward) && other.Order < forward.Order);

    // Nothing that may be this model, or hold it, was switched to evaluation since it was last switched to training.
    private static bool IsTraining(Deed forward, Deed[] modes, TrainingRun run, CheckContext context)
    {
        var model = run.Receiver(forward);
        for (var i = modes.Length - 1; i >= 0; i--)
        {
            if (modes[i].Order > forward.Order || !MayConcern(run.Receiver(modes[i]), model, run))
            {
                continue;
            }

            return context.Torch.IsTrain(modes[i].Operation) && !IsSwitch(modes[i]);
        }

        // What is switched only later may well have been before, in code that was not walked through.
        return !Array.Exists(modes, mode => MayConcern(run.Receiver(mode), model, run))
            && !context.Unit.Libraries.Uses.IsNamed("eval", context.Unit.Cancellation);
    }

    // train(mode) by a variable may be either.
    private static bool IsSwitch(Deed mode) => mode.Call!.Arguments.Any(argument => !argument.IsDefault()
        && !argument.Value.ConstantValue.HasValue);

    private static bool MayConcern(KnownObject switched, KnownObject model, TrainingRun run) => !run.Models.AreApart(switched, model);

    // Something near compares what the model says.
    private static bool IsMeasure(Deed forward, TrainingRun run, CheckContext context)
    {
        foreach (var part in forward.Around())
        {
            if (run.Backwards.Any(part.Contains) || (part.Call?.TargetMethod.Name is { } name && IsSampling(name)))
            {
                return false;
            }

            if (run.Within(part).Any(deed => deed.Order >= forward.Order && deed.Call is { } call && IsMeasure(call, context)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMeasure(IInvocationOperation call, CheckContext context) =>
        Array.IndexOf(Measures, call.TargetMethod.Name) >= 0
        || (context.Torch.IsOfTorch(call.TargetMethod) && (call.TargetMethod.Name.IndexOf("entropy", StringComparison.Ordinal) >= 0
            || call.TargetMethod.Name.IndexOf("loss", StringComparison.OrdinalIgnoreCase) >= 0))
        || (call.Arguments.Length == 2 && context.Torch.IsForward(call));

    // Dropout stays on where several answers are wanted.
    private static bool IsSampling(string name) => name.IndexOf("Uncertain", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("MonteCarlo", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("Sample", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string? NoiseOf(KnownObject model, Deed forward, CheckContext context)
    {
        var type = (model.Made as IObjectCreationOperation)?.Type ?? (model.IsMade ? null : forward.Call!.Instance?.Unwrapped().Type);
        return type is INamedTypeSymbol { DeclaringSyntaxReferences: { Length: > 0 } declared } ? declared
                .SelectMany(reference =>
                    reference.GetSyntax(context.Unit.Cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Select(call => (call.Expression as SimpleNameSyntax
                    ?? (call.Expression as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText)
                .FirstOrDefault(name => Array.IndexOf(Noisy, name) >= 0)
            : model.Made is { } made
            ? LayersOf(made, context).Select(context.Torch.LayerName).FirstOrDefault(name => Array.IndexOf(Noisy, name) >= 0)
            : null;
    }

    // The layers that are written in the creation of a Sequential, or of what it is given.
    private static IEnumerable<IOperation> LayersOf(IOperation made, CheckContext context)
    {
        foreach (var part in made.DescendantsAndSelf())
        {
            yield return part;
            if (part is ILocalReferenceOperation { Local: var local })
            {
                foreach (var use in CodeUnit.FunctionBodyOf(part).Descendants().Where(use =>
                    use is ILocalReferenceOperation { Local: var named }
                    && SymbolEqualityComparer.Default.Equals(named, local)))
                {
                    var holder = use.User() is IInvocationOperation add ? add : null;
                    foreach (var layer in holder?.DescendantsAndSelf() ?? [])
                    {
                        yield return layer;
                    }
                }

                foreach (var layer in part.Behind(context.Unit).DescendantsAndSelf())
                {
                    yield return layer;
                }
            }
        }
    }
}
