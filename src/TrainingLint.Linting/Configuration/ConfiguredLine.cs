namespace TrainingLint.Linting.Configuration;

/// <summary>A configured line and where it stands.</summary>
/// <param name="Key">Its key, in lower case.</param>
/// <param name="Value">Its value.</param>
/// <param name="File">Absolute path of the file.</param>
/// <param name="Line">Its line.</param>
public sealed record ConfiguredLine(string Key, string Value, string File, int Line);
