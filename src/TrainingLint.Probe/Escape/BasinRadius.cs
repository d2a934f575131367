using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>Descents from one size of perturbation.</summary>
/// <param name="Radius">Norm of the perturbation.</param>
/// <param name="Returned">Descents that came back, among those that were decided.</param>
/// <param name="Lower">Descents that found a clearly lower loss without climbing: the end point is no minimum then.</param>
/// <param name="Diverged">Descents that went beyond all bounds.</param>
/// <param name="Undecided">Descents that were still high above when they ended, without a barrier before them; they count in no share.</param>
public sealed record BasinRadius(double Radius, Proportion Returned, int Lower, int Diverged, int Undecided);
