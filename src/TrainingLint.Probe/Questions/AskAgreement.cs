using System.Threading;
using TrainingLint.Probe.Agreement;

namespace TrainingLint.Probe.Questions;

/// <summary>Do runs with other seeds end in the same place? One run says nothing of that.</summary>
internal sealed class AskAgreement : IProbeQuestion
{
    public ProbeQuestions Flag => ProbeQuestions.Agreement;

    public int Place => 1;

    public ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation) =>
        asked.Seeds > 1 ? result with { Agreement = AgreementQuestion.Ask(asked.Subject, asked.Seeds, cancellation) } : result;
}
