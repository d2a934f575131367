using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2036 over the whole of a run: what is frozen on the way, and what the optimizers that are stepped hold.</summary>
internal sealed class FrozenInRunCheck() : CodeCheck<EverythingFrozen>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            var switches = run.Deeds.Where(deed => Value(deed.Operation) is not null).ToArray();
            if (switches.Length == 0 || Array.Exists(switches, deed => Value(deed.Operation) == true))
            {
                continue;
            }

            var frozen = switches.Where(IsCertain).SelectMany(deed => FrozenBy(deed, run))
                .SelectMany(model => (IEnumerable<string>?)run.Models.PartsOf(model) ?? [model.Key]).ToArray();
            foreach (var step in run.Steps)
            {
                var optimizer = run.Receiver(step);
                if (run.Models.Of(optimizer) is { IsComplete: true, Models: { Count: > 0 } held }
                    && held.All(part => Array.IndexOf(frozen, part.Model.Key) >= 0 || IsWholeFrozen(part.Model, frozen, run)))
                {
                    context.ReportOnce(At(optimizer.Made!, "Every parameter of '" + (held[0].Model.Names.Count > 0 ? held[0].Model.Names[0]
                        : "the model") + "' was frozen before, so there is nothing for this optimizer to train; leave the layers to "
                        + "train unfrozen."));
                    break;
                }
            }
        }
    }

    // No condition, and no way out before, on the way to it.
    private static bool IsCertain(Deed deed)
    {
        if (deed.Guards > 0 || deed.IsChoice || deed.Loops().Skip(1).Any() || deed.Loops().FirstOrDefault() is not { } loop)
        {
            return false;
        }

        var place = loop.Operation is IAnonymousFunctionOperation lambda && TakerOf(lambda) is { } taker ? taker : loop.Operation;
        return place.IsAlwaysDone() && !loop.Operation.Descendants().Any(part => part is IBranchOperation or IConditionalOperation)
            && loop.Around().All(around => around.Operation.IsAlwaysDone());
    }

    // A Sequential of which every part is frozen.
    private static bool IsWholeFrozen(KnownObject model, string[] frozen, TrainingRun run) =>
        model.Made is IInvocationOperation { TargetMethod.Name: "Sequential" } && run.Models.PartsOf(model) is { Count: > 1 } parts
        && parts.Count(part => Array.IndexOf(frozen, part) < 0) == 1;

    // True where parameters are made trainable, false where they are frozen.
    private static bool? Value(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "requires_grad" }, Value: var value } =>
            value.ConstantValue is { HasValue: true, Value: bool said } ? said : true,
        IInvocationOperation { TargetMethod.Name: "requires_grad_", Arguments: var arguments } =>
            arguments.Length > 0 && arguments[0].Value.ConstantValue is { HasValue: true, Value: false } ? false : true,
        _ => null,
    };

    // foreach (var p in model.parameters()) p.requires_grad = false, also by ForEach.
    private static IEnumerable<KnownObject> FrozenBy(Deed deed, TrainingRun run)
    {
        var target = deed.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } owner } } ? owner
            : deed.Call?.Receiver();
        var over = deed.Loops().FirstOrDefault()?.Operation switch
        {
            IForEachLoopOperation each => each.Collection,
            IAnonymousFunctionOperation lambda => TakerOf(lambda)?.Receiver(),
            _ => null,
        };
        return target is not null && over is not null && run.Models.Read(over, deed.Path) is { IsComplete: true, IsSelection: false } all
            ? all.Models.Select(part => part.Model)
            : [];
    }

    private static IInvocationOperation? TakerOf(IOperation lambda) =>
        lambda.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation taker } ? taker : null;
}
