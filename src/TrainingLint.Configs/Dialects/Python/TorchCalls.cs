using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Optimizers and schedulers of PyTorch as programs build them (<c>torch/optim/*.py</c>, <c>lr_scheduler.py</c>,
/// <c>transformers/optimization.py</c>), with the dictionary and the trainer of Lightning beside them. What a program does not
/// build in plain sight is unknown: whether there is a schedule at all, how long the run is, what is evaluated.
/// </summary>
internal sealed class TorchCalls : PythonDialect
{
    private static readonly Regex RateOfGroup = new(
        @"\b\w{1,40}(\[\w{1,20}\])?\[['""]lr['""]\] {0,4}=[^=]", RegexOptions.CultureInvariant);

    // scheduler = WarmupSchedule(optimizer, ...): whoever makes it also sets the rate.
    private static readonly Regex AnyScheduler = new(
        @"[Ss]chedul\w{0,30} {0,4}= {0,4}[A-Za-z_][\w.]{0,80}\(", RegexOptions.CultureInvariant);

    private static readonly Regex Adversary = new(
        @"\b(discriminator|adversar(y|ial)|gradient_?reversal|rev_?grad|domain_?(classifier|discriminator))", RegexOptions.CultureInvariant
            | RegexOptions.IgnoreCase);

    private const double LongRun = 50;

    public TorchCalls()
        : base("torch", Language with { TextNumberConsequence = "PyTorch then stops with a TypeError when the optimizer is built" })
    {
        Map(Facts.LearningRate, "optimizer.lr", "optimizer.1");
        Map(Facts.Momentum, "optimizer.momentum");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Epsilon, "optimizer.eps");
        MapElement(Facts.Beta1, 0, "optimizer.betas");
        MapElement(Facts.Beta2, 1, "optimizer.betas");
    }

    public override int Precedence => 394;

    public override bool Recognises(ConfigView config) => Is(config, PythonRoots.Run) && config.Has("optimizer");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var call = scope.Mapping("optimizer")!;
        var name = DottedName.Last(NodeTags.CalledBy(call) ?? "");
        draft.Set(Facts.Optimizer, Setting<string>.Written(name, name, scope.Absolute("optimizer"), call.Place, scope.OriginOf(call)));
        if (!call.Has(PythonFormat.Rest) && NodeTags.CalledBy(call)!.IndexOf("transformers", StringComparison.Ordinal) < 0)
        {
            // Groups of parameters may bring settings of their own; model.parameters() has none.
            var isSingleGroup = (call["0"] ?? call["params"]) is MappingNode;
            TorchOptimizers.Complete(name, (key, value) => SetUnlessGrouped(draft, key, value, isSingleGroup));
            ReadWhatIsLeft(scope, draft, isSingleGroup);
        }

        ForgetRateOfOthers(call["0"] ?? call["params"], scope, draft);
        if (Adversary.IsMatch(scope.View.File.Text))
        {
            draft.Infer(Facts.Adversarial, true, "the names in the program");
        }

        draft.Regime = RegimeOf(scope.View.File.Text, draft);
        ReadScheduler(scope, draft);
        if (scope.Has("onerate"))
        {
            draft.Set(Facts.Schedule, Setting<string>.Missing);
            draft.Set(Facts.WarmupSteps, Setting<double>.Missing);
        }

        ForgetRateOfIdle(call, draft);
        ReadInterval(scope, draft);
        LightningIntervals.ObserveOutside(scope, "outer");
        TorchStepping.Observe(scope);
        TorchStepping.ObservePrepared(scope);
        TorchStepping.ObserveMicroBatches(scope);
        TorchStepping.ObserveExamples(scope);
        TorchLastLayer.Fill(scope, draft);
        ReadLength(scope, draft);
    }

    private static void ReadLength(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Mapping("trainer") is { } trainer && !trainer.Has(PythonFormat.Rest))
        {
            LightningTrainer.Fill(scope, draft);
        }
        else if (scope.Has("epochs"))
        {
            draft.Set(Facts.Epochs, scope.Read("epochs"));
        }
    }

    // Where a known model is trained at one rate from start to end, the class's own rate is that of the run; and a long run under a
    // schedule is no demonstration of plain SGD.
    private static void ReadWhatIsLeft(RecipeScope scope, RecipeBuilder draft, bool isSingleGroup)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        var isKnownModel = isSingleGroup && scope.Has("onerate") && PretrainedModels.AreUsedIn(scope.View.File);
        var isLongRun = isSingleGroup && scope.Has("scheduler") && scope.Number("epochs") >= LongRun
            && scope.View.File.Text.IndexOf("momentum", StringComparison.OrdinalIgnoreCase) < 0;
        TorchOptimizers.Complete(IsWithoutMomentum(name) ? "SGD" : name, (key, value) =>
        {
            if (ReferenceEquals(key, Facts.LearningRate) ? isKnownModel && !scope.Mapping("optimizer")!.HasAnyOf("lr", "1")
                : ReferenceEquals(key, Facts.Momentum) && isLongRun)
            {
                draft.SetDefault(key, value);
            }
        });
    }

    // jettify/pytorch-optimizer: momentum=0 by default, as torch.optim.SGD has it.
    private static bool IsWithoutMomentum(string name) => name is "SGDP" or "SGDW" or "AccSGD";

    // A frozen backbone under a plain head stands a rate of 30 with SGD (facebookresearch/moco's main_lincls.py).
    private static Regime RegimeOf(string text, RecipeBuilder draft)
    {
        if (AdapterMethods.AreBuiltBy(text))
        {
            return Regime.FewWeights;
        }

        if (OptimizerFamilies.Of(draft.Get(Facts.Optimizer).Or("")) == OptimizerFamily.Sgd
            && text.IndexOf("requires_grad = False", StringComparison.Ordinal) >= 0)
        {
            return Regime.LinearProbe;
        }

        if (!PretrainedModels.AreUsedIn(text))
        {
            return Regime.Tabular;
        }

        if (!PretrainedModels.StartAtRandom(text))
        {
            return Regime.Unknown;
        }

        if (PretrainedModels.AreTransformers(text))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "the model that is loaded");
        }

        return Regime.FromScratch;
    }

    // Groups may bring their own rates, and then the common one is often 0.
    // What optimizes a few tensors by name is no training of a model: an image, a latent.
    private static void ForgetRateOfOthers(ConfigNode? trained, RecipeScope scope, RecipeBuilder draft)
    {
        var isTensors = trained is SequenceNode { Items.Count: > 0 } list
            && !list.Items.Any(item => item is MappingNode group && NodeTags.CalledBy(group) is null or "dict");
        if (isTensors || IdleOptimizers.HoldsLooseTensors(trained)
            || (draft.Get(Facts.LearningRate).Is(0) && (!AreAllWeights(trained) || SetsRatesItself(scope))))
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unknown);
        }
    }

    private static void ForgetRateOfIdle(MappingNode optimizer, RecipeBuilder draft)
    {
        if (IdleOptimizers.Holds(optimizer))
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unknown);
        }
    }

    private static bool AreAllWeights(ConfigNode? trained) =>
        NodeTags.CalledBy(trained as MappingNode) is { } called && DottedName.Last(called) is "parameters" or "list" or "filter";

    // group["lr"] = schedule[step]: the loop sets the rate before each step, as in facebookresearch/dino's main_dino.py; NoamOpt(...,
    // Adam(..., lr=0)): what the optimizer is handed to right away, as in harvardnlp/annotated-transformer.
    private static bool SetsRatesItself(RecipeScope scope) => IsHandedOn(scope.Mapping("optimizer"))
        || (scope.View.File.Text.IndexOf("param_groups", StringComparison.Ordinal) >= 0 && RateOfGroup.IsMatch(scope.View.File.Text))
        || (!scope.Has("scheduler") && AnyScheduler.IsMatch(scope.View.File.Text));

    private static bool IsHandedOn(MappingNode? optimizer)
    {
        var line = optimizer?.Source.Line(optimizer.Span.Line) ?? "";
        var before = line.Substring(0, Math.Min(line.Length, Math.Max(0, (optimizer?.Span.Column ?? 1) - 1)));
        return before.Count(c => c == '(') > before.Count(c => c == ')');
    }

    private static void SetUnlessGrouped(RecipeBuilder draft, SettingKey<double> key, double value, bool isSingleGroup)
    {
        // Plain SGD is what many a small demonstration wants, so that its momentum is not asked for.
        if (isSingleGroup && !ReferenceEquals(key, Facts.LearningRate) && !ReferenceEquals(key, Facts.Momentum))
        {
            draft.SetDefault(key, value);
        }
    }

    private static void ReadScheduler(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Mapping("scheduler") is not { } call || NodeTags.CalledBy(call) is not { } called)
        {
            return;
        }

        var name = DottedName.Last(called);
        draft.Set(Facts.Schedule, Setting<string>.Written(name, name, scope.Absolute("scheduler"), call.Place, scope.OriginOf(call)));
        switch (name)
        {
            case "MultiStepLR":
                draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Node("scheduler.milestones") ?? scope.Node("scheduler.1"), scope.Absolute("scheduler.milestones")));
                draft.Set(Facts.DecayFactor, Argument(scope, "gamma", 2, 0.1));
                break;
            case "ExponentialLR":
                draft.Set(Facts.DecayFactor, Argument(scope, "gamma", 1, null));
                break;
            case "CosineAnnealingLR":
                draft.Set(Facts.FinalLearningRate, Argument(scope, "eta_min", 2, 0));
                draft.Set(Facts.ScheduleLength, Argument(scope, "T_max", 1, null));
                draft.Mean(Facts.Schedule, Meaning.CosineClimbsAgain);
                break;
            case "OneCycleLR":
                draft.Infer(Facts.ScheduleRampsUp, true, "OneCycleLR").Mean(Facts.LearningRate, Meaning.SetByScheduler);
                draft.Set(Facts.LearningRate, Argument(scope, "max_lr", 1, null));
                draft.Set(Facts.ScheduleLength, Argument(scope, "total_steps", 2, null));
                draft.ScheduleUnit = LengthUnit.Steps;
                break;
            case "get_linear_schedule_with_warmup" or "get_cosine_schedule_with_warmup" or "get_constant_schedule_with_warmup":
                draft.Set(Facts.WarmupSteps, Argument(scope, "num_warmup_steps", 1, null));
                draft.Set(Facts.ScheduleLength, Argument(scope, "num_training_steps", 2, null));
                draft.ScheduleUnit = LengthUnit.Steps;
                ReadSwapped(scope, draft);
                break;
        }
    }

    // num_warmup_steps=steps, num_training_steps=warmup_proportion * steps: the two have changed places, whatever their numbers are.
    private static void ReadSwapped(RecipeScope scope, RecipeBuilder draft)
    {
        var (warmup, whole) = (ArgumentNode(scope, "num_warmup_steps", 1), ArgumentNode(scope, "num_training_steps", 2));
        if (warmup is { Tag: NodeTags.Unknown } && whole is { Tag: NodeTags.Unknown } && SpeaksOfWarmup(whole.Text)
            && !SpeaksOfWarmup(warmup.Text) && whole.Text.IndexOf('*') > 0 && whole.Text.IndexOf(warmup.Text,
                StringComparison.Ordinal) >= 0)
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.Unknown);
            draft.Set(Facts.WarmupRatio, Setting<double>.Written(1, warmup.Text, scope.Absolute("scheduler.num_warmup_steps"),
                warmup.Place));
        }
    }

    private static ScalarNode? ArgumentNode(RecipeScope scope, string name, int position) =>
        (scope.Node("scheduler." + name) ?? scope.Node(FormattableString.Invariant($"scheduler.{position}"))) as ScalarNode;

    private static bool SpeaksOfWarmup(string text) => text.IndexOf("warm", StringComparison.OrdinalIgnoreCase) >= 0;

    // lightning/pytorch/core/optimizer.py: "interval" is compared with "step" and "epoch" where schedulers are stepped.
    private static void ReadInterval(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Mapping("settings") is null && !scope.Has("stepping"))
        {
            ReadLightning(scope, draft);
            return;
        }

        // Without the dictionary, the loop shows it.
        var isTold = scope.Mapping("settings") is not null;
        var interval = !isTold ? scope.Text("stepping")
            : scope.Text("settings.interval") ?? (scope.Has("settings.interval") ? "" : "epoch");
        draft.ScheduleUnit = interval == "step" ? LengthUnit.Steps : interval == "epoch" ? LengthUnit.Epochs : draft.ScheduleUnit;
        if (isTold)
        {
            LightningIntervals.Observe(scope, "settings.interval");
        }

        if (draft.ScheduleUnit == LengthUnit.Epochs)
        {
            StepCounts.Observe(scope, draft, "scheduler");
        }

        if (DottedName.Last(NodeTags.CalledBy(scope.Mapping("scheduler")) ?? "") == "StepLR" && draft.ScheduleUnit != LengthUnit.Unknown)
        {
            draft.Set(Facts.DecayFactor, Argument(scope, "gamma", 2, 0.1));
            draft.Set(Facts.ScheduleLength, Argument(scope, "step_size", 1, null));
        }
    }

    // {"optimizer": ..., "lr_scheduler": scheduler}: without settings of its own a scheduler is stepped once an epoch, unless the module
    // steps it itself.
    private static void ReadLightning(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Has("outer") && scope.View.File.Text.IndexOf("automatic_optimization", StringComparison.Ordinal) < 0
            && scope.View.File.Text.IndexOf("lr_scheduler_step", StringComparison.Ordinal) < 0)
        {
            draft.ScheduleUnit = LengthUnit.Epochs;
            StepCounts.Observe(scope, draft, "scheduler");
        }
    }

    private static Setting<double> Argument(RecipeScope scope, string name, int position, double? otherwise)
    {
        var named = scope.Read("scheduler." + name);
        var written = named.State != SettingState.Absent ? named : scope.Read(FormattableString.Invariant($"scheduler.{position}"));
        return written.State != SettingState.Absent ? written
            : otherwise is { } value ? Setting<double>.ByDefault(value) : Setting<double>.Unknown;
    }
}
