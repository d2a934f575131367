namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Looks through a log: at causes before what follows from them.</summary>
internal static class RunDiagnosis
{
    public static Diagnosis Of(LoggedRun run)
    {
        var diagnosis = new Diagnosis();
        RateChecks.Run(run, diagnosis);
        LossChecks.Run(run, diagnosis);
        GradientChecks.Run(run, diagnosis);
        HeldOutChecks.Run(run, diagnosis);
        return diagnosis;
    }
}
