using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary><c>model.compile(...)</c> and the <c>model.fit(...)</c> behind it (<c>keras/src/trainers/trainer.py</c>, <c>keras/src/optimizers/*.py</c>).</summary>
internal sealed class KerasCalls : PythonDialect
{
    // Signatures of the classes; Keras has used these since version 2.
    private static readonly Dictionary<string, double> Rates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Adam"] = 1e-3,
        ["AdamW"] = 1e-3,
        ["Nadam"] = 1e-3,
        ["Adamax"] = 1e-3,
        ["RMSprop"] = 1e-3,
        ["SGD"] = 1e-2,
        ["Adagrad"] = 1e-3,
        ["Adadelta"] = 1e-3,
        ["Ftrl"] = 1e-3,
    };

    public KerasCalls()
        : base("keras", Language)
    {
        Map(Facts.LearningRate, "compile.optimizer.learning_rate", "compile.optimizer.lr", "compile.optimizer.0");
        Map(Facts.Momentum, "compile.optimizer.momentum");
        Map(Facts.Beta1, "compile.optimizer.beta_1");
        Map(Facts.Beta2, "compile.optimizer.beta_2");
        Map(Facts.Epsilon, "compile.optimizer.epsilon");
        Map(Facts.WeightDecay, "compile.optimizer.weight_decay");
        Map(Facts.Epochs, "fit.epochs");
        Map(Facts.EffectiveBatchSize, "fit.batch_size");
    }

    public override int Precedence => 395;

    public override bool Recognises(ConfigView config) =>
        Is(config, PythonRoots.Run) && config.Has("compile") && NameOf(config.Node("compile.optimizer") ?? config.Node("compile.0")) is not null;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var optimizer = scope.Node("compile.optimizer") ?? scope.Node("compile.0")!;
        var name = NameOf(optimizer)!;
        draft.Set(Facts.Optimizer, Setting<string>.Written(name, name, "compile.optimizer", optimizer.Place, scope.OriginOf(optimizer)));
        if (optimizer is not MappingNode mapping || !mapping.Has(PythonFormat.Rest))
        {
            if (Rates.TryGetValue(name, out var rate) && optimizer is ScalarNode or MappingNode { Entries.Count: 0 })
            {
                draft.SetDefault(Facts.LearningRate, rate);
            }

        }

        draft.Regime = PretrainedModels.AreUsedIn(scope.View.File) ? Regime.Unknown : Regime.Tabular;
        draft.EvaluationUnit = LengthUnit.Epochs;
        KerasLastLayer.Fill(scope, draft, optimizer.Place);
        if (scope.Has("fit"))
        {
            KerasImages.Observe(scope);
        }

        if (scope.Mapping("fit") is { } fit && !fit.Has(PythonFormat.Rest))
        {
            ReadFit(scope, draft, fit);
        }
    }

    // keras/src/trainers/trainer.py: fit(x, y, batch_size=None, epochs=1, ..., validation_split=0.0, validation_data=None).
    private static void ReadFit(RecipeScope scope, RecipeBuilder draft, MappingNode fit)
    {
        if (fit.HasAnyOf("validation_data", "validation_split"))
        {
            var held = fit["validation_data"] ?? fit["validation_split"]!;
            draft.Set(Facts.Validation, Setting<bool>.Written(true, "validation", "fit", held.Place, scope.OriginOf(held)));
        }

        if (!fit.HasAnyOf("epochs", "3"))
        {
            draft.SetDefault(Facts.Epochs, 1);
        }
    }

    private static string? NameOf(ConfigNode? optimizer)
    {
        var name = NodeTags.CalledBy(optimizer) ?? (optimizer is ScalarNode { Style: ScalarStyle.Quoted, Tag: null } text ? text.Text : "");
        name = DottedName.Last(name);
        return OptimizerFamilies.Of(name) != OptimizerFamily.Unknown ? name : null;
    }
}
