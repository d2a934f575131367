using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Rules;

/// <summary>The half of TL0301 that concerns code: a program that trains and seeds nothing at all.</summary>
internal sealed class MissingSeedCheck() : CodeCheck("TL0301")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        var libraries = context.Unit.Libraries;
        var creation = context.Unit.CallsAndCreations.FirstOrDefault(operation => context.Torch.OptimizerCreatedBy(operation) is not null);
        if (creation is null || !libraries.IsProgram || libraries.Text.Seeds || !context.Unit.CallsAndCreations.SelectMany(Reached(context)).Any(context.Torch.IsOptimizerStep))
        {
            return [];
        }

        var start = context.Unit.CallsAndCreations.FirstOrDefault(context.Torch.CreatesModule) ?? creation;
        return [At(start, "The program trains a model and seeds nothing, so every run starts elsewhere and ends elsewhere; call torch.manual_seed with a fixed number before the model is built.", Core.Findings.Severity.Info)];
    }

    private static System.Func<IOperation, IEnumerable<IOperation>> Reached(CheckContext context) => operation =>
        operation is IInvocationOperation call && context.Unit.BodyOf(call.TargetMethod) is { IsForeign: true } body ? body.Operations : [operation];
}
