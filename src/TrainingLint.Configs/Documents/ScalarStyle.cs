namespace TrainingLint.Configs.Documents;

/// <summary>How a scalar is written.</summary>
public enum ScalarStyle
{
    /// <summary>Without quotes: its type follows from its text.</summary>
    Plain,

    /// <summary>In quotes or as a block: text, unless a tag says otherwise.</summary>
    Quoted,
}
