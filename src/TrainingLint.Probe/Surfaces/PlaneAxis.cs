using System.Collections.Generic;

namespace TrainingLint.Probe.Surfaces;

/// <summary>One axis of a picture of the loss.</summary>
/// <param name="Name">What it is, for a caption.</param>
/// <param name="Direction">The vector d that one unit on the axis stands for; one entry per parameter.</param>
/// <param name="Radius">The picture reaches from -Radius to +Radius along it, in units of d.</param>
/// <param name="Slope">g.d at the end of the run: change of the loss per unit.</param>
/// <param name="Curvature">d'Hd at the end of the run: second derivative of the loss per unit squared.</param>
public sealed record PlaneAxis(string Name, IReadOnlyList<double> Direction, double Radius, double Slope, double Curvature);
