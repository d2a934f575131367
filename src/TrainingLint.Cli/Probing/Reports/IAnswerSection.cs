using System;
using System.Text.Json;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>What one of the probe's further questions came to, for people and as JSON; the page has figures instead.</summary>
internal interface IAnswerSection
{
    /// <summary>The name by which the question is asked for.</summary>
    string Name { get; }

    /// <summary>The question.</summary>
    ProbeQuestions Question { get; }

    /// <summary>Where it stands among the others, from 1 upwards.</summary>
    int Place { get; }

    /// <summary>Some lines, or none where the question was not asked.</summary>
    /// <param name="result">What the probe found.</param>
    /// <param name="line">Writes a line behind a label.</param>
    void WriteText(ProbeResult result, Action<string, FormattableString> line);

    /// <summary>A property, or none where the question was not asked.</summary>
    /// <param name="result">What the probe found.</param>
    /// <param name="json">Where it is written, inside of an object.</param>
    void WriteJson(ProbeResult result, Utf8JsonWriter json);
}
