using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What concerns ML.NET: contexts without a seed, and an image trainer whose rate does not count.</summary>
internal static class MlNetChecks
{
    private static readonly RuleInfo SeedMissing = new MissingSeed().Info;
    private static readonly RuleInfo RateOverridden = new RateOverriddenByScheduler().Info;

    // Trainers that draw from the context's generator: they shuffle, sample, or start from random weights. The others use a seed of
    // their own options (trees, forests, additive models, LightGBM), fall back to a fixed one (TorchSharp's, splits), or draw nothing.
    // Each was fitted three times on Microsoft.ML 5.0.1, with contexts without a seed, with one seed and with three.
    private static readonly HashSet<string> RandomTrainers =
    [
        "Sdca", "SdcaLogisticRegression", "SdcaNonCalibrated", "SdcaMaximumEntropy", "SgdCalibrated", "SgdNonCalibrated", "SymbolicSgdLogisticRegression",
        "LdSvm", "FieldAwareFactorizationMachine", "KMeans", "RandomizedPca",
    ];

    // Online trainers shuffle what can be read in any order, which data from a file cannot unless it is cached.
    private static readonly HashSet<string> TrainersOfCachedData = ["AveragedPerceptron", "OnlineGradientDescent", "LinearSvm"];

    public static void Check(CodeUnit unit, INamedTypeSymbol context, Action<CodeFinding> report)
    {
        CheckHandedIn(unit, context, report);
        foreach (var creation in unit.CallsAndCreations.OfType<IObjectCreationOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(creation.Type, context) && creation.Argument("seed")?.IsDefault() == true
                && RandomTrainerOf(creation, unit) is { } trainer)
            {
                report(Unseeded(creation, trainer));
            }
            else if (OverriddenRate(creation) is { } rate)
            {
                report(new CodeFinding(RateOverridden, rate.Syntax.GetLocation(), "This rate never counts: the options keep their default scheduler, which feeds its own rate; set LearningRateScheduler to null, or give the scheduler this rate.", RateOverridden.Severity));
            }
        }
    }

    // The context of a trainer, where another type made it: a container, a base class, whoever calls the constructor.
    private static void CheckHandedIn(CodeUnit unit, INamedTypeSymbol context, Action<CodeFinding> report)
    {
        if (!unit.CallsAndCreations.OfType<IInvocationOperation>().Any(IsFit))
        {
            return;
        }

        foreach (var reference in unit.Operations)
        {
            if (reference is IParameterReferenceOperation or IMemberReferenceOperation or ILocalReferenceOperation
                && SymbolEqualityComparer.Default.Equals(reference.Type?.OriginalDefinition, context)
                && TrainerBuiltFrom(reference) is { } trainer && Draws(trainer, unit)
                && reference.Behind(unit) is IObjectCreationOperation creation
                && SymbolEqualityComparer.Default.Equals(creation.Type, context) && creation.Argument("seed")?.IsDefault() == true
                && unit.CallsAndCreations.All(own => own.Syntax != creation.Syntax))
            {
                report(Unseeded(creation, trainer.TargetMethod.Name));
            }
        }
    }

    private static bool IsFit(IInvocationOperation call) => call.TargetMethod.Name is "Fit" or "CrossValidate";

    private static CodeFinding Unseeded(IOperation creation, string trainer) =>
        new(SeedMissing, creation.Syntax.GetLocation(), "This context has no seed, and " + trainer + " draws from its generator, so results "
            + "differ from run to run; write new MLContext(seed: 1).", Severity.Info)
        {
            Properties = ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.Argument, "seed: 1"),
        };

    // Contexts that only load and predict, or forecast, use no randomness: a trainer must be built and fitted.
    private static string? RandomTrainerOf(IObjectCreationOperation creation, CodeUnit unit)
    {
        if (unit.Names.EntityHolding(creation) is not { } entity
            || !unit.LinkedCallsAndCreations.OfType<IInvocationOperation>().Any(IsFit))
        {
            return null;
        }

        return unit.Names.ReferencesTo(entity).Select(TrainerBuiltFrom)
            .FirstOrDefault(trainer => trainer is not null && Draws(trainer, unit))?.TargetMethod.Name;
    }

    // context.Regression.Trainers.Sdca(...), where the method is an extension of the catalogue of trainers.
    internal static IInvocationOperation? TrainerBuiltFrom(IOperation reference)
    {
        var user = reference.User();
        while (user is IPropertyReferenceOperation { Property.Name: not "Trainers" })
        {
            user = user.User();
        }

        return user is not IPropertyReferenceOperation trainers ? null : trainers.User() switch
        {
            IInvocationOperation call => call,
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } => call,
            _ => null,
        };
    }

    private static bool Draws(IInvocationOperation trainer, CodeUnit unit)
    {
        var name = trainer.TargetMethod.Name;
        if (trainer.Argument("options")?.Value is not { } options)
        {
            return IsRandom(name, unit) && trainer.Argument("seed") is null or { ArgumentKind: ArgumentKind.DefaultValue };
        }

        // Options that come from elsewhere may seed the trainer; their fields are told apart by name alone, which errs on the silent side.
        if (!unit.Names.CreationsOf(options).Any(created => created is IObjectCreationOperation))
        {
            return false;
        }

        if (name.StartsWith("Lbfgs", StringComparison.Ordinal))
        {
            return Assigned("InitialWeightsDiameter", unit).Any(value => value.ConstantValue is { HasValue: true, Value: float and > 0 });
        }

        return IsRandom(name, unit) && !Assigned("Seed", unit).Any() && !Assigned("Shuffle", unit).Any();
    }

    private static bool IsRandom(string trainer, CodeUnit unit) => RandomTrainers.Contains(trainer)
        || (TrainersOfCachedData.Contains(trainer)
            && Array.Exists(unit.LinkedCallsAndCreations, operation => operation is IInvocationOperation { TargetMethod.Name: "Cache" or "AppendCacheCheckpoint" }));

    private static IEnumerable<IOperation> Assigned(string option, CodeUnit unit) => unit.LinkedOperations
        .OfType<ISimpleAssignmentOperation>()
        .Where(assignment =>
            assignment.Target is IMemberReferenceOperation member && member.Member.Name == option
                && member.Member.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.ML", StringComparison.Ordinal) == true)
        .Select(assignment => assignment.Value);

    private static IOperation? OverriddenRate(IObjectCreationOperation creation)
    {
        if (creation.Type is not { Name: "Options", ContainingType.Name: "ImageClassificationTrainer" } || creation.Initializer is not { } initializer)
        {
            return null;
        }

        var members = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .ToLookup(assignment => (assignment.Target as IMemberReferenceOperation)?.Member.Name);
        return members["LearningRateScheduler"].Any() ? null : members["LearningRate"].FirstOrDefault();
    }
}
