namespace TrainingLint.Core.Recipes;

/// <summary>What is known of a setting. Rules fire on known and absent settings, never on unknown ones.</summary>
public enum SettingState
{
    /// <summary>The reader cannot tell: an interpolation, a launcher's argument, a missing base file.</summary>
    Unknown,

    /// <summary>Not written, and the reader knows what the framework then does.</summary>
    Absent,

    /// <summary>Written somewhere, or follows from what is written.</summary>
    Known,
}
