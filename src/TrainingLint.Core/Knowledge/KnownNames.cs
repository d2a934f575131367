using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Knowledge;

/// <summary>
/// The names under which libraries offer one kind of thing. A name that is none of them but one slip away from one of them is a misspelling;
/// any other unknown name may well be somebody's own class.
/// </summary>
public sealed class KnownNames
{
    private const int ShortestName = 3;

    // In a name this long, a wrong, additional or missing letter is no variant of somebody's own any more.
    private const int LongName = 8;

    // A config names few kinds of things, and there are many kinds.
    private readonly Lazy<Dictionary<string, string>> _byLetters;

    internal KnownNames(string what, params string[] sources)
    {
        What = what;
        _byLetters = new(() => ByLetters(sources));
    }

    /// <summary>Optimizers, by library.</summary>
    public static KnownNames Optimizers { get; } = new(
        "optimizer",

        // torch/optim/__init__.py
        "SGD Adam AdamW Adadelta Adagrad Adamax ASGD LBFGS NAdam RAdam RMSprop Rprop SparseAdam Adafactor Muon",

        // timm/optim/_optim_factory.py
        "adabelief adamp sgdp adan adopt adoptw bnbsgd bnblion bnbadam bnbadamw csgd lamb lambc lars larc lion mars madgrad madgradw novograd nvnovograd lookahead momentum nadamw rmsproptf sgdw nesterov laprop nag cadamw radabelief",

        // MaxText src/maxtext/configs/base.yml, opt_type
        "adam_pax",

        // transformers/training_args.py, OptimizerNames; bitsandbytes/optim/__init__.py
        "adamw_torch adamw_torch_fused adamw_torch_xla adamw_torch_npu_fused adamw_apex_fused adamw_anyprecision adamw_torch_4bit adamw_torch_8bit ademamix lion_8bit lion_32bit paged_adamw paged_lion adamw_hf adamw_bnb_8bit "
        + "rmsprop_bnb galore_adamw lomo adalomo grokadamw schedule_free_radam schedule_free_adamw schedule_free_sgd apollo_adamw stable_adamw adam8bit adamw8bit pagedadam pagedadamw sgd8bit",

        // keras/optimizers, optax, tensorflow_addons, apex, deepspeed/runtime/config.py, mmengine, Paddle
        "Ftrl LossScaleOptimizer NadaMomentum FusedAdam FusedSGD FusedLAMB FusedNovoGrad cpu_adam onebitadam onebitlamb zerooneadam adabound adamod amsgrad amsbound yogi prodigy dadaptation dadaptadam dadaptsgd dadaptlion "
        + "ranger sophia sophiag sophiah came shampoo soap dion rectifiedadam diffgrad qhadam qhm adahessian swats pid lionw adamwr fromage noisysgd optimistic_adam optimistic_gradient_descent polyak_sgd sm3 distributedfusedadam decoupledadamw decoupledsgdw decoupledlionw adamwscale adamcpr composite");

    /// <summary>Schedules of the learning rate, by library.</summary>
    public static KnownNames Schedules { get; } = new(
        "learning-rate schedule",

        // torch/optim/lr_scheduler.py
        "LambdaLR MultiplicativeLR StepLR MultiStepLR ConstantLR LinearLR ExponentialLR SequentialLR CosineAnnealingLR ChainedScheduler ReduceLROnPlateau CyclicLR CosineAnnealingWarmRestarts OneCycleLR PolynomialLR",

        // transformers/trainer_utils.py, SchedulerType; timm/scheduler/scheduler_factory.py
        "linear cosine cosine_with_restarts polynomial constant constant_with_warmup inverse_sqrt reduce_lr_on_plateau cosine_with_min_lr cosine_warmup_with_min_lr warmup_stable_decay tanh step multistep plateau poly",

        // keras, optax, mmengine, Paddle and what home-made programs call theirs
        "CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay PiecewiseConstantDecay PolynomialDecay NoamDecay "
            + "PiecewiseDecay cosine_annealing exponential multi_step onecycle one_cycle noam warmup cyclic none fixed steps step_lr cos "
            + "lin exp warmuplr noamlr noamholdannealing warmupcosinelr warmupmultisteplr warmup_cosine warmup_linear linear_warmup "
            + "linear_warmup_cosine_lr linear_warmup_step_lr cosine_decay linear_decay inverse inverse_square_root sqrt wsd trapezoidal "
            + "tristage");

    /// <summary>Numeric precisions.</summary>
    public static KnownNames Precisions { get; } = new("precision", "float16 bfloat16 float32 float64 half double bf16 fp16 fp32 tf32 fp8 16-mixed bf16-mixed 32-true 16-true bf16-true 64-true transformer-engine amp_bf16 amp_fp16 amp_fp8 mixed_bf16 mixed_fp16 mixed full single float");

    /// <summary>What the names are of, in the singular.</summary>
    public string What { get; }

    /// <summary>True for a name that a library offers, however it is capitalised or separated, with or without the modules before it.</summary>
    public bool Has(string written) =>
        _byLetters.Value.ContainsKey(NameLetters.Of(written.Substring(written.LastIndexOfAny(['.', ':', '/']) + 1)));

    /// <summary>The name that is meant by a misspelt one; null for a known name, and for one that resembles none.</summary>
    /// <param name="written">The name, with or without the modules before it.</param>
    /// <param name="isComplete">True where a framework looks the name up in a list, so that a wrong letter is a slip as well; elsewhere it is somebody's variant.</param>
    public string? MeantBy(string written, bool isComplete)
    {
        var name = written.Substring(written.LastIndexOfAny(['.', ':', '/']) + 1);
        var letters = NameLetters.Of(name);
        if (letters.Length < ShortestName || letters.Length != name.Count(char.IsLetterOrDigit) || _byLetters.Value.ContainsKey(letters))
        {
            return null;
        }

        foreach (var known in _byLetters.Value)
        {
            if (Slip.IsOne(letters, known.Key) && !IsVariant(letters, known.Key, isComplete))
            {
                return Respelt(name, known.Key, known.Value);
            }
        }

        return null;
    }

    private static Dictionary<string, string> ByLetters(string[] sources)
    {
        var byLetters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in sources.SelectMany(source => source.Split([' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            var letters = NameLetters.Of(name);
            if (!byLetters.ContainsKey(letters))
            {
                byLetters.Add(letters, name);
            }
        }

        return byLetters;
    }

    // AdamS, MSGD and steps are names that people give; a missing, doubled or exchanged letter inside is not.
    private static bool IsVariant(string letters, string known, bool isComplete)
    {
        var isShort = known.Length < (known.EndsWith("loss", StringComparison.Ordinal) || known.Any(char.IsDigit) ? LongName : LongName - 2);
        if (letters.Length == known.Length)
        {
            return !isComplete && isShort && !Slip.IsSwap(letters, known);
        }

        var (shorter, longer) = letters.Length < known.Length ? (letters, known) : (known, letters);
        var isAppended = longer.StartsWith(shorter, StringComparison.Ordinal) || longer.EndsWith(shorter, StringComparison.Ordinal);
        return letters.Length > known.Length
            ? !HasDoubled(letters, known) && (isAppended || (!isComplete && isShort))
            : isAppended && !HasDoubled(known, letters) && (isShort || longer.EndsWith(shorter, StringComparison.Ordinal));
    }

    private static bool HasDoubled(string letters, string known)
    {
        for (var i = 1; i < letters.Length; i++)
        {
            if (letters[i] == letters[i - 1] && letters.Remove(i, 1) == known)
            {
                return true;
            }
        }

        return false;
    }

    // In the capitals of the writer, where they all agree.
    private static string Respelt(string written, string letters, string known) =>
        written.All(c => !char.IsLetter(c) || char.IsUpper(c)) ? known.ToUpperInvariant()
        : written.All(c => !char.IsLetter(c) || char.IsLower(c))
            ? (letters == NameLetters.Of(known) && known.IndexOf('_') < 0 ? known.ToLowerInvariant() : known)
        : known;
}
