namespace TrainingLint.Probe.Surfaces;

/// <summary>How the axes of a plane were chosen.</summary>
public enum PlaneKind
{
    /// <summary>
    /// Two random directions, scaled filter by filter to the size of the weights. Curvature along a random direction is the mean one, so
    /// that sharp directions and saddles do not show (Bottcher and Wheeler 2022, arXiv:2208.13219).
    /// </summary>
    RandomFilters,

    /// <summary>The eigenvectors of the largest and the smallest eigenvalue of the Hessian.</summary>
    Hessian,

    /// <summary>Through the ends of three runs that differ in their seed.</summary>
    Minima,
}
