namespace TrainingLint.Probe.Problems;

/// <summary>A problem that costs more than its parameters times its samples say: each sample has many positions.</summary>
internal interface IHasPositions : IProblem
{
    /// <summary>How often a sample uses each parameter, on average.</summary>
    double PositionsPerSample { get; }
}
