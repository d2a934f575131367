namespace TrainingLint.Configs.Documents;

/// <summary>What a loader makes of a scalar.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent, an infinity or NaN.</summary>
    Float,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A date or time, which YAML 1.1 knows as a type.</summary>
    Date,
}
