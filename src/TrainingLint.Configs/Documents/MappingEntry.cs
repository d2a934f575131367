namespace TrainingLint.Configs.Documents;

/// <summary>One key with its value.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsInherited">True when it comes from a merge key or a base file.</param>
public readonly record struct MappingEntry(ScalarNode Key, ConfigNode Value, bool IsInherited = false);
