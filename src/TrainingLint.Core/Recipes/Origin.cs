namespace TrainingLint.Core.Recipes;

/// <summary>Where the value of a setting comes from.</summary>
public enum Origin
{
    /// <summary>Written in the file itself.</summary>
    File,

    /// <summary>Written in a base file or a merged mapping that the file draws on.</summary>
    Inherited,

    /// <summary>The framework's own default.</summary>
    Default,

    /// <summary>Computed from other settings.</summary>
    Derived,
}
