using System;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>A recipe on a problem whose answer is known beforehand.</summary>
/// <param name="Name">What is asked of what, for the table in the documentation.</param>
/// <param name="Truth">The known answer.</param>
/// <param name="Answer">What the probe says, by seed.</param>
internal sealed record BatteryCase(string Name, string Truth, Func<int, string> Answer);
