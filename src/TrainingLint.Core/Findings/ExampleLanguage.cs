namespace TrainingLint.Core.Findings;

/// <summary>What the examples of a rule are written in.</summary>
public enum ExampleLanguage
{
    /// <summary>A config, in YAML or JSON.</summary>
    Config,

    /// <summary>A piece of C#.</summary>
    CSharp,
}
