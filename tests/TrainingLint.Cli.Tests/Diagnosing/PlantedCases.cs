using System.Collections.Generic;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>A log and what is wrong with its run.</summary>
/// <param name="Name">What was planted.</param>
/// <param name="Log">The log.</param>
/// <param name="Config">The config that goes with it; null for none.</param>
/// <param name="Cause">The fault; null for a sound run.</param>
/// <param name="Line">Line of the config that the fault points to; 0 where it does not matter.</param>
public sealed record PlantedCase(string Name, PlantedLog Log, string? Config, string? Cause, int Line = 0);

/// <summary>Sound runs and planted faults, in closed form. Rates are those that the config asks for unless they are the fault.</summary>
public static class PlantedCases
{
    /// <summary>In the keys of LLaMA-Factory: 1,000 steps, 100 of them warmup.</summary>
    public const string Cosine = """
        model_name_or_path: gpt2
        stage: pt
        finetuning_type: full
        train_from_scratch: true
        per_device_train_batch_size: 8
        gradient_accumulation_steps: 4
        learning_rate: 2.0e-4
        lr_scheduler_type: cosine
        warmup_steps: 100
        max_steps: 1000
        max_grad_norm: 1.0
        eval_steps: 100
        eval_strategy: steps
        val_size: 0.1
        output_dir: out
        dataset: c4_demo
        template: default
        cutoff_len: 1024
        do_train: true

        """;

    private const double Peak = 2e-4;

    public static IReadOnlyList<PlantedCase> All { get; } =
    [
        new("sound: language model from scratch", Sound(), Cosine, null),
        new("sound: no config", Sound(), null, null),
        new("sound: noisy loss", Run(loss: step => Falling(step) * (1 + (0.25 * PlantedLog.Noise(step)))), Cosine, null),
        new("sound: flat end", Run(loss: step => Math.Max(2.5, Falling(step)) + (0.05 * PlantedLog.Noise(step))), Cosine, null),
        new("sound: one outlier that is back at once", Run(loss: step => step == 500 ? 3 * Falling(step) : Falling(step)), Cosine, null),
        new("sound: half of the run so far", Rated(Rate, last: 500), Cosine, null),
        new("sound: still in its warmup", Rated(Rate, last: 90), Cosine, null),
        new("sound: steady gap between training and held-out data", Run(heldOut: step => 1.2 * Falling(step)), Cosine, null),
        new("sound: some gradients clipped", Run(norm: step => 0.9 + (0.4 * PlantedLog.Noise(step, 2))), Cosine, null),
        new("sound: logged just before the update", Rated(step => Rate(step - 1)), Cosine, null),
        new("sound: constant rate as configured", Rated(_ => Peak), Cosine.Replace("cosine", "constant").Replace("warmup_steps: 100", "warmup_steps: 0"), null),
        new("sound: linear fall as configured", Rated(step => step < 100 ? Peak * step / 100 : Peak * (1000 - step) / 900), Cosine.Replace("cosine", "linear"), null),
        new("sound: as many restarts as the log shows", Rated(Restarting), Cosine.Replace("cosine", "cosine_with_restarts"), null),
        new("sound: preferences with every gradient clipped", Preferring(), Preferences, null),
        new("sound: one rate below 0", Rated(step => step == 1000 ? -1e-8 : Rate(step)), Cosine, null),
        new("rate below 0 at the end", Rated(step => step < 100 ? Rate(step) : Peak * (800 - step) / 700), Cosine, "rate-negative"),
        new("rate of 0 throughout", Run(rate: _ => 0, loss: step => 9.2 + (0.05 * PlantedLog.Noise(step))), Cosine, "rate-zero", 7),
        new("rate of 0 from the middle on", Run(rate: step => step >= 500 ? 0 : Rate(2 * step), loss: step => Falling(Math.Min(step, 500))), Cosine, "rate-zero"),
        new("rate of 0, no config", Run(rate: _ => 0, loss: step => 9.2 + (0.05 * PlantedLog.Noise(step))), null, "rate-zero"),
        new("scheduler never stepped", Rated(_ => Peak), Cosine, "scheduler-never-stepped", 8),
        new("scheduler never stepped, at the first rate of the warmup", Rated(_ => Peak / 100), Cosine, "scheduler-never-stepped", 8),
        new("warmup as long as the run", Rated(step => Peak * step / 1000), Cosine.Replace("warmup_steps: 100", "warmup_steps: 1000"), "warmup-never-ended", 9),
        new("warmup counted in other steps", Rated(step => Peak * step / 4000), Cosine, "warmup-never-ended", 9),
        new("eight times the rate", Rated(step => 8 * Rate(step)), Cosine, "rate-not-as-configured", 7),
        new("a tenth of the rate", Rated(step => 0.1 * Rate(step)), Cosine, "rate-not-as-configured", 7),
        new("loss of NaN", Run(loss: step => step >= 400 ? double.NaN : Falling(step)), Cosine, "diverged", 7),
        new("infinite loss", Run(loss: step => step >= 400 ? double.PositiveInfinity : Falling(step)), Cosine, "diverged", 7),
        new("NaN behind a filter", Run(loss: step => step >= 400 ? 0 : Falling(step), norm: step => step >= 400 ? double.NaN : 0.5), Cosine, "diverged", 7),
        new("loss that grows", Run(loss: step => step < 300 ? Falling(step) : Falling(300) + (0.05 * (step - 300))), Cosine, "diverged", 7),
        new("loss that is lost and stays so", Run(loss: step => step < 600 ? Falling(step) : 9 + (0.1 * PlantedLog.Noise(step))), Cosine, "diverged", 7),
        new("spike over a fifth of the run", Run(loss: step => step is >= 400 and < 600 ? 2.5 * Falling(step) : Falling(step)), Cosine, "loss-spike", 7),
        new("every gradient clipped", Run(norm: step => 9 + (3 * PlantedLog.Noise(step, 2))), Cosine, "clipped-every-step", 11),
        new("every gradient clipped, logged after clipping", Run(norm: _ => 1), Cosine, "clipped-every-step", 11),
        new("overfitting", Run(heldOut: step => step < 400 ? Falling(step) : Falling(400) + (0.004 * (step - 400))), Cosine, "overfitting"),
        new("overfitting, no config", Run(heldOut: step => step < 400 ? Falling(step) : Falling(400) + (0.004 * (step - 400))), null, "overfitting"),
        new("evaluation of a copy", Run(heldOut: _ => 9.2), Cosine, "dead-evaluation"),
        new("evaluation of nothing", Run(heldOut: _ => double.NaN), Cosine, "dead-evaluation"),
        new("loss of guessing among ten",
            Run(loss: step => 2.3026 + (0.005 * PlantedLog.Noise(step)), heldOut: step => 2.3026 + (0.004 * PlantedLog.Noise(step, 1))),
            Cosine, "learned-nothing", 7),
        new("loss that stays where it was",
            Run(loss: step => 9.2 + (0.2 * PlantedLog.Noise(step)), heldOut: step => 9.2 + (0.02 * PlantedLog.Noise(step, 1))), Cosine,
            "learned-nothing", 7),
    ];

    /// <summary>The schedule of the config, as frameworks compute it.</summary>
    public static double Rate(int step) => step < 100 ? Peak * step / 100 : Peak * (1 + Math.Cos(Math.PI * (step - 100) / 900)) / 2;

    /// <summary>Three falls after the warmup, where the config says only that there are some.</summary>
    private static double Restarting(int step) =>
        step < 100 ? Rate(step) : Peak * (1 + Math.Cos(Math.PI * ((step - 100) % 300) / 300.0)) / 2;

    /// <summary>The loss of a run that goes well.</summary>
    public static double Falling(int step) => 2.2 + (7 * Math.Exp(-step / 250.0)) + (0.05 * PlantedLog.Noise(step));

    private static PlantedLog Sound() => Run();

    private static PlantedLog Run(Func<int, double>? rate = null, Func<int, double>? loss = null, Func<int, double>? norm = null,
        Func<int, double>? heldOut = null) =>
        new PlantedLog()
            .With("loss", 10, loss ?? Falling)
            .With("grad_norm", 10, norm ?? (step => 0.5 + (0.2 * PlantedLog.Noise(step, 2))))
            .With("learning_rate", 10, rate ?? Rate)
            .With("eval_loss", 100, heldOut ?? (step => Falling(step) + 0.1));

    private static string Preferences => Cosine.Replace("stage: pt", "stage: dpo").Replace("train_from_scratch: true\n", "");

    private static PlantedLog Preferring() => new PlantedLog()
        .With("loss", 10, step => 0.2 + (0.49 * Math.Exp(-step / 250.0)) + (0.01 * PlantedLog.Noise(step)))
        .With("rewards/margins", 10, step => step / 500.0)
        .With("eval_loss", 100, step => 0.25 + (0.44 * Math.Exp(-step / 250.0)))
        .With("grad_norm", 10, step => 9 + (3 * PlantedLog.Noise(step, 2)))
        .With("learning_rate", 10, Rate);

    private static PlantedLog Rated(Func<int, double> rate, int? last = null) =>
        new PlantedLog().With("loss", 10, Falling, last).With("learning_rate", 10, rate, last).With("eval_loss", 100, step => Falling(step) + 0.1, last);
}
