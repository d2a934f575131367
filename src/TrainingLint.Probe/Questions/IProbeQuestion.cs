using System.Threading;

namespace TrainingLint.Probe.Questions;

/// <summary>
/// What a probe may be asked beyond its one run. A class that implements it is asked; what it found goes into a report of its own of the
/// result, and how that is shown says a section of the command line.
/// </summary>
internal interface IProbeQuestion
{
    /// <summary>The one flag by which it is asked for.</summary>
    ProbeQuestions Flag { get; }

    /// <summary>Where it stands among the others, from 1 upwards: all draw on one budget, and what one leaves goes to the next.</summary>
    int Place { get; }

    /// <summary>Measures.</summary>
    /// <param name="asked">What was run, and for how long there is time.</param>
    /// <param name="result">What was found so far.</param>
    /// <param name="cancellation">When to stop with what there is.</param>
    /// <returns>The result with the answer.</returns>
    ProbeResult Answer(AskedProbe asked, ProbeResult result, CancellationToken cancellation);
}

/// <summary>What a question starts from.</summary>
/// <param name="Subject">The first run and how it was made.</param>
/// <param name="Seeds">Runs with seeds of their own that were asked for, counted with the first.</param>
/// <param name="IsPartOfALongRun">True where a few steps stand for a far longer training.</param>
internal sealed record AskedProbe(ProbeSubject Subject, int Seeds, bool IsPartOfALongRun);
