using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ParameterTwiceCheck() : CodeCheck<ParameterTwice>("parameters", "named_parameters")
{
    private const int MostModules = 8;

    private static readonly HashSet<string> Selections = ["Where", "Except", "Skip", "Take", "Distinct", "DistinctBy", "ExceptBy", "Union", "OfType"];

    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Optimizers)
        {
            // What is joined in a variable first is handed over all the same.
            var given = creation.Arguments().FirstOrDefault()?.Value.Unwrapped();
            var parts = context.Unit.Subtree(given is ILocalReferenceOperation ? given.Behind(context.Unit) : creation).ToArray();
            if (given is not null && PartOfItself(given.Behind(context.Unit), context) is { } twice)
            {
                context.Report(At(
                    twice,
                    "This is a part of a model that is in the list as a whole, so each step moves its parameters twice; keep every "
                    + "parameter in one group."));
                continue;
            }

            parts = [.. parts, .. AddedLater(creation, context)];
            var lists = parts.OfType<IInvocationOperation>().Where(call => IsParameters(call, context)).ToArray();
            if (lists.Length < 2 || Array.Exists(parts, IsSelection))
            {
                continue;
            }

            if (Repeated(lists, context) is { } again)
            {
                context.Report(At(
                    again,
                    "These parameters are in the optimizer already, so each step moves them twice; keep every parameter in one group."));
            }
        }
    }

    // optimizer.add_param_group(new ParamGroup(net.head.parameters(), options))
    private static IEnumerable<IOperation> AddedLater(IOperation creation, CheckContext context) =>
        context.Unit.Names.EntityHolding(creation) is { } optimizer && context.Unit.Names.CreationsOf(optimizer).Count == 1
            ? context.Calls.Where(call => call.TargetMethod.Name == "add_param_group" && call.Arguments.Length == 1
                && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(call.Receiver()), optimizer))
                .SelectMany(call => context.Unit.Subtree(call.Arguments[0].Value.Behind(context.Unit)))
            : [];

    // modules.SelectMany(m => m.parameters()), where a model and what it has inside are both among the modules.
    private static IOperation? PartOfItself(IOperation all, CheckContext context)
    {
        if (all is not IInvocationOperation { TargetMethod.Name: "SelectMany" } flattened || flattened.Receiver() is not { } list
            || !context.Unit.Subtree(flattened).OfType<IInvocationOperation>().Any(call => IsParameters(call, context)))
        {
            return null;
        }

        var (modules, lists) = (new List<IOperation>(), new List<IOperation>());
        AddModules(list, context, modules, lists, 0);
        return modules.Concat(lists).FirstOrDefault(part => part.Unwrapped() is IMemberReferenceOperation { Instance: { } owner }
            && modules.Any(whole => !ReferenceEquals(whole, part) && context.AreSame(owner, whole)));
    }

    private static void AddModules(IOperation list, CheckContext context, List<IOperation> modules, List<IOperation> lists, int hops)
    {
        var behind = list.Unwrapped() is IMemberReferenceOperation ? list.Unwrapped() : list.Behind(context.Unit);
        if (hops > MostModules)
        {
            return;
        }

        if (behind is IInvocationOperation
            {
                TargetMethod: { Name: "Prepend" or "Append" or "Concat", ContainingType.Name: "Enumerable" },
                Arguments.Length: 2
            } joined)
        {
            AddModules(joined.Arguments[0].Value, context, modules, lists, hops + 1);
            (joined.TargetMethod.Name == "Concat" ? lists : modules).Add(joined.Arguments[1].Value);
        }
        else if (context.Values.ElementsOf(behind) is { } elements)
        {
            modules.AddRange(elements);
        }
        else
        {
            lists.Add(behind);
        }
    }

    private static bool IsParameters(IInvocationOperation call, CheckContext context) =>
        call.TargetMethod.Name is "parameters" or "named_parameters" && call.TargetMethod.ContainingType.DerivesFrom(context.Torch.Module)
        && call.Argument("recurse")?.IsDefault() != false;

    private static bool IsSelection(IOperation part) => part is IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation
        || part is IInvocationOperation { TargetMethod.Name: var name } && Selections.Contains(name);

    private static IInvocationOperation? Repeated(IInvocationOperation[] lists, CheckContext context)
    {
        for (var later = 1; later < lists.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (IsSameOrPart(lists[later].Instance, lists[earlier].Instance, context)
                    || IsSameOrPart(lists[earlier].Instance, lists[later].Instance, context))
                {
                    return lists[later];
                }
            }
        }

        return null;
    }

    // model and model, or model.head and model.
    private static bool IsSameOrPart(IOperation? part, IOperation? whole, CheckContext context)
    {
        for (var current = part?.Unwrapped(); current is not null; current = (current as IMemberReferenceOperation)?.Instance?.Unwrapped())
        {
            // A helper that is handed two models, one after the other, makes them neither one nor the other's part.
            if (context.AreSame(current, whole) && SamePath(current, whole!.Unwrapped(), context)
                && context.Unit.Names.AreSurelySame(current, whole))
            {
                return true;
            }
        }

        return false;
    }

    // Members of two objects bear the same name: a.head and b.head.
    private static bool SamePath(IOperation left, IOperation right, CheckContext context) => (left, right) switch
    {
        (IMemberReferenceOperation { Instance: { } a }, IMemberReferenceOperation { Instance: { } b }) =>
            a is IInstanceReferenceOperation ? b is IInstanceReferenceOperation
            : context.AreSame(a, b) && SamePath(a.Unwrapped(), b.Unwrapped(), context),
        (IMemberReferenceOperation, not IMemberReferenceOperation) or (not IMemberReferenceOperation, IMemberReferenceOperation) => false,
        (IInvocationOperation, _) or (_, IInvocationOperation) => false,
        _ => true,
    };
}
