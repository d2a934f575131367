using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>Trainers of ML.NET whose threads undo the seed of their context: TL2047.</summary>
internal static class MlNetThreadCheck
{
    private static readonly RuleInfo Rule = new SeedUndoneByThreads().Info;

    /// <summary>Reports SDCA trainers of seeded contexts that use several threads, or as many as the machine has for them.</summary>
    public static void Check(CodeUnit unit, INamedTypeSymbol context, ValueTracer values, Action<CodeFinding> report)
    {
        foreach (var creation in unit.CallsAndCreations.OfType<IObjectCreationOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(creation.Type, context) || values.Trace(creation.Argument("seed"))?.Number is null
                || unit.Names.EntityHolding(creation) is not { } entity)
            {
                continue;
            }

            foreach (var trainer in unit.Names.ReferencesTo(entity).Select(MlNetChecks.TrainerBuiltFrom))
            {
                CheckTrainer(trainer, unit, values, report);
            }
        }

        CheckHandedIn(unit, context, values, report);
    }

    // The context of a trainer where another type made and seeded it.
    private static void CheckHandedIn(CodeUnit unit, INamedTypeSymbol context, ValueTracer values, Action<CodeFinding> report)
    {
        foreach (var trainer in unit.CallsAndCreations.OfType<IInvocationOperation>())
        {
            if (trainer.TargetMethod.Name.StartsWith("Sdca", StringComparison.Ordinal)
                && ThreadsOf(trainer, unit, values) is not (null or 1)
                && trainer.DescendantsAndSelf().FirstOrDefault(part => part is IParameterReferenceOperation or IMemberReferenceOperation
                    && SymbolEqualityComparer.Default.Equals(part.Type?.OriginalDefinition, context)
                    && ReferenceEquals(MlNetChecks.TrainerBuiltFrom(part), trainer)) is { } reference
                && reference.Behind(unit) is IObjectCreationOperation made && SymbolEqualityComparer.Default.Equals(made.Type, context)
                && unit.CallsAndCreations.All(own => own.Syntax != made.Syntax) && values.Trace(made.Argument("seed"))?.Number is not null)
            {
                CheckTrainer(trainer, unit, values, report);
            }
        }
    }

    private static void CheckTrainer(IInvocationOperation? trainer, CodeUnit unit, ValueTracer values, Action<CodeFinding> report)
    {
        if (trainer is not null && trainer.TargetMethod.Name.StartsWith("Sdca", StringComparison.Ordinal)
            && ThreadsOf(trainer, unit, values) is { } threads && threads != 1)
        {
            report(new CodeFinding(
                Rule,
                trainer.Syntax.GetLocation(),
                "The context is seeded, but " + (threads > 1 ? (int)threads + " threads" : "half of the machine's processors")
                + " update the same weights without a lock, so results differ from run to run; set NumberOfThreads to 1.",
                Rule.Severity));
        }
    }

    // What the options are created with; what is assigned to them later is looked for by name. Zero stands for what is left to the
    // machine: half of its processors, as Microsoft.ML 5.0.1 has it, of which two make one thread and four make two. A trainer without
    // options takes as many, and has nowhere to say otherwise; whoever seeds a context is told of the seed alone.
    private static double? ThreadsOf(IInvocationOperation trainer, CodeUnit unit, ValueTracer values)
    {
        if (trainer.Argument("options")?.Value is not { } options || unit.Names.CreationsOf(options) is not { Count: 1 } made
            || made[0] is not IObjectCreationOperation created)
        {
            return null;
        }

        var assigned = Assignments(created, options, unit);
        return assigned.Length == 0 ? (IsOnlyHandedOver(created, options, unit) ? 0 : null)
            : assigned.Length == 1 ? values.Trace(assigned[0].Value)?.Number ?? LeastOf(assigned[0].Value, values)
            : null;
    }

    // processors > 4 ? 8 : 4, which is more than one in any case.
    private static double? LeastOf(IOperation value, ValueTracer values) =>
        value.Unwrapped() is IConditionalOperation { WhenFalse: { } otherwise } choice
        && values.Trace(choice.WhenTrue)?.Number is { } one && values.Trace(otherwise)?.Number is { } other
            ? Math.Min(one, other)
            : null;

    // Options that go through other hands may be set there.
    private static bool IsOnlyHandedOver(IOperation created, IOperation options, CodeUnit unit) =>
        ReferenceEquals(created, options.Unwrapped())
        || (options.Unwrapped() is ILocalReferenceOperation { Local: var local }
            && unit.Names.ReferencesTo(local).All(use => use.User() is IMemberReferenceOperation
                || use.User() is IArgumentOperation { Parent: IInvocationOperation taker } && MlNetPipelines.IsOfMlNet(taker)));

    private static ISimpleAssignmentOperation[] Assignments(IObjectCreationOperation created, IOperation options, CodeUnit unit)
    {
        var written = created.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [];
        var entity = unit.Names.EntityOf(options);
        var later = unit.LinkedOperations.OfType<ISimpleAssignmentOperation>().Where(assignment =>
            assignment.Target is IMemberReferenceOperation { Instance: { } instance } && entity is not null
            && SymbolEqualityComparer.Default.Equals(unit.Names.EntityOf(instance), entity));
        return written.Concat(later)
            .Where(assignment => assignment.Target is IMemberReferenceOperation { Member.Name: "NumberOfThreads" })
            .Concat(ByLambda(created, unit))
            .GroupBy(assignment => assignment.Syntax).Select(same => same.First())
            .ToArray();
    }

    // ml.Sdca(options => options.NumberOfThreads = 4), where the method calls the lambda with the options.
    private static IEnumerable<ISimpleAssignmentOperation> ByLambda(IObjectCreationOperation created, CodeUnit unit)
    {
        var threads = PropertyOf(created.Type);
        return (threads is null ? null : unit.Libraries.Uses.WritesTo(threads, unit.Cancellation)
            ?? [])?.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IMemberReferenceOperation { Instance: IParameterReferenceOperation option }
                && option.Parameter is var taken && taken.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }
                && option.Behind(unit).Syntax == created.Syntax) ?? [];
    }

    private static ISymbol? PropertyOf(ITypeSymbol? options)
    {
        for (var current = options; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("NumberOfThreads").FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
