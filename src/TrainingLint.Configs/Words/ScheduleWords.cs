using System;
using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Words;

/// <summary>What the arguments of schedules are called, by the library whose constructor takes them: words as data.</summary>
internal static class ScheduleWords
{
    /// <summary>Where the rate drops; a list of lengths. Milestones of torch and MMEngine count the calls of <c>step()</c>.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> Milestones { get; } = Table(
        (LengthUnit.Unknown, "milestones lr_milestones lr_steps lr_step_list step_list boundaries lr_schedule_milestones multistep_milestones"),
        (LengthUnit.Epochs, "decay_epochs lr_decay_epochs lr_drop_epochs lr_epochs milestone_epochs epoch_milestones step_epochs schedule_epochs drop_epochs lr_decay_epoch"),
        (LengthUnit.Steps, "lr_decay_steps decay_iters lr_decay_iters step_iters milestone_steps lr_decay_iterations"));

    /// <summary>Words that mean milestones inside of a schedule's own section only, where they hold a list.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> SectionMilestones { get; } = Table(
        (LengthUnit.Unknown, "steps step decay_at drops decay_t decay_points"),
        (LengthUnit.Steps, "decay_steps"));

    /// <summary>
    /// How long a schedule is. torch: <c>T_max</c>, <c>T_0</c>, <c>total_iters</c>, <c>total_steps</c>; timm: <c>t_initial</c> (timm/scheduler/cosine_lr.py);
    /// transformers: <c>num_training_steps</c>; Keras and optax: <c>decay_steps</c>, <c>first_decay_steps</c>, <c>transition_steps</c>; Megatron: <c>lr_decay_iters</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, LengthUnit> Lengths { get; } = Table(
        (LengthUnit.Unknown, "t_max tmax t_initial t_0 cosine_period restart_period"),
        (LengthUnit.Steps, "lr_decay_steps lr_decay_iters cosine_decay_steps lr_total_steps lr_max_steps num_decay_steps"),
        (LengthUnit.Epochs, "cosine_epochs lr_total_epochs t_max_epochs"));

    /// <summary>The same, inside of a schedule's own section only.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> SectionLengths { get; } = Table(
        (LengthUnit.Unknown, "period end"),
        (LengthUnit.Steps, "total_steps num_training_steps decay_steps first_decay_steps transition_steps max_steps total_iters max_iters max_iter training_steps total_training_steps train_steps num_steps max_updates total_num_steps"),
        (LengthUnit.Epochs, "max_epochs total_epochs epochs num_epochs"));

    /// <summary>How often a step schedule drops the rate: <c>step_size</c> of torch, <c>decay_t</c> of timm, <c>step</c> of mmcv.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> Periods { get; } = Table(
        (LengthUnit.Unknown, "step_size lr_step_size lr_decay_step lr_step lr_drop scheduler_step_size sched_step_size lr_decay_every"),
        (LengthUnit.Epochs, "lr_decay_epochs step_epochs lr_drop_epoch decay_every_epochs"),
        (LengthUnit.Steps, "lr_decay_iters_period"));

    /// <summary>The same, inside of a schedule's own section only.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> SectionPeriods { get; } = Table((LengthUnit.Unknown, "step decay_t step_period"));

    /// <summary>The factor of each drop.</summary>
    public static IReadOnlyCollection<string> Factors { get; } = WordList.Of("lr_gamma lr_decay_factor lr_scheduler_gamma scheduler_gamma sched_gamma lr_decay_gamma");

    /// <summary>The same, inside of a schedule's own section only.</summary>
    public static IReadOnlyCollection<string> SectionFactors { get; } = WordList.Of("gamma factor decay_rate decay_factor");

    /// <summary>The final rate, inside of a schedule's own section only.</summary>
    public static IReadOnlyCollection<string> SectionFloors { get; } = WordList.Of("eta_min lr_min min_lr end_lr final_lr end_value");

    /// <summary>How far apart evaluations are.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> EvaluationIntervals { get; } = Table(
        (LengthUnit.Unknown, "eval_interval eval_every eval_freq val_interval val_every val_freq evaluate_every validate_every validation_interval evaluation_interval test_interval test_freq eval_period valid_interval test_every evaluation_freq valid_freq valid_every validation_freq validation_frequency eval_frequency val_period val_frequency"),
        (LengthUnit.Steps, "eval_steps eval_step eval_every_n_steps eval_step_interval eval_interval_steps steps_per_eval evaluate_every_steps eval_every_steps val_every_n_steps val_interval_steps evaluate_steps evaluation_steps valid_steps_interval eval_iter_interval val_interval_iters steps_between_evals eval_every_n_iters eval_every_iters"),
        (LengthUnit.Epochs, "check_val_every_n_epoch eval_every_n_epochs eval_epoch_interval val_epoch_interval eval_interval_epochs val_interval_epochs eval_every_epoch eval_every_epochs epochs_per_eval val_every_epochs val_every_n_epochs valid_epoch_interval eval_epochs"));

    /// <summary>The same, directly below a section such as <c>eval</c> or <c>validation</c>.</summary>
    public static IReadOnlyDictionary<string, LengthUnit> SectionEvaluationIntervals { get; } = Table(
        (LengthUnit.Unknown, "interval every freq frequency period"),
        (LengthUnit.Steps, "every_n_steps interval_steps every_steps step_interval"),
        (LengthUnit.Epochs, "every_n_epochs interval_epochs every_epochs epoch_interval every_n_epoch"));

    /// <summary>Prefixes under which flat files gather the arguments of the schedule: <c>sched_t_max</c>, <c>lr_scheduler_step_size</c>.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["lr_scheduler_", "scheduler_", "lr_sched_", "sched_", "lr_schedule_", "schedule_"];

    private static Dictionary<string, LengthUnit> Table(params (LengthUnit Unit, string Words)[] rows)
    {
        var table = new Dictionary<string, LengthUnit>(StringComparer.Ordinal);
        foreach (var (unit, words) in rows)
        {
            foreach (var word in WordList.Of(words))
            {
                table[word] = unit;
            }
        }

        return table;
    }
}
