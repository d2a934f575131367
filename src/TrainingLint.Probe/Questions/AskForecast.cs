using System.Threading;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.Probe.Questions;

/// <summary>What longer, larger and other runs would do, where the run itself was watched for it.</summary>
internal sealed class AskForecast : IProbeQuestion
{
    public ProbeQuestions Flag => ProbeQuestions.Forecast;

    public int Place => 2;

    public ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation) =>
        result.Forecast is { } seen
            ? result with { Forecast = ForecastQuestion.Ask(asked.Subject, seen, asksForLength: !asked.IsPartOfALongRun, cancellation) }
            : result;
}
