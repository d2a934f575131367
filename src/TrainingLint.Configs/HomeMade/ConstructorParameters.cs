using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// The parameters of optimizers and schedules that configs name by their full path, besides the model's: torch 2.7
/// (<c>torch/optim/*.py</c>), timm 1.0 (<c>timm/scheduler/*.py</c>) and transformers 4.50 (<c>transformers/optimization.py</c>).
/// </summary>
internal static class ConstructorParameters
{
    private const string Common = " foreach maximize capturable differentiable";
    private const string Timm = " warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed "
        + "initialize";
    private const string Warmup = "num_warmup_steps num_training_steps last_epoch";

    private static readonly Dictionary<string, HashSet<string>> Table = new(StringComparer.Ordinal)
    {
        ["torch.optim.Adadelta"] = WordList.Of("lr rho eps weight_decay" + Common),
        ["torch.optim.Adafactor"] = WordList.Of("lr beta2_decay eps d weight_decay foreach maximize"),
        ["torch.optim.Adagrad"] = WordList.Of("lr lr_decay weight_decay initial_accumulator_value eps fused" + Common),
        ["torch.optim.Adam"] = WordList.Of("lr betas eps weight_decay amsgrad fused decoupled_weight_decay" + Common),
        ["torch.optim.AdamW"] = WordList.Of("lr betas eps weight_decay amsgrad fused" + Common),
        ["torch.optim.Adamax"] = WordList.Of("lr betas eps weight_decay" + Common),
        ["torch.optim.ASGD"] = WordList.Of("lr lambd alpha t0 weight_decay" + Common),
        ["torch.optim.LBFGS"] = WordList.Of("lr max_iter max_eval tolerance_grad tolerance_change history_size line_search_fn"),
        ["torch.optim.NAdam"] = WordList.Of("lr betas eps weight_decay momentum_decay decoupled_weight_decay" + Common),
        ["torch.optim.RAdam"] = WordList.Of("lr betas eps weight_decay decoupled_weight_decay" + Common),
        ["torch.optim.RMSprop"] = WordList.Of("lr alpha eps weight_decay momentum centered" + Common),
        ["torch.optim.Rprop"] = WordList.Of("lr etas step_sizes" + Common),
        ["torch.optim.SGD"] = WordList.Of("lr momentum dampening weight_decay nesterov fused" + Common),
        ["torch.optim.SparseAdam"] = WordList.Of("lr betas eps maximize"),
        ["torch.optim.lr_scheduler.ConstantLR"] = Schedule("factor total_iters"),
        ["torch.optim.lr_scheduler.CosineAnnealingLR"] = Schedule("T_max eta_min"),
        ["torch.optim.lr_scheduler.CosineAnnealingWarmRestarts"] = Schedule("T_0 T_mult eta_min"),
        ["torch.optim.lr_scheduler.CyclicLR"] = Schedule("base_lr max_lr step_size_up step_size_down mode gamma scale_fn scale_mode "
            + "cycle_momentum base_momentum max_momentum"),
        ["torch.optim.lr_scheduler.ExponentialLR"] = Schedule("gamma"),
        ["torch.optim.lr_scheduler.LambdaLR"] = Schedule("lr_lambda"),
        ["torch.optim.lr_scheduler.LinearLR"] = Schedule("start_factor end_factor total_iters"),
        ["torch.optim.lr_scheduler.MultiStepLR"] = Schedule("milestones gamma"),
        ["torch.optim.lr_scheduler.MultiplicativeLR"] = Schedule("lr_lambda"),
        ["torch.optim.lr_scheduler.OneCycleLR"] = Schedule("max_lr total_steps epochs steps_per_epoch pct_start anneal_strategy "
            + "cycle_momentum base_momentum max_momentum div_factor final_div_factor three_phase"),
        ["torch.optim.lr_scheduler.PolynomialLR"] = Schedule("total_iters power"),
        ["torch.optim.lr_scheduler.ReduceLROnPlateau"] = WordList.Of("mode factor patience threshold threshold_mode cooldown min_lr eps verbose"),
        ["torch.optim.lr_scheduler.SequentialLR"] = Schedule("schedulers milestones"),
        ["torch.optim.lr_scheduler.StepLR"] = Schedule("step_size gamma"),
        ["timm.scheduler.CosineLRScheduler"] = WordList.Of("t_initial lr_min cycle_mul cycle_decay cycle_limit k_decay" + Timm),
        ["timm.scheduler.MultiStepLRScheduler"] = WordList.Of("decay_t decay_rate" + Timm),
        ["timm.scheduler.StepLRScheduler"] = WordList.Of("decay_t decay_rate" + Timm),
        ["timm.scheduler.PolyLRScheduler"] = WordList.Of("t_initial power lr_min cycle_mul cycle_decay cycle_limit k_decay" + Timm),
        ["timm.scheduler.TanhLRScheduler"] = WordList.Of("t_initial lb ub lr_min cycle_mul cycle_decay cycle_limit" + Timm),
        ["transformers.get_constant_schedule_with_warmup"] = WordList.Of("num_warmup_steps last_epoch"),
        ["transformers.get_linear_schedule_with_warmup"] = WordList.Of(Warmup),
        ["transformers.get_cosine_schedule_with_warmup"] = WordList.Of(Warmup + " num_cycles"),
        ["transformers.get_cosine_with_hard_restarts_schedule_with_warmup"] = WordList.Of(Warmup + " num_cycles"),
        ["transformers.get_polynomial_decay_schedule_with_warmup"] = WordList.Of(Warmup + " lr_end power"),
        ["transformers.get_inverse_sqrt_schedule"] = WordList.Of("num_warmup_steps timescale last_epoch"),
    };

    /// <summary>Every parameter of any of them: where a section is handed on whole, no program names these.</summary>
    public static IReadOnlyCollection<string> All { get; } = new HashSet<string>(Table.Values.SelectMany(words => words),
        StringComparer.Ordinal);

    /// <summary>The parameters of a class or function by its full path; null for one that is not known.</summary>
    public static IReadOnlyCollection<string>? Of(string path) => Table.TryGetValue(path, out var words) ? words : null;

    private static HashSet<string> Schedule(string words) => WordList.Of(words + " last_epoch verbose");
}
