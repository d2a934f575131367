using System;
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

    /// <summary>Reports SDCA trainers of seeded contexts that are told to use several threads.</summary>
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
                if (trainer is not null && trainer.TargetMethod.Name.StartsWith("Sdca", StringComparison.Ordinal)
                    && trainer.Argument("options") is { } options && ThreadsOf(options.Value, unit, values) is { } threads && threads > 1)
                {
                    report(new CodeFinding(
                        Rule,
                        trainer.Syntax.GetLocation(),
                        "The context is seeded, but " + (int)threads + " threads update the same weights without a lock, so results differ from run to run;"
                        + " set NumberOfThreads to 1.",
                        Rule.Severity));
                }
            }
        }
    }

    // What the options are created with; what is assigned to them later is looked for by name.
    private static double? ThreadsOf(IOperation options, CodeUnit unit, ValueTracer values) =>
        unit.Names.CreationsOf(options) is { Count: 1 } made && made[0] is IObjectCreationOperation created
            ? Assignments(created, options, unit) is { Length: 1 } only ? values.Trace(only[0].Value)?.Number : null
            : null;

    private static ISimpleAssignmentOperation[] Assignments(IObjectCreationOperation created, IOperation options, CodeUnit unit)
    {
        var written = created.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [];
        var entity = unit.Names.EntityOf(options);
        var later = unit.LinkedOperations.OfType<ISimpleAssignmentOperation>().Where(assignment =>
            assignment.Target is IMemberReferenceOperation { Instance: { } instance } && entity is not null
            && SymbolEqualityComparer.Default.Equals(unit.Names.EntityOf(instance), entity));
        return written.Concat(later)
            .Where(assignment => assignment.Target is IMemberReferenceOperation { Member.Name: "NumberOfThreads" })
            .ToArray();
    }
}
