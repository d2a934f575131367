namespace TrainingLint.Configs.Documents;

/// <summary>What sort of text a format is, which decides the dialects that may be written in it.</summary>
public enum FormatKind
{
    /// <summary>A document that says nothing but settings: YAML, JSON, TOML, INI.</summary>
    Document,

    /// <summary>A program of which only the literal part is read.</summary>
    Code,

    /// <summary>Command lines that start programs.</summary>
    CommandLine,
}
