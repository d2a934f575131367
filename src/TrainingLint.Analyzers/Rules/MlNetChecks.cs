using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What concerns ML.NET: contexts without a seed, and an image trainer whose rate does not count.</summary>
internal static class MlNetChecks
{
    private static readonly RuleInfo MissingSeed = RuleBook.Find("TL0301")!.Info;
    private static readonly RuleInfo RateOverridden = RuleBook.Find("TL2024")!.Info;

    public static void Check(CodeUnit unit, INamedTypeSymbol context, Action<CodeFinding> report)
    {
        foreach (var creation in unit.CallsAndCreations.OfType<IObjectCreationOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(creation.Type, context) && creation.Argument("seed")?.IsDefault() == true && Trains(creation, unit))
            {
                report(new CodeFinding(MissingSeed, creation.Syntax.GetLocation(), "This context trains without a seed, so splits and weights differ from run to run; write new MLContext(seed: 1).", Severity.Info)
                {
                    Properties = ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.Argument, "seed: 1"),
                });
            }
            else if (OverriddenRate(creation) is { } rate)
            {
                report(new CodeFinding(RateOverridden, rate.Syntax.GetLocation(), "This rate never counts: the options keep their default scheduler, which feeds its own rate; set LearningRateScheduler to null, or give the scheduler this rate.", RateOverridden.Severity));
            }
        }
    }

    // Contexts that only load and predict, or forecast, use no randomness: a trainer must be built and fitted.
    private static bool Trains(IObjectCreationOperation creation, CodeUnit unit)
    {
        if (unit.Names.EntityHolding(creation) is not { } entity)
        {
            return false;
        }

        var usesTrainers = unit.Names.ReferencesTo(entity).Any(reference => Chain(reference).Any(user => user is IPropertyReferenceOperation { Property.Name: "Trainers" }));
        return usesTrainers && unit.LinkedOperations.OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name is "Fit" or "CrossValidate");
    }

    private static IEnumerable<IOperation> Chain(IOperation reference)
    {
        for (var user = reference.User(); user is IPropertyReferenceOperation; user = user.User())
        {
            yield return user;
        }
    }

    private static IOperation? OverriddenRate(IObjectCreationOperation creation)
    {
        if (creation.Type is not { Name: "Options", ContainingType.Name: "ImageClassificationTrainer" } || creation.Initializer is not { } initializer)
        {
            return null;
        }

        var members = initializer.Initializers.OfType<ISimpleAssignmentOperation>().ToLookup(assignment => (assignment.Target as IMemberReferenceOperation)?.Member.Name);
        return members["LearningRateScheduler"].Any() ? null : members["LearningRate"].FirstOrDefault();
    }
}
