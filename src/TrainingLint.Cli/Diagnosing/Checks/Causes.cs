namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Names of what can be found; part of the public contract.</summary>
internal static class Causes
{
    public const string RateZero = "rate-zero";

    public const string RateNegative = "rate-negative";

    public const string SchedulerNeverStepped = "scheduler-never-stepped";

    public const string WarmupNeverEnded = "warmup-never-ended";

    public const string ScheduleOnAnotherClock = "schedule-on-another-clock";

    public const string RateNotAsConfigured = "rate-not-as-configured";

    public const string RateLeavesSchedule = "rate-leaves-schedule";

    public const string Diverged = "diverged";

    public const string LossSpike = "loss-spike";

    public const string ClippedEveryStep = "clipped-every-step";

    public const string Overfitting = "overfitting";

    public const string DeadEvaluation = "dead-evaluation";

    public const string LearnedNothing = "learned-nothing";

    public const string Plateau = "plateau";
}
