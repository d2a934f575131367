using System.Threading;
using TrainingLint.Probe.Generalization;

namespace TrainingLint.Probe.Questions;

/// <summary>Does what was learned hold on samples that were not trained on?</summary>
internal sealed class AskGeneralization : IProbeQuestion
{
    public ProbeQuestions Flag => ProbeQuestions.Generalization;

    public int Place => 4;

    public ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation) =>
        result with { Generalization = GeneralizationQuestion.Ask(asked.Subject, System.Math.Max(1, asked.Seeds), cancellation) };
}
