using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// hiyouga/LLaMA-Factory, <c>llamafactory-cli train</c>: <c>src/llamafactory/hparams/{parser,finetuning_args,data_args,model_args}.py</c>.
/// A file without stage and finetuning_type is supervised LoRA training.
/// </summary>
internal sealed class LlamaFactory : HuggingFace
{
    private static readonly string[] Stages = ["pt", "sft", "rm", "ppo", "dpo", "kto"];
    private static readonly string[] Methods = ["lora", "oft", "freeze", "full"];

    public LlamaFactory()
        : base("llama-factory", Loaders.LlamaFactory)
    {
        Map(Facts.LearningRate, "learning_rate").Otherwise(5e-5);
        OtherKnownKeys = [.. OtherKnownKeys, "lora_rank", "lora_alpha", "lora_dropout", "lora_target", "val_size", "eval_dataset", "early_stopping_steps", "pref_beta", "num_layer_trainable"];
        GuardedKeys = [.. GuardedKeys, "finetuning_type", "lora_rank", "lora_alpha", "lora_dropout", "lora_target", "val_size", "eval_dataset", "quantization_bit", "template", "cutoff_len"];
        KeyFacts =
        [
            .. KeyFacts,
            new("lora_rank", LoraOnly) { When = IsNotLora },
            new("lora_alpha", LoraOnly) { When = IsNotLora },
            new("lora_dropout", LoraOnly) { When = IsNotLora },
            new("loraplus_lr_ratio", LoraOnly) { When = IsNotLora },
            new("use_rslora", LoraOnly) { When = (scope, draft) => scope.IsTrue("use_rslora") && IsNotLora(scope, draft) },
            new("use_dora", LoraOnly) { When = (scope, draft) => scope.IsTrue("use_dora") && IsNotLora(scope, draft) },
            new("pissa_init", LoraOnly) { When = (scope, draft) => scope.IsTrue("pissa_init") && IsNotLora(scope, draft) },
            new("quantization_bit", "LLaMA-Factory trains a quantized model only with LoRA or OFT and stops otherwise") { When = (scope, _) => scope.Number("quantization_bit") > 0 && scope.IsAny("finetuning_type", "full", "freeze") },
            new("val_size", "LLaMA-Factory stops when eval_dataset is given as well; keep one of the two") { When = (scope, _) => scope.Number("val_size") > 0 && scope.Text("eval_dataset") is not null },
            new("early_stopping_steps", "it counts evaluations, not steps (train/tuner.py): this many evaluations do not fit into the run; write a small number") { When = PatienceIsSteps },
            new("load_best_model_at_end", "LLaMA-Factory refuses it for the stages rm and ppo") { When = (scope, _) => scope.IsTrue("load_best_model_at_end") && scope.IsAny("stage", "rm", "ppo") },
            new("streaming", "a streamed dataset has no length, so LLaMA-Factory stops without max_steps") { When = (scope, draft) => scope.IsTrue("streaming") && !(draft.Get(Facts.MaxSteps).Or(0) > 0) },
        ];
    }

    private const string LoraOnly = "it configures LoRA, and finetuning_type is another method; write 'finetuning_type: lora'";

    public override int Precedence => 90;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind is FormatKind.Document or FormatKind.CommandLine;

    public override bool Recognises(ConfigView config) =>
        config.Node("model_name_or_path") is ScalarNode
        && (config.IsAny("stage", Stages) || config.IsAny("finetuning_type", Methods))
        && (config.HasAny("template", "cutoff_len") || config.Node("dataset") is ScalarNode)
        && config.HasAny("learning_rate", "per_device_train_batch_size", "num_train_epochs", "max_steps", "gradient_accumulation_steps", "lr_scheduler_type")
        && (config.IsAny("do_train", "true") || CountArguments(config) >= 3);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        CompleteArguments(scope, draft);
        var isAdapter = !scope.IsAny("finetuning_type", "full", "freeze");
        draft.Regime = RegimeOf(scope, isAdapter);
        if (isAdapter && !scope.IsAny("finetuning_type", "oft"))
        {
            ReadLora(scope, draft);
        }

        ReadOptimizerSwitch(scope, draft);
        ReadHeldOutData(scope, draft);
        ObserveReferences(scope);
    }

    private static Regime RegimeOf(RecipeScope scope, bool isAdapter) => scope.Text("stage") switch
    {
        "dpo" or "kto" => isAdapter ? Regime.PreferenceAdapter : Regime.Preference,
        "ppo" => isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement,
        _ when scope.IsTrue("train_from_scratch") => Regime.FromScratch,
        _ => isAdapter ? Regime.Adapter : Regime.FineTuning,
    };

    private static void ReadLora(RecipeScope scope, RecipeBuilder draft)
    {
        var rank = Values.Number(scope, scope.Node("lora_rank"), scope.Absolute("lora_rank"));
        var alpha = Values.Number(scope, scope.Node("lora_alpha"), scope.Absolute("lora_alpha"));
        rank = rank.State == SettingState.Absent ? Setting<double>.ByDefault(8) : rank;
        draft.SetWritten(Facts.RankStabilized, scope, "use_rslora");
        draft.Set(Facts.LoraRank, rank);
        draft.Set(Facts.LoraAlpha, alpha.State != SettingState.Absent ? alpha
            : rank.TryGet(out var width) ? Setting<double>.Derived(2 * width, "twice the rank, LLaMA-Factory's default")
            : Setting<double>.Unknown);
    }

    // finetuning_args.py: these switches replace the optimizer that 'optim' names.
    private static void ReadOptimizerSwitch(RecipeScope scope, RecipeBuilder draft)
    {
        foreach (var (key, name) in new[] { ("use_muon", "muon"), ("use_adam_mini", "adam_mini"), ("use_galore", "galore_adamw"), ("use_apollo", "apollo_adamw"), ("use_badam", "badam_adamw") })
        {
            var flag = Values.Flag(scope, scope.Node(key), scope.Absolute(key));
            if (flag.Is(true))
            {
                draft.Set(Facts.Optimizer, Setting<string>.Written(name, flag.Text!, flag.Key!, flag.Place!, flag.Origin));
            }
        }
    }

    // Held-out data and a strategy make an evaluation; either one alone makes none.
    private static void ReadHeldOutData(RecipeScope scope, RecipeBuilder draft)
    {
        var share = Values.Number(scope, scope.Node("val_size"), scope.Absolute("val_size"));
        var data = Values.Text(scope, scope.Node("eval_dataset"), scope.Absolute("eval_dataset"));
        if (share.Or(0) > 0 || data.HasValue)
        {
            HoldOut(draft, share.Or(0) > 0 ? share : data);
        }
        else if (share.State != SettingState.Unknown && data.State != SettingState.Unknown && draft.Get(Facts.Validation).Is(true))
        {
            const string Nothing = "neither val_size nor eval_dataset holds anything out";
            draft.Set(Facts.Validation, Setting<bool>.Derived(false, Nothing, draft.Get(Facts.Validation)));
            draft.Set(Facts.EvaluationMatchesSelection, Setting<bool>.Derived(false, Nothing));
        }

        // tuner.py hands the number on as the patience of transformers' callback.
        var patience = Values.Number(scope, scope.Node("early_stopping_steps"), scope.Absolute("early_stopping_steps"));
        draft.Set(Facts.EarlyStoppingPatience, patience);
        if (patience is { IsWritten: true, Place: { } place } && patience.Or(0) > 0 && !draft.Get(Facts.BestModelSelection).IsWritten)
        {
            draft.Set(Facts.BestModelSelection, Setting<bool>.Written(true, patience.Text!, patience.Key!, place, patience.Origin));
        }
    }

    // hparams/parser.py turns the file into a dict without resolving it.
    private static void ObserveReferences(RecipeScope scope)
    {
        foreach (var entry in scope.View.Root.Entries.Where(entry => entry.Value is ScalarNode scalar && scalar.Text.Contains("${")))
        {
            scope.Observe(new UnresolvedObservation(entry.Value.Place, entry.Key.Text, ((ScalarNode)entry.Value).Text, "LLaMA-Factory never resolves references and takes this text as the value"));
        }
    }

    private static bool IsNotLora(RecipeScope scope, RecipeBuilder draft) => scope.IsAny("finetuning_type", "full", "freeze", "oft");

    private static bool PatienceIsSteps(RecipeScope scope, RecipeBuilder draft) => scope.Number("early_stopping_steps") >= 100;
}
