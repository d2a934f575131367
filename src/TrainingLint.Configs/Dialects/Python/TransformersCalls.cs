using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// <c>transformers.TrainingArguments(...)</c> and the classes that TRL and sentence-transformers derive from it, as programs and
/// notebooks call them, with the LoRA settings of the same program.
/// </summary>
internal sealed class TransformersCalls : HuggingFace
{
    // trl/trainer/*_config.py: what a class trains.
    private static readonly Dictionary<string, (Regime Full, Regime Adapter)> Regimes = new(StringComparer.Ordinal)
    {
        ["SFTConfig"] = (Regime.FineTuning, Regime.Adapter),
        ["DPOConfig"] = (Regime.Preference, Regime.PreferenceAdapter),
        ["ORPOConfig"] = (Regime.Preference, Regime.PreferenceAdapter),
        ["KTOConfig"] = (Regime.Preference, Regime.PreferenceAdapter),
        ["CPOConfig"] = (Regime.Preference, Regime.PreferenceAdapter),
        ["OnlineDPOConfig"] = (Regime.Preference, Regime.PreferenceAdapter),
        ["GRPOConfig"] = (Regime.LanguageModelReinforcement, Regime.LanguageModelReinforcementAdapter),
        ["RLOOConfig"] = (Regime.LanguageModelReinforcement, Regime.LanguageModelReinforcementAdapter),
    };

    public TransformersCalls()
        : base("transformers", PythonDialect.Language)
    {
        // The classes of TRL have defaults of their own, which differ between releases.
        Map(Facts.LearningRate, "learning_rate");
        Map(Facts.LoraRank, "/lora.r");
        Map(Facts.LoraAlpha, "/lora.lora_alpha");
    }

    public override int Precedence => 393;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.Code;

    public override bool Recognises(ConfigView config) =>
        config.Root.Tag == PythonRoots.Run && config.Has("arguments") && !PythonDialect.IsTest(config.File.Path)
            && config.Mapping("arguments") is { Entries.Count: > 0 };

    // **arguments may hold anything.
    protected override bool IsFragment(ConfigView config) => config.Has("arguments." + PythonFormat.Rest);

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [root.At("arguments", "training")];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        CompleteArguments(scope, draft);
        AnswerGroup.Observe(scope, "num_generations");
        AnswerGroup.ObserveShare(scope, draft, "num_generations");
        var name = ClassOf(scope);
        if (name is "TrainingArguments" or "Seq2SeqTrainingArguments")
        {
            draft.SetDefault(Facts.LearningRate, 5e-5);
        }

        var isAdapter = scope.Mapping("/lora") is not null;
        draft.Regime = !isAdapter && AdapterMethods.AreBuiltBy(scope.View.File.Text) ? Regime.FewWeights
            : Regimes.TryGetValue(name, out var known) ? isAdapter ? known.Adapter : known.Full
            : isAdapter ? Regime.Adapter : Regime.Unknown;

        // EVA starts from the singular vectors of the activations, whose size makes up for a small alpha (peft's eva_finetuning.py).
        if (scope.Text("/lora.init_lora_weights") == "eva")
        {
            draft.Set(Facts.LoraAlpha, Setting<double>.Unknown);
        }

        // peft/tuners/lora/config.py: lora_alpha=8, whatever the rank.
        if (scope.Mapping("/lora") is { } lora && !lora.Has(PythonFormat.Rest) && draft.Get(Facts.LoraRank).IsWritten
            && NodeTags.CalledBy(lora)?.EndsWith("LoraConfig", StringComparison.Ordinal) == true)
        {
            draft.SetDefault(Facts.LoraAlpha, 8);
        }

        if (isAdapter)
        {
            draft.SetWritten(Facts.RankStabilized, scope, "/lora.use_rslora");
        }
    }

    private static string ClassOf(RecipeScope scope)
    {
        var name = NodeTags.CalledBy(scope.Mapping("")) ?? NodeTags.CalledBy(scope.View.Node("arguments")) ?? "";
        return DottedName.Last(name);
    }
}
