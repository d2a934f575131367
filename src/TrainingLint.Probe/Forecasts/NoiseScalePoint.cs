namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// The simple noise scale at one step (McCandlish et al. 2018, arXiv:1812.06162): the trace of the covariance of single samples' gradients
/// over the squared norm of their mean. A batch of c times that size needs 1 + 1/c times the fewest steps and 1 + c times the fewest
/// samples.
/// </summary>
/// <param name="Step">Updates done.</param>
/// <param name="Scale">In samples.</param>
/// <param name="Low">Lower end of its 95 % interval, 0 or above.</param>
/// <param name="High">Upper end.</param>
public sealed record NoiseScalePoint(int Step, double Scale, double Low, double High);
