namespace TrainingLint.Configs.Documents;

/// <summary>The same key twice in one mapping.</summary>
/// <param name="Path">Path of the key.</param>
/// <param name="First">The entry that is lost.</param>
/// <param name="Last">The entry that wins.</param>
public sealed record DuplicateKey(string Path, MappingEntry First, MappingEntry Last)
{
    /// <summary>True when both hold the same, whatever the writing.</summary>
    public bool IsSame => NodeEquality.AreEqual(First.Value, Last.Value);
}
