using System;
using System.Text.Json;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>The section of a question whose answer is a report of one type.</summary>
/// <typeparam name="TReport">The report.</typeparam>
/// <param name="name">The name by which the question is asked for.</param>
/// <param name="question">The question.</param>
/// <param name="place">Where it stands among the others, from 1 upwards.</param>
/// <param name="reportOf">The report of a result; null where the question was not asked.</param>
internal abstract class AnswerSection<TReport>(string name, ProbeQuestions question, int place, Func<ProbeResult, TReport?> reportOf)
    : IAnswerSection
    where TReport : class
{
    public string Name => name;

    public ProbeQuestions Question => question;

    public int Place => place;

    public void WriteText(ProbeResult result, Action<string, FormattableString> line)
    {
        if (reportOf(result) is { } report)
        {
            WriteText(report, line);
        }
    }

    public void WriteJson(ProbeResult result, Utf8JsonWriter json)
    {
        if (reportOf(result) is { } report)
        {
            WriteJson(report, json);
        }
    }

    /// <summary>The lines.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="line">Writes a line behind a label.</param>
    public abstract void WriteText(TReport report, Action<string, FormattableString> line);

    /// <summary>The property.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="json">Where it is written, inside of an object.</param>
    public abstract void WriteJson(TReport report, Utf8JsonWriter json);
}
