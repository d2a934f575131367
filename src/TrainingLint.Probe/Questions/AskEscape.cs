using System.Threading;
using TrainingLint.Probe.Escape;

namespace TrainingLint.Probe.Questions;

/// <summary>Can the run leave a poor minimum or a saddle?</summary>
internal sealed class AskEscape : IProbeQuestion
{
    public ProbeQuestions Flag => ProbeQuestions.Escape;

    public int Place => 3;

    public ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation) =>
        result with { Escape = EscapeMeasurement.Measure(asked.Subject, cancellation) };
}
