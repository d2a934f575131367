using System;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>A log that cannot be read, or not further.</summary>
/// <param name="message">File, line or byte, what was found and what is wanted.</param>
internal sealed class LogFormatException(string message) : Exception(message);
