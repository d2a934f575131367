using System.Threading;
using TrainingLint.Probe.Global;

namespace TrainingLint.Probe.Questions;

/// <summary>Is there a lower minimum, or is the problem convex?</summary>
internal sealed class AskGlobalPicture : IProbeQuestion
{
    public ProbeQuestions Flag => ProbeQuestions.GlobalPicture;

    public int Place => 5;

    public ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation) =>
        result with { Global = GlobalMeasurement.Measure(asked.Subject, cancellation) };
}
