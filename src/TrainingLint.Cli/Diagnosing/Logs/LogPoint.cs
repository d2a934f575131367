namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>One logged number.</summary>
/// <param name="Step">When, in the unit of the log.</param>
/// <param name="Value">The number; NaN and infinities as they were logged.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct LogPoint(double Step, double Value, LogPlace Place);

/// <summary>A place in one of a log's files.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Position">Line from 1 of a text, byte from 0 of an event file.</param>
internal readonly record struct LogPlace(int File, long Position);
