using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Finds what has a name in a home-made config: the optimizer, the schedule, the kind of model, the initialisation.</summary>
internal sealed class NamedParts(RecipeScope scope, IReadOnlyList<Leaf> leaves)
{
    // No peak rate is that large where noam is used; no factor is smaller.
    private const double LikelyFactor = 0.1;

    private static readonly string[] TransformerWords = ["transformer", "vit", "bert", "gpt", "llama", "t5", "swin", "deit"];
    private static readonly string[] RecurrentWords = ["lstm", "gru", "rnn"];
    // Maximal-update parametrisation (Yang et al. 2022, arXiv:2203.03466) divides the rate of each matrix by how much wider it is than
    // that of a small model, whose rate is the one that is written; ScalePerParamLR and adjust_learning_rate are Cerebras' words for it.
    private static readonly string[] WidthWords = ["scaleperparamlr", "scale_per_param_lr", "adjust_learning_rate", "use_mup", "mup"];

    private static readonly string[] ConstructorKeys = ["_target_", "class_path", "type"];

    private static readonly HashSet<string> Initializers = WordList.Of(
        "initializer weight_init weights_init weight_initializer weights_initializer kernel_initializer kernel_init init_method init_type "
        + "init_weight init_weights init_fn init_scheme init_strategy initialization weight_initialization weights_initialization");

    public void Fill(RecipeBuilder draft, Leaf? main, Func<Leaf?, Func<Leaf, bool>, Leaf?> nearest)
    {
        FillOptimizer(draft, main, nearest);
        FillText(draft, Facts.Schedule, nearest(main, leaf => IsName(leaf, Vocabulary.Schedules)));
        FillText(draft, Facts.Initialization, nearest(main, leaf => Initializers.Contains(leaf.Word)
            || (leaf is { Word: "init", ParentWord: "model" or "net" or "network" })));
        FillText(draft, Facts.Activation, nearest(main, leaf => leaf.Word is "activation" or "act_fn" or "activation_fn" or "nonlinearity"));
        FillFamily(draft);
        FillPatience(draft, nearest(main, leaf => leaf.Word == "patience" && (IsEarlyStop(leaf.ParentWord) || IsOfAllenNlp(leaf))));
        if (nearest(main, leaf => leaf.Word is "deterministic" or "cudnn_deterministic") is { } deterministic)
        {
            draft.Set(Facts.Deterministic, Values.Flag(scope, deterministic.Entry.Value, deterministic.Path));
        }

        // Schedules have a gamma as well, so the discount is the one outside of them, where there is something to discount.
        if (!draft.Get(Facts.Discount).IsWritten && leaves.Any(leaf => Vocabulary.Reinforcement.Contains(leaf.Word))
            && nearest(main, leaf => leaf.Word == "gamma" && !leaf.ParentWord.Contains("sched") && !leaf.ParentWord.Contains("decay")) is { } gamma)
        {
            draft.Set(Facts.Discount, gamma.NumberIn(scope));
        }

        // Whether episodes end, as those of language models do, cannot be told, so exactly one is left alone.
        draft.Mean(Facts.Discount, Meaning.OneIsUsual);

        if (leaves.Any(leaf => leaf.Word is "lora_r" or "lora_rank" or "lora_alpha" || IsRankOfSection(leaf)) && !IsLoraSwitchedOff())
        {
            draft.Regime = Regime.Adapter;
            ForgetNeutralAlpha(draft);
        }

        if (leaves.Any(leaf => leaf.Word is "beta" or "dpo_beta")
            && leaves.Any(leaf => leaf.Word.StartsWith("ref_model", StringComparison.Ordinal) || leaf.Word.StartsWith("reference_model", StringComparison.Ordinal)))
        {
            draft.Regime = draft.Regime == Regime.Adapter ? Regime.PreferenceAdapter : Regime.Preference;
        }

        FillLikelyRegime(draft, main);
        FillOwnScale(draft);
    }

    // --lora, false by default, beside the rank that it would have.
    private bool IsLoraSwitchedOff() => leaves.Any(leaf => leaf.Word is "lora" or "use_lora" or "with_lora" or "enable_lora" or "lora_enable"
        or "use_peft" or "lora_enabled" && Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(false));

    // adapter: {type: lora, rank: 32}
    private bool IsRankOfSection(Leaf leaf) => leaf.Word is "rank" or "r" && leaf.NumberIn(scope).Or(0) >= 1
        && (leaf.ParentWord is "lora" or "lora_config" || (leaf.ParentWord is "adapter" or "peft" or "peft_config"
            && leaves.Any(other => other.ParentPath == leaf.ParentPath
                && other.Entry.Value is ScalarNode { Text: { } kind } && KeyWords.Normalize(kind) is "lora" or "qlora")));

    private bool IsTransformersEpsilon() => leaves.Any(leaf => leaf.Word is "eps" or "epsilon" or "adam_eps" or "adam_epsilon"
        && leaf.NumberIn(scope).Is(1e-9));

    private bool IsScaledByWidth() => leaves.Any(leaf => leaf.Word.StartsWith("mup_base_", StringComparison.Ordinal)
        || leaf.Segments.Any(segment => WidthWords.Contains(KeyWords.Normalize(segment)) && !IsOff(leaf)));

    private bool IsOff(Leaf leaf) => Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(false);

    // Where no optimizer is named, what is trained still bounds its rate: agents are not trained by plain SGD.
    private void FillLikelyRegime(RecipeBuilder draft, Leaf? main)
    {
        if (draft.Regime is Regime.Unknown or Regime.Adapter && ModelEdits.Speak(Words()))
        {
            draft.Regime = Regime.FewWeights;
        }

        if (draft.Regime == Regime.Unknown && scope.View.File.Format.Kind == FormatKind.Code
            && AdapterMethods.AreBuiltBy(scope.View.File.Text))
        {
            draft.Regime = Regime.FewWeights;
        }

        if (draft.Regime == Regime.Unknown && main is not null && main.Segments.Select(KeyWords.Normalize)
            .Any(section => section.Contains("prompt") || section.Contains("soft_template") || section.Contains("prefix_tuning")))
        {
            draft.Regime = Regime.FewWeights;
        }

        LikelyRegime.Apply(draft, scope.View.File.Path, Words());
        if (draft.Regime == Regime.Unknown && StartsAtRandom())
        {
            draft.Regime = Regime.FromScratch;
        }

        if (draft.Regime == Regime.Unknown && draft.Get(Facts.Optimizer) is { HasValue: false, Text: null }
            && leaves.Select(leaf => leaf.Word).Where(Vocabulary.Reinforcement.Contains).Distinct().Skip(1).Any())
        {
            draft.Regime = Regime.OffPolicyReinforcement;
        }
    }

    // pretrained: false, and no weights, checkpoints or teachers from elsewhere.
    private bool StartsAtRandom()
    {
        var said = leaves.Where(leaf => leaf.Word is "pretrained" or "use_pretrained" or "is_pretrained").ToArray();
        return said.Length > 0 && Array.TrueForAll(said, leaf => Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(false))
            && !leaves.Any(leaf => Array.Exists(OtherStarts, word => leaf.Word.IndexOf(word, StringComparison.Ordinal) >= 0)
                && leaf.Entry.Value is ScalarNode { Text.Length: > 0 } value && !Placeholders.IsNone(value.Text)
                && value.Read(scope.Loader.Schema).Kind != ScalarKind.Null);
    }

    private const double LargestUsualBeta = 0.95;

    private static readonly string[] OtherStarts =
        ["resume", "checkpoint", "ckpt", "init_from", "weights_path", "load", "teacher", "finetune"];

    private HashSet<string> Words() => new(
        leaves.SelectMany(leaf => leaf.Segments.Concat(leaf.Entry.Value is ScalarNode { Text.Length: < 40 } value ? [value.Text] : []))
            .Select(KeyWords.Normalize),
        StringComparer.Ordinal);

    // kohya-ss and OneTrainer default to an alpha of 1 whatever the rank, and choose their rates for it.
    private static void ForgetNeutralAlpha(RecipeBuilder draft)
    {
        if (draft.Get(Facts.LoraAlpha).Is(1))
        {
            draft.Set(Facts.LoraAlpha, Setting<double>.Unknown);
        }
    }

    // Where the number is not the rate: a factor of the noam schedule, and Adafactor that chooses its own steps.
    private void FillOwnScale(RecipeBuilder draft)
    {
        var schedule = draft.Get(Facts.Schedule).Or("");
        // ESPnet 1 and its relatives name the schedule in the optimizer's place (opt: noam, transformer-lr: 10).
        var named = draft.Get(Facts.Optimizer).Or("");
        if ((ScheduleNames.KindOf(schedule) == ScheduleKind.Noam || ScheduleNames.KindOf(named) == ScheduleKind.Noam)
            && draft.Get(Facts.LearningRate).Or(0) >= LikelyFactor)
        {
            NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), Width(), draft.Get(Facts.WarmupSteps) is { HasValue: true } warmup
                ? warmup.Or(0) : null);
        }

        // Vaswani et al. 2017, section 5.3: beta2 = 0.98 and epsilon = 1e-9 belong to a schedule whose rate is a factor.
        if (draft.Get(Facts.LearningRate).Or(0) >= LikelyFactor && draft.Get(Facts.Beta2).Is(0.98) && IsTransformersEpsilon()
            && leaves.Any(leaf => leaf.Word.Contains("warmup")))
        {
            NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), null, null);
        }

        if (IsScaledByWidth())
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        if (scope.View.File.Format.Kind == FormatKind.Code && ProgramArithmetic.DividesRate(scope.View.File.Text))
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        if (OptimizerFamilies.Of(draft.Get(Facts.Optimizer).Or("")) == OptimizerFamily.Adafactor
            && (OptimizerFamilies.Of(schedule) == OptimizerFamily.Adafactor || TakesRelativeSteps()))
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }
    }

    // The one width that all parts of the model share; with several, the program chooses.
    private double? Width()
    {
        var widths = leaves.Where(leaf => leaf.Word is "d_model" or "hidden_size" or "model_dim" or "d_word_vec")
            .Select(leaf => leaf.NumberIn(scope).Or(double.NaN)).Distinct().ToArray();
        return widths.Length == 1 && widths[0] > 0 ? widths[0] : null;
    }

    private bool TakesRelativeSteps() => leaves.Any(leaf => leaf.Entry.Value is ScalarNode scalar
        && ((leaf.Word == "relative_step" && scalar.Text is "true" or "True") || scalar.Text.IndexOf("relative_step=True", StringComparison.OrdinalIgnoreCase) >= 0));

    private void FillPatience(RecipeBuilder draft, Leaf? patience)
    {
        if (patience is not null && !draft.Get(Facts.EarlyStoppingPatience).IsWritten)
        {
            draft.Set(Facts.EarlyStoppingPatience, Values.Number(scope, patience.Entry.Value, patience.Path));
        }
    }

    // allennlp/training/gradient_descent_trainer.py: trainer.patience counts epochs without progress of the validation metric.
    private bool IsOfAllenNlp(Leaf patience) =>
        patience.ParentWord == "trainer" && leaves.Any(leaf => leaf.ParentPath == patience.ParentPath && leaf.Word == "validation_metric");

    private static bool IsEarlyStop(string word) => word.StartsWith("early_stop", StringComparison.Ordinal);

    private void FillText(RecipeBuilder draft, SettingKey<string> key, Leaf? leaf)
    {
        if (leaf is not null)
        {
            draft.Set(key, Values.Text(scope, scope.Follow(leaf.Entry.Value, leaf.Path), leaf.Path));
        }
    }

    private void FillOptimizer(RecipeBuilder draft, Leaf? main, Func<Leaf?, Func<Leaf, bool>, Leaf?> nearest)
    {
        var beside = main is null ? null : Beside(main);
        if ((beside ?? nearest(main, leaf => IsName(leaf, Vocabulary.Optimizers) && LooksLikeName(leaf))) is { } leaf)
        {
            FillText(draft, Facts.Optimizer, leaf);
            if (!draft.Get(Facts.Optimizer).Or("").Contains("torch.optim"))
            {
                draft.Mean(Facts.Optimizer, Meaning.NameAlone);
            }

            FillMissingMomentum(draft, main, leaf);
        }
        else if (main is not null && ClassAsKey(main) is { } named)
        {
            draft.Set(Facts.Optimizer, Setting<string>.Written(named, named, main.ParentPath, main.Entry.Key.Place));
        }
        else if (main is not null && scope.View.Root.Tag == PythonRoots.Class && NamesMatrixOptimizer())
        {
            // class MuonConfig: its betas are those of the vectors beside the matrices.
            draft.Set(Facts.Optimizer, Setting<string>.Derived("Muon", "settings of its kind are given", draft.Get(Facts.LearningRate)));
            draft.Mean(Facts.Optimizer, Meaning.NameAlone);
        }
        else if (HasBetas(draft))
        {
            draft.Set(Facts.Optimizer, Setting<string>.Derived("Adam", "two betas are given", draft.Get(Facts.Beta1)));
            draft.Mean(Facts.Optimizer, Meaning.NameAlone);
        }
        else if (main is not null && Vocabulary.Optimizers.Contains(main.ParentWord)
            && draft.Get(Facts.Momentum) is { IsWritten: true, Key: { } key } momentum
            && key.StartsWith(main.ParentPath + ".", StringComparison.Ordinal)
            && !leaves.Any(leaf => leaf.ParentPath == main.ParentPath && leaf.Word is "alpha" or "rho" or "eps" or "betas" or "beta1" or "beta2"))
        {
            draft.Set(Facts.Optimizer, Setting<string>.Derived("SGD", "a momentum is given and no betas", momentum));
        }
    }

    private bool NamesMatrixOptimizer() => leaves.Any(leaf => leaf.Word is "muon_epsilon" or "muon_eps" or "backend_steps" or "ns_steps"
        or "newton_schulz_steps" or "muon_momentum");

    // A name beside the rate (type: SGD, lr: 0.1) or one level up (class_path: torch.optim.SGD, init_args: {lr: 0.1}).
    private Leaf? Beside(Leaf main) =>
        leaves.FirstOrDefault(leaf => leaf.ParentPath == main.ParentPath && IsOptimizerName(leaf))
        ?? leaves.FirstOrDefault(leaf =>
            main.ParentPath.Length > 0 && leaf.ParentPath == DottedName.Parent(main.ParentPath)
                && Vocabulary.Names.Contains(leaf.Entry.Key.Text) && IsOptimizerName(leaf));

    private static bool IsOptimizerName(Leaf leaf) =>
        (Vocabulary.Names.Contains(NameOf(leaf)) || Vocabulary.Optimizers.Contains(leaf.Word))
        && leaf.Entry.Value is ScalarNode scalar && OptimizerFamilies.IsNamedBy(scalar.Text);

    private static bool IsName(Leaf leaf, IReadOnlyCollection<string> keys) =>
        leaf.Entry.Value is ScalarNode
            && (keys.Contains(leaf.Word) || (keys.Contains(leaf.ParentWord) && Vocabulary.Names.Contains(NameOf(leaf))));

    // The key without what PlayerPrefixes has taken for a section.
    private static string NameOf(Leaf leaf) => leaf.Segments[leaf.Segments.Count - 1];

    private bool LooksLikeName(Leaf leaf) =>
        leaf.Entry.Value is ScalarNode scalar && scalar.Read(scope.Loader.Schema).Kind == ScalarKind.Text;

    // optimizer: {Adam: {lr: 0.1}}
    private static string? ClassAsKey(Leaf main) =>
        main.Segments.Take(main.Segments.Count - 1).Reverse()
            .FirstOrDefault(segment => segment.Length < 40 && OptimizerFamilies.IsNamedBy(segment));

    // Only optimizers of Adam's kind have two betas; nobody averages gradients over more than twenty steps (FOSTER's beta1 weighs classes).
    private static bool HasBetas(RecipeBuilder draft) => draft.Get(Facts.Beta1) is { IsWritten: true } first
        && !(first.Or(0) is > LargestUsualBeta and < 1) && draft.Get(Facts.Beta2).IsWritten;

    // PyTorch's SGD defaults to momentum 0; where its constructor is named beside its arguments, no code can add one.
    private void FillMissingMomentum(RecipeBuilder draft, Leaf? main, Leaf name)
    {
        if (main is not null && ConstructorKeys.Contains(name.Entry.Key.Text) && !draft.Get(Facts.Momentum).HasValue
            && !leaves.Any(leaf => leaf.Word.Contains("momentum") || Vocabulary.Federation.Contains(leaf.Word)) && !IsMomentumAdded())
        {
            draft.Set(Facts.Momentum, Setting<double>.Missing);
            draft.IsFragment = false;
        }
    }

    // Nesterov's form has one (torch refuses it without), and a program may fill it in: config.get("momentum", 0.9).
    private bool IsMomentumAdded() => leaves.Any(leaf => leaf.Word == "nesterov"
            && Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(true))
        || (scope.View.File.FullPath is { } path
            && scope.View.Files?.Programs?.IndexFor(path) is { } index && index.DefaultsOf("momentum").Count > 0);

    private void FillFamily(RecipeBuilder draft)
    {
        foreach (var leaf in leaves.Where(leaf =>
            leaf.Entry.Value is ScalarNode
                && (leaf.Word is "model" or "arch" or "architecture" or "model_type" or "model_name" or "backbone"
                    || (leaf.ParentWord is "model" or "network" or "net" or "arch" && Vocabulary.Names.Contains(leaf.Entry.Key.Text)))))
        {
            var text = ((ScalarNode)leaf.Entry.Value).Text.ToLowerInvariant();
            if (TransformerWords.Any(word => text.Contains(word)))
            {
                draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, leaf.Path);
            }

            if (RecurrentWords.Any(word => text.Contains(word)))
            {
                draft.Infer(Facts.Recurrent, true, leaf.Path);
            }
        }
    }
}
