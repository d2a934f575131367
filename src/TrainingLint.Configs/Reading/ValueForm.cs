namespace TrainingLint.Configs.Reading;

/// <summary>What a framework takes under a key, as far as a type can say it.</summary>
public enum ValueForm
{
    /// <summary>Nothing is known.</summary>
    Anything,

    /// <summary>A number without a fraction.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number above zero.</summary>
    AboveZero,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A list, even of one.</summary>
    List,
}
