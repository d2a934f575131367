using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Analyzers.Rules;

/// <summary>The half of TL0301 that concerns code: a program that trains and seeds nothing at all.</summary>
internal sealed class MissingSeedCheck() : CodeCheck<MissingSeed>()
{
    public override void Check(CheckContext context)
    {
        var libraries = context.Unit.Libraries;
        if (!libraries.IsProgram || context.Optimizers.Length == 0 || libraries.Text.Seeds
            || !Array.Exists(context.Unit.CallsAndCreations, operation => Steps(operation, context)))
        {
            return;
        }

        var start = Array.Find(context.Unit.CallsAndCreations, context.Torch.CreatesModule) ?? context.Optimizers[0];
        context.Report(At(start, "The program trains a model and seeds nothing, so every run starts elsewhere and ends elsewhere; call torch.manual_seed with a fixed number before the model is built.", Core.Findings.Severity.Info));
    }

    private static bool Steps(IOperation operation, CheckContext context) =>
        operation is IInvocationOperation call && context.Unit.BodyOf(call.TargetMethod) is { IsForeign: true } body
            ? Array.Exists(body.CallsAndCreations, context.Torch.IsOptimizerStep)
            : context.Torch.IsOptimizerStep(operation);
}
