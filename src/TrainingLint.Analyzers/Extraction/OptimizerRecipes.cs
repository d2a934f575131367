using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>A recipe that was read from code, with the operation that it was read from.</summary>
internal sealed record CodeRecipe(Recipe Recipe, IOperation Creation);

/// <summary>
/// Reads the settings that code hands to optimizers, schedulers, loaders and layers, so that the rules that judge configs judge them too.
/// Each optimizer becomes a recipe; a setting that stands elsewhere becomes a fragment of one.
/// </summary>
internal sealed class OptimizerRecipes(CodeUnit unit, ValueTracer values, Places places)
{
    // The names under which TorchSharp, ML.NET and TensorFlow.NET take the same setting.
    private static readonly (SettingKey<double> Key, string[] Names)[] Numbers = [
        (Facts.LearningRate, ["lr", "learningRate", "learning_rate"]),
        (Facts.Momentum, ["momentum"]),
        (Facts.Beta1, ["beta1", "beta_1"]),
        (Facts.Beta2, ["beta2", "beta_2"]),
        (Facts.Epsilon, ["eps", "epsilon"]),
        (Facts.WeightDecay, ["weight_decay"]),
    ];

    private const int MostWays = 16;

    // What is judged without a whole recipe around it, too.
    private static readonly string[] SettingNames = [.. Numbers.SelectMany(number => number.Names),
        "batchSize", "p", "probability", "dropout", "max_norm", "clip_value", "label_smoothing"];

    /// <summary>
    /// True where a recipe is to be run, not judged: lengths of schedules, the peak of a one-cycle schedule and Nesterov's form of momentum
    /// are read as well.
    /// </summary>
    public bool ReadsLengths { get; init; }

    /// <summary>Everything in the type that the rules of the book can judge.</summary>
    public List<CodeRecipe> Read()
    {
        // Only ML.NET takes settings by assignment.
        var recipes = new List<CodeRecipe>();
        foreach (var operation in unit.Libraries.MlContext is null ? unit.LineageCallsAndCreations : unit.Operations)
        {
            if (Drafted(operation) is { } draft)
            {
                recipes.Add(new CodeRecipe(draft.Build(), operation));
            }

            AddOtherWays(operation, recipes);
        }

        return recipes;
    }

    private RecipeBuilder? Drafted(IOperation operation) =>
        (unit.Libraries.Torch is { } torch ? OfTorch(torch, operation) : null) ?? OfKeras(operation) ?? OfMlNet(operation);

    // What several callers hand over, or a list holds, is one recipe each.
    private void AddOtherWays(IOperation operation, List<CodeRecipe> recipes)
    {
        if (ReadsLengths || SettingsOf(operation) is not { Length: > 0 } settings)
        {
            return;
        }

        var ways = 0;
        values.ForEachWay(settings, () =>
        {
            if (ways++ < MostWays && values.IsAssuming && Drafted(operation) is { } draft)
            {
                recipes.Add(new CodeRecipe(draft.Build(), operation));
            }
        });
    }

    // The numbers among the arguments of what may be judged; most operations have none.
    private static IOperation[] SettingsOf(IOperation operation) => operation switch
    {
        IInvocationOperation or IObjectCreationOperation => [.. operation.Arguments()
            .Where(argument => !argument.IsDefault() && argument.Parameter is { } parameter
                && Array.IndexOf(SettingNames, parameter.Name) >= 0).Select(argument => argument.Value)],
        ISimpleAssignmentOperation
        {
            Target: IMemberReferenceOperation { Member.Name: "LearningRate" or "InitLearningRate" },
            Value: var value
        } => [value],
        _ => [],
    };

    private RecipeBuilder? OfTorch(TorchSymbols torch, IOperation operation)
    {
        // Nearly every call of a program is none of these.
        if (operation is IInvocationOperation { TargetMethod: var target } && !torch.IsOfTorch(target) && operation.Argument("label_smoothing") is null)
        {
            return null;
        }

        if (torch.OptimizerCreatedBy(operation) is { } optimizer)
        {
            return OptimizerChoice.MayNotBeMade(operation, torch, values) ? null : Optimizer(torch, operation, optimizer.Name);
        }

        if (operation is IObjectCreationOperation { Type: { ContainingType: { } owner } group } && group.DerivesFrom(torch.ParameterGroup))
        {
            return Settings(operation, owner.Name, isFragment: true);
        }

        if (torch.IsClipping(operation))
        {
            var key = operation.Argument("max_norm") is not null ? Facts.GradientClipNorm : Facts.GradientClipValue;
            Meaning[] meanings = [Meaning.ZeroErases, Meaning.NegativeReverses];
            return Fragment(operation, key, operation.Argument("max_norm", "clip_value"))
                ?.Mean(key, Array.FindAll(meanings, meaning => meaning.FitsTo(key)));
        }

        return torch.CreatesLoader(operation) ? Fragment(operation, Facts.BatchSize, operation.Argument("batchSize"))
            : IsDropout(torch, operation) ? Fragment(operation, Facts.Dropout, operation.Argument("p", "probability", "dropout"))
            : Fragment(operation, Facts.LabelSmoothing, operation.Argument("label_smoothing"));
    }

    private static bool IsDropout(TorchSymbols torch, IOperation operation) =>
        torch.LayerName(operation) is { } layer ? layer.IndexOf("Dropout", StringComparison.Ordinal) >= 0
        : operation is IInvocationOperation { TargetMethod.Name: "dropout" or "dropout1d" or "dropout2d" or "dropout3d" or "alpha_dropout" } call && torch.IsFunction(call.TargetMethod);

    // keras.optimizers.SGD(learning_rate: 0.1f): the optimizer's name is the method's.
    private RecipeBuilder? OfKeras(IOperation operation) =>
        operation is IInvocationOperation call && unit.Libraries.KerasOptimizers is { } keras
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, keras)
            ? Settings(operation, call.TargetMethod.Name, isFragment: true)
            : null;

    // Trainers of ML.NET boost trees or fit linear models; their rates share no scale, so only the widest range judges them.
    private RecipeBuilder? OfMlNet(IOperation operation)
    {
        if (unit.Libraries.MlContext is null)
        {
            return null;
        }

        if (operation is IInvocationOperation call && call.Argument("learningRate") is { } rate && IsMlNet(call.TargetMethod))
        {
            return Fragment(operation, Facts.LearningRate, rate)?.Mean(Facts.LearningRate, MeaningOf(call.TargetMethod.Name));
        }

        return operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment
            && member.Name is "LearningRate" or "InitLearningRate" && IsMlNet(member)
            && Number(values.Trace(assignment.Value), "LearningRate") is { IsWritten: true } assigned
            ? Draft(operation, isFragment: true).Set(Facts.LearningRate, assigned)
                .Mean(Facts.LearningRate, MeaningOf(OwnerOf(assignment.Target)))
            : null;
    }

    // The sign of a perceptron's score is the same at every rate: on Microsoft.ML 5.0.1 one at 1000 is as accurate as one at 1.
    private static Meaning[] MeaningOf(string trainer) =>
        trainer.IndexOf("Perceptron", StringComparison.Ordinal) >= 0 ? [Meaning.NoStepSize] : [];

    // AveragedPerceptronTrainer for an option of AveragedPerceptronTrainer.Options, which declares it in a base of its own.
    private static string OwnerOf(IOperation target) => (target as IMemberReferenceOperation)?.Instance?.Type?.ContainingType?.Name ?? "";

    private static bool IsMlNet(ISymbol member) =>
        member.ContainingNamespace?.ToDisplayString() is { } name && (name == "Microsoft.ML" || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal));

    private RecipeBuilder Optimizer(TorchSymbols torch, IOperation creation, string name)
    {
        var draft = Settings(creation, name, isFragment: false);
        var entity = unit.Names.EntityHolding(creation);
        var schedulers = entity is null ? []
            : Array.FindAll(unit.LinkedCallsAndCreations,
                operation => torch.CreatesScheduler(operation) && SameEntity(operation.Argument("optimizer")?.Value, entity));
        var writesRate = unit.Names.Assigns("LearningRate") || unit.Names.Assigns("InitialLearningRate");
        if (schedulers.Length == 1 && !writesRate)
        {
            Schedule(torch, schedulers[0], draft);
        }
        else if (schedulers.Length == 0 && !writesRate && entity is not null && !unit.Names.Escapes(entity))
        {
            draft.Set(Facts.Schedule, Setting<string>.Missing);
        }

        if (writesRate)
        {
            // The rate of every step is computed by hand, and the written one may stand for anything.
            draft.Mean(Facts.LearningRate, Meaning.SetByScheduler, Meaning.NoStepSize);
        }
        else if (OptimizesInputs(creation))
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        foreach (var scheduler in schedulers)
        {
            var kind = torch.SchedulerName(scheduler);
            if (kind == "LambdaLR" && !ScheduleFactor.StartsAtRate(scheduler, values))
            {
                // Multiplied by whatever the function returns, as in the schedule of the transformer, which starts from 1.
                draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
            }

            if (kind is "OneCycleLR" or "CyclicLR" or "SequentialLR" or "LambdaLR" or "ChainedLR")
            {
                draft.Set(Facts.ScheduleRampsUp, Setting<bool>.Derived(true, "from " + kind));
            }

            if (kind is "OneCycleLR" or "CyclicLR")
            {
                // Both write the rate and, unless told otherwise, the momentum of the optimizer.
                draft.Mean(Facts.LearningRate, Meaning.SetByScheduler);
                draft.Set(Facts.LearningRate, PeakOf(scheduler)).Set(Facts.Momentum, Setting<double>.Unknown);
            }
        }

        if (unit.Names.Assigns("Momentum"))
        {
            draft.Set(Facts.Momentum, Setting<double>.Unknown);
        }

        if (entity is not null && EpochsOf(torch, entity, schedulers) is { } epochs)
        {
            draft.Set(Facts.Epochs, epochs);
        }

        return draft;
    }

    private Setting<double> PeakOf(IOperation scheduler) =>
        ReadsLengths && scheduler.Argument("max_lr") is { } peak ? Number(values.Trace(peak), "max_lr") : Setting<double>.Unknown;

    // Style transfer and adversarial examples change an image, whose pixels have a scale of their own.
    private bool OptimizesInputs(IOperation creation) =>
        creation.Arguments() is { Length: > 0 } arguments
        && unit.Names.CreationsOf(arguments[0].Value) is { Count: 1 } handed
        && (handed[0] is IArrayCreationOperation { Initializer: not null } || handed[0].Syntax is CollectionExpressionSyntax)
        && !unit.Names.ModelsIn(handed[0]).Any()
        && handed[0].Descendants()
            .All(part => part.Type is not INamedTypeSymbol type
                || !type.DerivesFrom(unit.Libraries.Torch!.Module) && !type.DerivesFrom(unit.Libraries.Torch.ParameterGroup));

    private bool SameEntity(IOperation? operation, ISymbol entity) =>
        SymbolEqualityComparer.Default.Equals(unit.Names.EntityOf(operation), entity);

    private void Schedule(TorchSymbols torch, IOperation scheduler, RecipeBuilder draft)
    {
        var name = torch.SchedulerName(scheduler)!;
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Set(Facts.Schedule, Setting<string>.Written(name, name, "scheduler", places.Of(scheduler.Syntax)));
        if (scheduler.Argument("milestones") is { } milestones && values.TraceList(milestones.Value, out var site) is { } numbers && site is not null)
        {
            draft.Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Written(numbers, site.ToString(), "milestones", places.Of(site)));
        }

        if (scheduler.Argument("gamma") is { } gamma)
        {
            draft.Set(Facts.DecayFactor, Number(values.Trace(gamma), "gamma"));
        }

        if (scheduler.Argument("eta_min") is { } final)
        {
            draft.Set(Facts.FinalLearningRate, Number(values.Trace(final), "eta_min"));
        }

        if (ReadsLengths && scheduler.Argument("step_size", "T_max", "T_0") is { } length)
        {
            draft.Set(Facts.ScheduleLength, Number(values.Trace(length), length.Parameter!.Name));
        }
    }

    // for (var epoch = 0; epoch < 30; epoch++) around the scheduler's step, or else around a loop over batches that steps the optimizer.
    private Setting<double>? EpochsOf(TorchSymbols torch, ISymbol optimizer, IOperation[] schedulers)
    {
        var counted = Array.FindAll(unit.CallsAndCreations, operation => schedulers.Length == 0
            ? torch.IsOptimizerStep(operation) && SameEntity(((IInvocationOperation)operation).Receiver(), optimizer)
            : torch.IsSchedulerStep(operation)
            && unit.Names.CreationsOf(((IInvocationOperation)operation).Receiver()).Any(creation => schedulers.Contains(creation)));
        if (counted.Length != 1)
        {
            return null;
        }

        var loops = counted[0].Loops().ToArray();
        var loop = schedulers.Length == 0 ? (loops.Length >= 2 ? loops[loops.Length - 1] : null) : loops.Length == 1 ? loops[0] : null;
        return loop is IForLoopOperation { Condition: IBinaryOperation condition }
            && condition.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            && condition.LeftOperand.Unwrapped() is ILocalReferenceOperation
            && Number(values.Trace(condition.RightOperand), "epochs") is { HasValue: true } epochs && epochs.Or(0) > 0
            ? epochs
            : null;
    }

    private RecipeBuilder Settings(IOperation creation, string optimizer, bool isFragment)
    {
        var draft = Draft(creation, isFragment);
        if (ReadsLengths && values.Trace(creation.Argument("nesterov"))?.Flag == true)
        {
            optimizer += " (Nesterov)";
        }

        draft.Set(Facts.Optimizer, Setting<string>.Written(optimizer, optimizer, "optimizer", places.Of(creation.Syntax)));
        foreach (var (key, names) in Numbers)
        {
            if (creation.Argument(names) is { } argument)
            {
                draft.Set(key, Number(values.Trace(argument), argument.Parameter!.Name));
            }
        }

        return draft;
    }

    // Of a single setting nothing can be said unless somebody wrote it.
    private RecipeBuilder? Fragment(IOperation operation, SettingKey<double> key, IArgumentOperation? argument)
    {
        if (argument is null || argument.IsDefault()
            || Number(values.Trace(argument), argument.Parameter!.Name) is not { IsWritten: true } written)
        {
            return null;
        }

        return Draft(operation, isFragment: true).Set(key, written);
    }

    private RecipeBuilder Draft(IOperation operation, bool isFragment) =>
        new(operation.Type?.Name ?? "", "csharp", places.Of(operation.Syntax)) { IsFragment = isFragment };

    private Setting<double> Number(TracedValue? traced, string key) =>
        traced?.Number is not { } number ? Setting<double>.Unknown
        : traced.Setting is { } setting ? Setting<double>.Written(number, setting.Text, key, places.Of(setting.Location))
        : traced.Site is { } site ? Setting<double>.Written(number, site.ToString(), key, places.Of(site))
        : Setting<double>.ByDefault(number);
}
